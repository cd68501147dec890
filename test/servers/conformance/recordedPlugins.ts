import { consoleNote, pipelineLine } from '../jenkins/builds/logFile.ts';
import { echo, shellPlan, sleep } from '../jenkins/builds/shellPlan.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { encodeBranch, newContainer, newJob } from '../jenkins/state/items.ts';
import type {
  BuildPlan,
  BuildStep,
  Container,
  Job,
  ParameterDefinition,
  PlanContext,
  TestCase,
} from '../jenkins/state/model.ts';

export const recordedPlugins = [
  ['branch-api', '2.1300'],
  ['cloudbees-folder', '6.1079'],
  ['credentials', '1450.0'],
  ['junit', '1.29'],
  ['pipeline-input-step', '540.0'],
  ['pipeline-model-definition', '2.2280'],
  ['pipeline-rest-api', '2.40'],
  ['workflow-job', '1600.0'],
  ['workflow-multibranch', '821.0'],
].map(([shortName = '', version = '']) => ({ shortName, version }));

/** The jobs of the recorded controller with plugins, in the order in which they came to be. */
export function addPluginJobs(
  state: JenkinsState,
  which: 'free' | 'pipe' | 'approve' | 'failing' | 'multi' | 'decl',
): void {
  const team = state.folder('team');
  if (which === 'free') newJob('freestyle', 'free', team, { plan: shellPlan(() => [echo('free'), sleep(1)]) });
  else if (which === 'multi') addMulti(state);
  else if (which === 'decl') addDeclarative(team);
  else addPipelines(state.folder('team/sub složka'), which);
}

type Plan = (context: PlanContext) => BuildPlan;

const pipeline = (name: string, parent: Container, plan: Plan, more: Partial<Job> = {}) =>
  newJob('pipeline', name, parent, { plan, ...more });

const lines = (...texts: string[]): string => texts.map(pipelineLine).join('');

function addPipelines(folder: Container, which: 'pipe' | 'approve' | 'failing'): void {
  if (which === 'pipe') {
    pipeline('pipe', folder, () => ({ steps: pipeSteps, result: 'SUCCESS' }));
    pipeline('params', folder, () => ({ steps: [], result: 'SUCCESS' }), {
      parameters: [{ kind: 'string', name: 'V', defaultValue: '1' }],
    });
  } else if (which === 'approve') {
    pipeline('approve', folder, () => ({ steps: approveSteps, result: 'SUCCESS' }));
  } else {
    pipeline('bad', folder, () => ({ steps: badSteps, result: 'FAILURE', error: 'boom happened' }));
    pipeline('syntax', folder, () => ({ steps: [], result: 'FAILURE' }));
    pipeline('sandboxed', folder, () => ({ steps: [], result: 'FAILURE' }));
  }
}

const shell = Array.from(
  { length: 6 },
  (_, at): BuildStep => ({ print: `+ echo shell ${at + 1}\nshell ${at + 1}\n+ sleep 1\n`, takes: 1_030 }),
);

const pipeSteps: BuildStep[] = [
  {
    print: `${lines('node')}Running on ${consoleNote('node')}Jenkins in /var/jenkins_home/workspace/team/sub složka/pipe\n${lines('{')}`,
    takes: 550,
  },
  { stage: 'Build', print: `${lines('stage', '{ (Build)', 'echo')}hello ✓\n${lines('sh')}`, takes: 40 },
  ...shell,
  { print: lines('}', '// stage') },
  {
    stage: 'Test suite',
    print: `${lines('stage', '{ (Test suite)', 'parallel', '{ (Branch: a)', '{ (Branch: b)', 'sh', 'sh')}+ echo a\na\n+ sleep 1\n+ echo b\nb\n+ sleep 2\n`,
    takes: 2_200,
  },
  { print: lines('}', '}', '// parallel', '}', '// stage', '}', '// node') },
];

const questions: ParameterDefinition[] = [
  { kind: 'string', name: 'VERSION', defaultValue: '1.0' },
  { kind: 'choice', name: 'ENVN', choices: ['eu', 'us'] },
  { kind: 'boolean', name: 'DRY', defaultValue: true },
];

const approveSteps: BuildStep[] = [
  {
    stage: 'Ask',
    stageId: '4',
    print: `${lines('stage', '{ (Ask)', 'input')}Input requested\n`,
    input: { id: 'Deploy-ok', message: 'Deploy to prod?', proceedText: 'Ship it', parameters: questions },
  },
  {
    stage: 'Second',
    print: `${lines('}', '// stage', 'stage', '{ (Second)', 'input')}Really?\nProceed or Abort\n`,
    input: { id: 'E02f73c2064f87b7611959b9c03536de', message: 'Really?', proceedText: 'Proceed', parameters: [] },
  },
  { print: lines('}', '// stage') },
];

const badSteps: BuildStep[] = [
  { stage: 'A', stageId: '4', print: `${lines('stage', '{ (A)', 'echo')}x\n${lines('}', '// stage')}`, takes: 30 },
  { stage: 'B', stageId: '9', print: lines('stage', '{ (B)', 'error', '}', '// stage'), takes: 50 },
];

function addMulti(state: JenkinsState): void {
  const multi = newContainer('multibranch', 'multi', state.root);
  const plan: Plan = () => ({ steps: [{ takes: 2_000 }], result: 'SUCCESS' });
  for (const name of ['feature/login-ž', 'master', 'release 1.0 #x']) {
    const encoded = encodeBranch(name);
    pipeline(encoded, multi, plan, { displayName: encoded === name ? null : name, branch: { name } });
  }
  const changeRequest = {
    title: 'Change request #1',
    url: 'http://changes.example.com/1',
    author: 'bob',
    authorName: 'Bob Smith',
    authorEmail: 'bob@example.com',
  };
  pipeline('CR-1', multi, plan, {
    displayName: 'Change request #1 (CR-1)',
    branch: { name: 'CR-1', changeRequest },
  });
}

const passed = {
  suite: 's',
  className: 'a.B',
  name: 'ok',
  status: 'PASSED',
  duration: 0.5,
  age: 0,
  failedSince: 0,
} as const;
const failed: TestCase = {
  suite: 's',
  className: 'a.B',
  name: 'bad',
  status: 'FAILED',
  duration: 0,
  age: 1,
  failedSince: 1,
  errorDetails: 'm',
  errorStackTrace: 'trace',
};
const skipped: TestCase = {
  suite: 's',
  className: 'a.C',
  name: 'sk',
  status: 'SKIPPED',
  duration: 0,
  age: 2,
  failedSince: 0,
};

function addDeclarative(team: Container): void {
  pipeline('decl', team, () => ({ steps: [], result: 'UNSTABLE', tests: [passed, failed, skipped] }), {
    parameters: [{ kind: 'string', name: 'V', defaultValue: '1' }],
    restartableStages: ['Deploy'],
  });
  newJob('freestyle', 'junitfree', team, { plan: shellPlan(() => [], { tests: [{ ...passed, duration: 0 }] }) });
}
