// The recorded Pipelines that wait for input.
import { pipelineLine } from '../jenkins/builds/logFile.ts';
import { flowPlan } from '../jenkins/flow/flowScript.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newContainer, newJob } from '../jenkins/state/items.ts';
import type { BuildPlan, BuildStep, InputAnswer, ParameterDefinition, PendingInput } from '../jenkins/state/model.ts';

const lines = (...texts: string[]): string => texts.map(pipelineLine).join('');
const stage = (name: string, step: string) => lines('stage', `{ (${name})`, step);
const stageEnd = lines('}', '// stage');

const questions: ParameterDefinition[] = [
  { kind: 'choice', name: 'ENVIRONMENT', description: 'where', choices: ['dev', 'test', 'prod'] },
  { kind: 'boolean', name: 'DRY_RUN', description: 'only pretend', defaultValue: true },
  { kind: 'string', name: 'VERSION', description: 'which', defaultValue: '1.0' },
  { kind: 'text', name: 'NOTES', description: 'many lines', defaultValue: 'a\nb' },
  { kind: 'password', name: 'SECRET', description: 'not shown' },
];

export function addRecordedInputs(state: JenkinsState): void {
  const lab = newContainer('folder', 'rec-lab', state.root);
  const add = (name: string, steps: BuildStep[]) =>
    newJob('pipeline', name, lab, { plan: () => ({ steps, result: 'SUCCESS' }) });
  add('inp-simple', simpleSteps);
  add('inp-params', [
    asking('Ask', {
      id: 'Params',
      message: 'Which way to go, and how far?',
      proceedText: 'Go',
      parameters: questions,
      submitterParameter: 'WHO',
    }),
    { printAnswer: answer => `${lines('echo')}answer: ${valuesIn(answer)}\n${stageEnd}` },
  ]);
  const boss = { id: 'Boss', message: 'Only the tester may', submitter: 'tester,somegroup' };
  add('inp-submitter', asked('Ask', boss));
  newJob('pipeline', 'inp-two', lab, { plan: twoInputs });
  add('inp-noid', asked('Ask', { id: 'D36fccb8a23087fc1ff0541329a0e0ac', message: 'No id given' }));
  add('inp-viewer', asked('Ask', { id: 'Any', message: 'Any', submitter: 'viewer' }));
  const person: ParameterDefinition = { kind: 'string', name: 'PERSON', description: 'Who', defaultValue: 'Mr' };
  add('inp-decl', [
    asking('Deploy', {
      id: '507a3a88cebc46603ce2be8eaa924eee',
      message: 'Deploy?',
      proceedText: 'Yes',
      parameters: [person],
    }),
    { printAnswer: answer => `${lines('withEnv', '{', 'echo')}Hello ${valueIn(answer, 'PERSON')}\n` },
    { print: `${lines('}', '// withEnv')}${stageEnd}` },
  ]);
}

const simpleSteps: BuildStep[] = [
  { print: `${lines('node')}Running on Jenkins in /var/jenkins_home/workspace/rec-lab/inp-simple\n${lines('{')}` },
  { stage: 'Before', stageId: '6', print: `${stage('Before', 'echo')}before\n${stageEnd}${lines('}', '// node')}` },
  {
    stage: 'Approve',
    stageId: '13',
    print: `${stage('Approve', 'input')}Release it?\nShip it or Abort\n`,
    input: { id: 'Release-gate', message: 'Release it?', proceedText: 'Ship it', parameters: [] },
  },
  { print: stageEnd },
  { stage: 'After', stageId: '18', print: `${stage('After', 'echo')}after\n${stageEnd}` },
];

/** A stage that asks, and says in the log how when it asks for no values. */
function asking(name: string, input: PendingInput): BuildStep {
  const words = input.parameters.length > 0 ? 'Input requested' : `${input.message}\n${input.proceedText} or Abort`;
  return { stage: name, stageId: '4', print: `${stage(name, 'input')}${words}\n`, input };
}

function asked(name: string, input: Pick<PendingInput, 'id' | 'message' | 'submitter'>): BuildStep[] {
  return [asking(name, { proceedText: 'Proceed', parameters: [], ...input }), { print: stageEnd }];
}

function valueIn({ values }: InputAnswer, name: string): string {
  // Left-out values are null in the Pipeline, whatever their defaults.
  return String(values.find(value => value.name === name)?.value ?? null);
}

function valuesIn(answer: InputAnswer): string {
  const values = ['ENVIRONMENT', 'DRY_RUN', 'VERSION'].map(name => valueIn(answer, name));
  return `${values.join(' ')} by ${answer.id}`;
}

/** Two branches that ask at the same time. */
function twoInputs(): BuildPlan {
  const { steps, afterAbort } = flowPlan(`
3 parallel
5 { Branch: left
6 { Branch: right ^3
7 input ^5
> Left?
> Proceed or Abort
8 input ^6
> Input requested
***
10 } ^8 !! org.jenkinsci.plugins.workflow.steps.FlowInterruptedException: Aborted
>3 Failed in branch right
11 // ^10 !
`);
  const left: PendingInput = { id: 'Left', message: 'Left?', proceedText: 'Proceed', parameters: [] };
  const one: ParameterDefinition = { kind: 'string', name: 'ONE', defaultValue: 'x' };
  const right: PendingInput = { ...left, id: 'Right', message: 'Right?', parameters: [one] };
  const asking = steps.map((step): BuildStep => {
    if (step.print === 'Proceed or Abort\n') return { ...step, input: left, goesOn: true };
    return step.print === 'Input requested\n' ? { ...step, input: right } : step;
  });
  const afterInput = { Left: flowPlan('9 } ^7').steps };
  return {
    steps: asking.filter(step => !step.holds),
    ...(afterAbort && { afterAbort }),
    afterInput,
    result: 'SUCCESS',
  };
}
