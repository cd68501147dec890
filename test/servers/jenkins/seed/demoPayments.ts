import { addPastBuild } from '../builds/pastBuild.ts';
import { type PipelineOptions, pipelinePlan } from '../builds/pipelinePlan.ts';
import { plainShell, shellPlan } from '../builds/shellPlan.ts';
import type { ChangeEntry } from '../state/heads.ts';
import { encodeBranch, newContainer, newJob } from '../state/items.ts';
import type { JenkinsState } from '../state/jenkinsState.ts';
import type { Build, Cause, Container, Job } from '../state/model.ts';
import { byDana, byTimer, declarative, someTests, textArtifact } from './demoParts.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const scanned: Cause = { kind: 'indexing' };

/** The folder that most pictures show. */
export function seedPayments(state: JenkinsState): void {
  const payments = newContainer('folder', 'payments', state.root, { description: 'All about money' });
  seedApi(state, payments);
  seedNightly(state, payments);
  seedTools(state, newContainer('folder', 'tools', payments, { description: null }));
}

const stages = [
  { name: 'Checkout', lines: ['Cloning repository', 'Checked out revision'], takes: 500 },
  { name: 'Build', lines: ['+ ./gradlew build', 'Task :compileJava', 'Task :jar'], takes: 1_000 },
  { name: 'Test', lines: ['+ ./gradlew test', 'Test run finished'], takes: 1_500 },
];

const plan = (options: PipelineOptions = {}) =>
  pipelinePlan(stages, { artifacts: [textArtifact('build/libs/api.jar', 'not really a jar')], ...options });

const failing = plan({ result: 'FAILURE', error: 'script returned exit code 1', tests: someTests });
const passing = plan({ tests: someTests.filter(test => test.status === 'PASSED') });
const unstable = plan({ result: 'UNSTABLE', tests: someTests });

function branch(api: Container, name: string, more: Partial<Job> = {}): Job {
  return newJob('pipeline', encodeBranch(name), api, {
    displayName: encodeBranch(name) === name ? null : name,
    branch: { name, isPrimary: name === 'main' },
    command: 'Jenkinsfile',
    plan: passing,
    ...declarative(stages),
    ...more,
  });
}

function seedApi(state: JenkinsState, payments: Container): void {
  const api = newContainer('multibranch', 'api', payments, {
    description: null,
    repository: 'https://scm.example.com/payments/api.git',
  });
  const main = branch(api, 'main');
  addPastBuild(state, main, { ago: 3 * DAY, duration: 8, causes: [scanned], plan: passing });
  addPastBuild(state, main, { ago: DAY, duration: 9, causes: [{ kind: 'scm' }], plan: passing });
  addPastBuild(state, main, {
    ago: 55,
    duration: 7,
    causes: [{ kind: 'scm' }],
    plan: failing,
    more: changed(state, 'Dana Developer', 'PAY-17 Refuse expired cards', 'src/main/java/payments/Card.java'),
  });

  const login = branch(api, 'feature/login');
  addPastBuild(state, login, { ago: 2 * DAY, duration: 8, causes: [scanned], plan: passing });
  addPastBuild(state, login, {
    ago: 2 * HOUR,
    duration: 9,
    causes: [byDana],
    plan: unstable,
    more: changed(state, 'Dana Developer', 'PAY-21 Log in with a passkey', 'src/main/java/payments/Login.java'),
  });

  const request = branch(api, 'PR-42', {
    displayName: 'PAY-23 Round half even (PR-42)',
    branch: {
      name: 'PR-42',
      changeRequest: {
        title: 'PAY-23 Round half even',
        url: 'https://scm.example.com/payments/api/pull/42',
        author: 'dana',
        authorName: 'Dana Developer',
        authorEmail: 'dana@example.com',
      },
    },
  });
  addPastBuild(state, request, { ago: 4 * HOUR, duration: 8, causes: [scanned], plan: passing });
}

function changed(state: JenkinsState, author: string, message: string, path: string): Partial<Build> {
  const entry: ChangeEntry = {
    commitId: '4f1c2d9e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e',
    author,
    message,
    timestamp: state.clock.now() - HOUR * 60_000,
    paths: [path],
  };
  return { changes: [entry] };
}

function seedNightly(state: JenkinsState, payments: Container): void {
  const command = 'echo nightly settlement; sleep 5';
  const nightly = newJob('freestyle', 'nightly', payments, {
    description: 'Settles the day. Switched off until the audit is over.',
    disabled: true,
    command,
    plan: shellPlan(plainShell(command)),
  });
  for (const ago of [9 * DAY, 8 * DAY]) addPastBuild(state, nightly, { ago, duration: 5, causes: [byTimer] });
}

function seedTools(state: JenkinsState, tools: Container): void {
  const command = 'echo removing old images; sleep 2';
  const cleanup = newJob('freestyle', 'cleanup', tools, {
    description: 'Removes old images.',
    command,
    plan: shellPlan(plainShell(command)),
  });
  addPastBuild(state, cleanup, { ago: 6 * HOUR, duration: 2, causes: [byTimer] });

  newJob('pipeline', 'approve', tools, {
    description: 'Asks before it goes on.',
    command: "input 'Deploy to production?'",
    plan: pipelinePlan([
      { name: 'Prepare', lines: ['preparing'], takes: 500 },
      {
        name: 'Ask',
        lines: [],
        takes: 0,
        input: {
          id: 'Deploy-ok',
          message: 'Deploy to production?',
          proceedText: 'Ship it',
          parameters: [
            { kind: 'string', name: 'VERSION', defaultValue: '1.0' },
            { kind: 'choice', name: 'REGION', choices: ['eu', 'us'] },
          ],
        },
      },
      { name: 'Deploy', lines: ['deploying', 'done'], takes: 500 },
    ]),
  });
}
