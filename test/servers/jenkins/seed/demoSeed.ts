import { addPastBuild } from '../builds/pastBuild.ts';
import { pipelinePlan } from '../builds/pipelinePlan.ts';
import { echo, plainShell, type ShellCommand, shellPlan } from '../builds/shellPlan.ts';
import { newJob } from '../state/items.ts';
import type { JenkinsState } from '../state/jenkinsState.ts';
import type { ParameterDefinition } from '../state/model.ts';
import { demoUsers } from '../state/users.ts';
import { byDana, byTimer, someTests, textArtifact } from './demoParts.ts';
import { seedPayments } from './demoPayments.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
/** The Jenkins of the screenshots and the UI tests. */
export function seedDemo(state: JenkinsState): void {
  state.quietPeriod = 2;
  state.plugins = [
    { shortName: 'cloudbees-folder', version: '6.1079' },
    { shortName: 'workflow-job', version: '1600.0' },
    { shortName: 'workflow-multibranch', version: '821.0' },
    { shortName: 'branch-api', version: '2.1300' },
    { shortName: 'pipeline-model-definition', version: '2.2280' },
    { shortName: 'pipeline-rest-api', version: '2.40' },
    { shortName: 'pipeline-input-step', version: '540.0' },
    { shortName: 'pipeline-graph-view', version: '800.0' },
    { shortName: 'junit', version: '1.29' },
  ];
  seedPayments(state);
  seedSimple(state);
  seedDeploy(state);
  seedEverything(state);
  seedPipeline(state);
}

function shellJob(state: JenkinsState, name: string, description: string, command: string) {
  return newJob('freestyle', name, state.root, { description, command, plan: shellPlan(plainShell(command)) });
}

function seedSimple(state: JenkinsState): void {
  const hello = shellJob(state, 'hello', 'Says hello and is done.', 'echo hello from $JOB_NAME; sleep 1; echo bye');
  for (const ago of [6 * DAY, 2 * DAY, 5 * HOUR, 40])
    addPastBuild(state, hello, { ago, duration: 1, causes: [byDana] });

  const slow = newJob('freestyle', 'slow', state.root, {
    description: 'A line each half second, for about 20 seconds.',
    command: 'for i in $(seq 1 40); do echo "line $i — žluť ✓"; sleep 0.5; done',
    plan: shellPlan(slowCommands),
  });
  for (const ago of [3 * DAY, 9 * HOUR]) addPastBuild(state, slow, { ago, duration: 20, causes: [byTimer] });

  const fails = shellJob(state, 'fails', 'Always fails.', 'echo about to fail; sleep 1; exit 3');
  for (const ago of [DAY, 3 * HOUR, 25]) addPastBuild(state, fails, { ago, duration: 1, causes: [byDana] });

  const unstable = newJob('freestyle', 'unstable', state.root, {
    description: 'Tests fail, the build does not.',
    command: 'make test',
    plan: shellPlan(() => [{ trace: 'make test', output: '3 tests, 1 failure\n', takes: 2_000 }], {
      after: [{ print: 'Recording test results\n' }],
      result: 'UNSTABLE',
      tests: someTests,
      artifacts: [textArtifact('reports/tests.txt', '3 tests, 1 failure\n')],
    }),
  });
  for (const ago of [2 * DAY, 2 * HOUR]) addPastBuild(state, unstable, { ago, duration: 2, causes: [{ kind: 'scm' }] });

  shellJob(state, 'never-built', 'Nobody has started it yet.', 'echo first');
  const secret = shellJob(state, 'no-permission', 'The viewer cannot see it.', 'echo secret');
  secret.hiddenFrom.add(demoUsers.viewer.id);
  addPastBuild(state, secret, { ago: DAY, duration: 1 });
}

function slowCommands(): ShellCommand[] {
  const lines = Array.from({ length: 40 }, (_, at) => `line ${at + 1} — žluť ✓`);
  return lines.flatMap(line => [echo(line), { trace: 'sleep 0.5', takes: 500 }]);
}

function seedDeploy(state: JenkinsState): void {
  const parameters: ParameterDefinition[] = [
    { kind: 'string', name: 'VERSION', description: 'Which version to deploy', defaultValue: '1.4.2', trim: true },
    { kind: 'boolean', name: 'DRY_RUN', description: 'Only show what would be done', defaultValue: true },
    { kind: 'choice', name: 'ENVIRONMENT', description: 'Where to', choices: ['staging', 'production'] },
  ];
  const command = 'echo Deploying $VERSION to $ENVIRONMENT; sleep 3; echo done';
  const job = newJob('freestyle', 'deploy', state.root, {
    description: 'Deploys a version of the payments API.',
    parameters,
    command,
    plan: shellPlan(plainShell(command), { artifacts: [textArtifact('out/deployed.txt', 'deployed\n')] }),
  });
  for (const [ago, version] of [
    [4 * DAY, '1.4.0'],
    [DAY, '1.4.1'],
    [90, '1.4.2'],
  ] as const) {
    addPastBuild(state, job, {
      ago,
      duration: 3,
      causes: [byDana],
      parameters: [
        { kind: 'string', name: 'VERSION', value: version },
        { kind: 'boolean', name: 'DRY_RUN', value: false },
        { kind: 'choice', name: 'ENVIRONMENT', value: 'staging' },
      ],
      more: { description: `Version ${version}` },
    });
  }
}

function seedEverything(state: JenkinsState): void {
  const command = 'echo S=$S B=$B C=$C';
  newJob('freestyle', 'everything', state.root, {
    description: 'Every parameter type that Jenkins itself has.',
    command,
    plan: shellPlan(plainShell(command)),
    parameters: [
      { kind: 'string', name: 'S', description: 'A string', defaultValue: 'text' },
      { kind: 'text', name: 'T', description: 'Several lines', defaultValue: 'line1\nline2' },
      { kind: 'boolean', name: 'B', description: 'Yes or no', defaultValue: false },
      { kind: 'choice', name: 'C', description: 'One of three', choices: ['one', 'two', 'three'] },
      { kind: 'password', name: 'P', description: 'Nobody sees it again', defaultValue: 'demo-secret' },
      { kind: 'file', name: 'F/in.txt', description: 'A file for the workspace' },
      { kind: 'run', name: 'R', description: 'A build of hello', project: 'hello', defaultValue: 'hello#4' },
    ],
  });
}

function seedPipeline(state: JenkinsState): void {
  const stages = [
    { name: 'Checkout', lines: ['Cloning repository', 'Checked out 4f1c2d9'], takes: 500 },
    { name: 'Build', lines: ['+ make', 'compiling', 'linking'], takes: 1_000 },
    { name: 'Test', lines: ['+ make test', '3 tests, 0 failures'], takes: 1_000 },
  ];
  const job = newJob('pipeline', 'pipeline', state.root, {
    description: 'A scripted pipeline of three stages.',
    command: "node { stage('Build') { sh 'make' } }",
    script: `node {
  def steps = load 'ci/steps.groovy'
  stage('Checkout') { checkout scm }
  stage('Build') { steps.build('make') }
  stage('Test') { steps.build('make test') }
}
`,
    loadedScripts: { Script1: 'def build(command) {\n  sh command\n}\nreturn this\n' },
    plan: pipelinePlan(stages, { artifacts: [textArtifact('dist/app.txt', 'built\n')] }),
  });
  for (const ago of [5 * DAY, DAY, 70]) addPastBuild(state, job, { ago, duration: 6, causes: [{ kind: 'scm' }] });
}
