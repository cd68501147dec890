// The recorded Pipelines that publish results of tests: one in two branches over three builds, and a large one.

import { addPastBuild } from '../jenkins/builds/pastBuild.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newContainer, newJob } from '../jenkins/state/items.ts';
import type { Build, Job, TestCase } from '../jenkins/state/model.ts';

type Outcome = 'passes' | 'fails' | 'is skipped';
type Row = readonly [className: string, name: string, outcome: Outcome];

const chrome = { node: '26', blocks: [block('16', 'chrome'), block('11', 'Test')] };
const firefox = { node: '27', blocks: [block('21', 'Firefox unit'), block('17', 'firefox'), block('11', 'Test')] };
const odd = 'name with space / slash (1)';

function block(id: string, name: string) {
  return { id, name };
}

/** Tests of each build, in both branches. */
const builds: readonly { readonly chrome: readonly Row[]; readonly firefox: readonly Row[] }[] = [
  {
    chrome: rows('passes', 'fails', 'is skipped'),
    firefox: [...login('passes', 'passes'), ['b.New.Inner', odd, 'fails']],
  },
  {
    chrome: rows('fails', 'fails', 'is skipped'),
    firefox: [...login('passes', 'passes'), ['b.New.Inner', odd, 'passes']],
  },
  {
    chrome: [...rows('fails', 'passes', 'passes'), ['a.Added', 'fresh', 'fails']],
    firefox: [...login('passes', 'fails'), ['b.New.Inner', odd, 'passes']],
  },
];

function login(ok: Outcome, wrong: Outcome): Row[] {
  return [
    ['a.Login', 'ok', ok],
    ['a.Login', 'wrong', wrong],
  ];
}

function rows(ok: Outcome, wrong: Outcome, later: Outcome): Row[] {
  return [...login(ok, wrong), ['a.Login', 'later', later], ['a.Out', 'prints', 'passes']];
}

export function addRecordedTests(state: JenkinsState): void {
  const lab = newContainer('folder', 'rec-lab', state.root);
  const job = newJob('pipeline', 'tests', lab, { plan: () => ({ steps: [], result: 'UNSTABLE' }) });
  for (const each of builds) {
    publish(state, job, build => [
      ...each.chrome.map(row => caseOf(build, row, chrome)),
      ...each.firefox.map(row => caseOf(build, row, firefox)),
    ]);
  }
  const large = newJob('pipeline', 'tests-big', lab, { plan: () => ({ steps: [], result: 'UNSTABLE' }) });
  publish(state, large, largeReport);
}

function publish(state: JenkinsState, job: Job, tests: (build: Build) => TestCase[]): void {
  const plan: Job['plan'] = ({ build }) => ({ steps: [], result: 'UNSTABLE', tests: tests(build) });
  addPastBuild(state, job, { ago: 5, duration: 1, plan });
}

function caseOf(build: Build, [className, name, outcome]: Row, place: typeof chrome): TestCase {
  const test = { suite: 'suite_A', className, name, ...place };
  const printed = className === 'a.Out' ? { stdout: `out line 1\nout line 2 of ${name}`, stderr: 'err line' } : {};
  const { number } = build;
  if (outcome === 'passes') {
    const duration = className === 'a.Out' ? 0.1 : 0.25;
    return { ...test, ...printed, status: 'PASSED', duration, age: 0, failedSince: 0 };
  }
  if (outcome === 'is skipped') {
    // The plugin counts the age from a build 0, since nothing failed.
    return { ...test, status: 'SKIPPED', duration: 0, age: number + 1, failedSince: 0, skippedMessage: 'not today' };
  }
  const failedSince = failingSince(build, test) ?? number;
  return {
    ...test,
    ...{ status: 'FAILED', duration: 1.5, age: number - failedSince + 1, failedSince },
    errorDetails: 'expected 1 but was 2',
    errorStackTrace: `AssertionError: expected 1 but was 2\n\tat ${className}.${name}(Test.java:42)`,
  };
}

/** The plugin looks at the first test of that name in the last build, whatever branch it ran in. */
function failingSince({ job, number }: Build, { className, name }: Pick<TestCase, 'className' | 'name'>) {
  const tests = job.builds.find(build => build.number === number - 1)?.tests ?? [];
  const before = tests.find(test => test.className === className && test.name === name);
  return before?.status === 'FAILED' ? before.failedSince : undefined;
}

/** 50 suites of 100 cases; each fiftieth fails. */
function largeReport(): TestCase[] {
  const count = (length: number) => Array.from({ length }, (_, at) => at + 1);
  return count(50).flatMap(suite =>
    count(100).map((number): TestCase => {
      const test = {
        suite: `suite_${suite}`,
        className: `com.example.pack${suite % 10}.Class${suite}`,
        name: `case number ${number} of suite ${suite}`,
        duration: (number % 10) / 100,
        stdout: 'some output of the suite',
      };
      if (number % 50 > 0) return { ...test, status: 'PASSED', age: 0, failedSince: 0 };
      const errorStackTrace = `stack of ${number}\nline two\nline three`;
      return { ...test, status: 'FAILED', age: 1, failedSince: 1, errorDetails: `bad ${number}`, errorStackTrace };
    }),
  );
}
