// The recorded Pipelines that wait for input.
import { flowPlan } from '../jenkins/flow/flowScript.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newContainer, newJob } from '../jenkins/state/items.ts';
import type {
  BuildPlan,
  BuildStep,
  InputAnswer,
  Job,
  ParameterDefinition,
  PendingInput,
} from '../jenkins/state/model.ts';

const questions: ParameterDefinition[] = [
  { kind: 'choice', name: 'ENVIRONMENT', description: 'where', choices: ['dev', 'test', 'prod'] },
  { kind: 'boolean', name: 'DRY_RUN', description: 'only pretend', defaultValue: true },
  { kind: 'string', name: 'VERSION', description: 'which', defaultValue: '1.0' },
  { kind: 'text', name: 'NOTES', description: 'many lines', defaultValue: 'a\nb' },
  { kind: 'password', name: 'SECRET', description: 'not shown' },
];

export function addRecordedInputs(state: JenkinsState): void {
  const lab = newContainer('folder', 'rec-lab', state.root);
  const add = (name: string, plan: BuildPlan, job: Partial<Job> = {}) =>
    newJob('pipeline', name, lab, { plan: () => plan, ...job });
  add('inp-simple', simple);
  const params: PendingInput = {
    id: 'Params',
    message: 'Which way to go, and how far?',
    proceedText: 'Go',
    parameters: questions,
    submitterParameter: 'WHO',
  };
  add(
    'inp-params',
    asking('Ask', params, `6 echo\n> ${answered}`, answer => `answer: ${valuesIn(answer)}`),
  );
  const ask = (name: string, input: Pick<PendingInput, 'id' | 'message' | 'submitter'>) =>
    add(name, asking('Ask', { proceedText: 'Proceed', parameters: [], ...input }));
  ask('inp-submitter', { id: 'Boss', message: 'Only the tester may', submitter: 'tester,somegroup' });
  add('inp-two', twoInputs());
  ask('inp-noid', { id: 'D36fccb8a23087fc1ff0541329a0e0ac', message: 'No id given' });
  ask('inp-viewer', { id: 'Any', message: 'Any', submitter: 'viewer' });
  const deploy: PendingInput = {
    id: '507a3a88cebc46603ce2be8eaa924eee',
    message: 'Deploy?',
    proceedText: 'Yes',
    parameters: [{ kind: 'string', name: 'PERSON', description: 'Who', defaultValue: 'Mr' }],
  };
  const greeting = `6 withEnv\n7 {\n8 echo\n> ${answered}\n9 }\n10 //`;
  add(
    'inp-decl',
    asking('Deploy', deploy, greeting, answer => `Hello ${valueIn(answer, 'PERSON')}`),
    {
      isDeclarative: true,
    },
  );
}

const release: PendingInput = { id: 'Release-gate', message: 'Release it?', proceedText: 'Ship it', parameters: [] };

const simple = withInputs(
  `
3 node
> Running on Jenkins in /var/jenkins_home/workspace/rec-lab/inp-simple
4 {
5 stage
6 { Before
7 echo | before
> before
8 }
9 //
10 }
11 //
12 stage
13 { Approve
14 input
> Release it?
> Ship it or Abort
15 }
16 //
17 stage
18 { After
19 echo | after
> after
20 }
21 //
`,
  [{ input: release }],
);

/** Stands in a script where a line tells the answer. */
const answered = 'ANSWER';

/** A stage that asks, and says in the log how when it asks for no values. */
function asking(stage: string, input: PendingInput, after = '', printed?: (answer: InputAnswer) => string): BuildPlan {
  const hasValues = input.parameters.length > 0;
  const words = hasValues ? '> Input requested' : `> ${input.message}\n> ${input.proceedText} or Abort`;
  const last = 6 + after.split('\n').filter(line => /^\d/.test(line)).length;
  const plan = withInputs(`3 stage\n4 { ${stage}\n5 input\n${words}\n${after}\n${last} }\n${last + 1} //`, [{ input }]);
  const telling = (step: BuildStep): BuildStep =>
    printed && step.print === `${answered}\n`
      ? { node: step.node ?? '', printAnswer: answer => `${printed(answer)}\n` }
      : step;
  return { ...plan, steps: plan.steps.map(telling) };
}

/** Plan of a run that waits for an answer after each line of its log that asks for it. */
function withInputs(script: string, inputs: readonly Pick<BuildStep, 'input' | 'goesOn'>[]): BuildPlan {
  const left = [...inputs];
  const steps = flowPlan(script).steps.map(step =>
    /(?: or Abort|^Input requested)\n$/.test(step.print ?? '') ? { ...step, ...left.shift() } : step,
  );
  return { steps, result: 'SUCCESS' };
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
  const left: PendingInput = { id: 'Left', message: 'Left?', proceedText: 'Proceed', parameters: [] };
  const one: ParameterDefinition = { kind: 'string', name: 'ONE', defaultValue: 'x' };
  const right: PendingInput = { ...left, id: 'Right', message: 'Right?', parameters: [one] };
  return withInputs(
    `
3 parallel
5 { Branch: left
6 { Branch: right ^3
7 input ^5
> Left?
> Proceed or Abort
8 input ^6
> Input requested
`,
    [{ input: left, goesOn: true }, { input: right }],
  );
}
