import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { NotFoundError } from '../../../../src/http/index.ts';
import {
  type JenkinsSession,
  type ReportedTest,
  readTestReport,
  type TestReport,
} from '../../../../src/jenkins/index.ts';
import { longestBlock } from '../../../longestBlock.ts';
import { addRecordedTests } from '../../../servers/conformance/recordedTests.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { TestCase } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

describe('the report of a build’s tests', () => {
  const demo = demoJenkins({ seed: 'empty' });
  const asked = () =>
    demo.jenkins.requests.map(({ path }) => decodeURIComponent(path)).filter(path => /testReport/.test(path));
  const inWords = ({ className, name, blocks, isFailed, isNew }: ReportedTest) =>
    [...blocks, `${className} ${name}`, isFailed ? (isNew ? 'new' : 'failed') : 'skipped'].join(' › ');
  const publish = (tests: TestCase[]) => {
    const job = newJob('pipeline', 'large', demo.jenkins.state.root, {
      plan: () => ({ steps: [], result: 'UNSTABLE' }),
    });
    addPastBuild(demo.jenkins.state, job, {
      ago: 5,
      duration: 1,
      plan: () => ({ steps: [], result: 'UNSTABLE', tests }),
    });
  };

  it('has failed, new and skipped tests, with the branches that they ran in', async () => {
    addRecordedTests(demo.jenkins.state);
    const report = await readTestReport(demo.session, 'rec-lab/tests', 3);
    assert.deepEqual(report.tests.map(inWords), [
      'Test › chrome › a.Added fresh › new',
      'Test › chrome › a.Login ok › failed',
      'Test › firefox › Firefox unit › a.Login wrong › failed',
    ]);
    assert.deepEqual(report.counts, { failed: 3, skipped: 0, passed: 5 });
    assert.deepEqual([report.newFailures, report.left, report.hasPlaces], [1, 0, true]);
    const [fresh, old] = report.tests;
    assert.deepEqual([fresh?.failedSince, old?.failedSince, old?.durationMs], [3, 2, 1500]);
    assert.equal(fresh?.message, 'expected 1 but was 2');
    assert.match(fresh?.stackTrace ?? '', /a\.Added\.fresh\(Test\.java:42\)/);
    const [skipped] = (await readTestReport(demo.session, 'rec-lab/tests', 1)).tests.slice(-1);
    assert.deepEqual([skipped?.name, skipped?.isFailed, skipped?.message], ['later', false, 'not today']);
  });

  it('takes two requests, and one where nothing failed', async () => {
    addRecordedTests(demo.jenkins.state);
    await readTestReport(demo.session, 'rec-lab/tests', 3);
    assert.equal(asked().length, 2);
    publish([{ className: 'a.B', name: 'ok', status: 'PASSED', duration: 0, age: 0, failedSince: 0 }]);
    const report = await readTestReport(demo.session, 'large', 1);
    assert.deepEqual(
      [report.counts, report.tests, report.hasPlaces],
      [{ failed: 0, skipped: 0, passed: 1 }, [], false],
    );
    assert.equal(asked().length, 3);
  });

  it('is read without names of what passed', async () => {
    addRecordedTests(demo.jenkins.state);
    const { tests, counts } = await readTestReport(demo.session, 'rec-lab/tests-big', 1);
    assert.equal(tests.length, 100);
    assert.deepEqual(counts, { failed: 100, skipped: 0, passed: 4900 });
    assert.ok(tests.every(({ name }) => / (50|100) of suite /.test(name)));
    assert.match(tests.at(-1)?.stackTrace ?? '', /^stack of 100/);
  });

  it('of 20,000 tests comes in small answers, which are read without a long pause', async () => {
    const failing = (at: number) => at % 400 === 7;
    publish(
      Array.from({ length: 20_000 }, (_, at): TestCase => {
        const test = {
          suite: at < 12_000 ? 'pytest' : `suite ${at % 100}`,
          className: 'tests.test_card',
          name: `t${at}`,
        };
        if (!failing(at)) return { ...test, status: 'PASSED', duration: 0.01, age: 0, failedSince: 0 };
        const errorStackTrace = `tests/test_card.py:12: AssertionError\n${'  frame\n'.repeat(200)}`;
        return {
          ...test,
          status: 'FAILED',
          duration: 0.01,
          age: 1,
          failedSince: 1,
          errorDetails: 'no',
          errorStackTrace,
        };
      }),
    );
    const answers = new Map<string, string>();
    const { session } = demo;
    const recording = Object.assign(Object.create(session) as JenkinsSession, {
      getObject: async (path: string) => {
        const answer = await session.getObject(path);
        answers.set(path, JSON.stringify(answer));
        return answer;
      },
    });
    await readTestReport(recording, 'large', 1);
    // Without the server, which runs in this process.
    const client = {
      async getObject(path: string) {
        await setImmediate();
        return JSON.parse(answers.get(path) ?? '');
      },
    } as unknown as JenkinsSession;
    let report: TestReport | undefined;
    const longest = await longestBlock(async () => {
      report = await readTestReport(client, 'large', 1);
    });
    const sizes = [...answers.values()].map(({ length }) => length);
    console.log(`      longest block ${longest.toFixed(0)} ms, answers of ${sizes.join(', ')} bytes`);
    assert.deepEqual(
      report?.tests.map(({ name }) => name).sort(),
      Array.from({ length: 20_000 }, (_, at) => at)
        .filter(failing)
        .map(at => `t${at}`)
        .sort(),
    );
    assert.ok(sizes.length <= 10, `${sizes}`);
    // JSON.parse cannot yield: the editor waits about 10 ms for a megabyte.
    assert.ok(Math.max(...sizes) < 1_000_000, `${sizes}`);
  });

  it('has no more than 2,000 tests, the new failures first', async () => {
    publish(
      Array.from({ length: 3000 }, (_, at): TestCase => {
        const [status, age] = at < 1500 ? (['SKIPPED', 2] as const) : (['FAILED', at < 2900 ? 2 : 1] as const);
        return { className: 'a.B', name: `t${at}`, status, age, duration: 0, failedSince: 1 };
      }),
    );
    const { tests, left, counts } = await readTestReport(demo.session, 'large', 1);
    assert.deepEqual([tests.length, left, counts.failed, counts.skipped], [2000, 1000, 1500, 1500]);
    assert.ok(tests.slice(0, 100).every(({ isNew }) => isNew));
    assert.ok(tests.slice(100, 1500).every(({ isFailed, isNew }) => isFailed && !isNew));
    assert.ok(tests.slice(1500).every(({ isFailed }) => !isFailed));
    assert.ok(asked().length <= 26);
  });

  it('has the tests of the cells of a matrix, by the names in their addresses', async () => {
    const answer = (body: unknown) =>
      demo.jenkins.answerOnce({ path: '/job/' }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' }).end(JSON.stringify(body)),
      );
    const child = (cell: string) => ({ number: 3, url: `http://elsewhere.example/job/grid/${cell}/3/` });
    const passed = { cases: [{ status: 'PASSED', age: 0 }] };
    const outline = {
      suites: [
        passed,
        {
          cases: [
            { status: 'PASSED', age: 0 },
            { status: 'FAILED', age: 1 },
          ],
        },
      ],
    };
    answer({
      childReports: [
        { child: child('OS=mac'), result: { suites: [passed] } },
        { child: child('DB=pg,OS=a%20b'), result: outline },
      ],
    });
    const wrong = { className: 'a.B', name: 'wrong', status: 'FAILED', age: 1, failedSince: 3 };
    answer({
      childReports: [{ result: { suites: [{ cases: [{ className: 'a.B', name: 'ok', status: 'PASSED' }, wrong] }] } }],
    });
    const { tests, hasPlaces } = await readTestReport(demo.session, 'grid', 3);
    assert.deepEqual(
      tests.map(({ child: cell, name }) => [cell, name]),
      [['DB=pg,OS=a b', 'wrong']],
    );
    assert.equal(hasPlaces, true);
    assert.match(asked()[1] ?? '', /tree=childReports\[result\[suites\[cases\[.*\]\]\{1,2\}\]\]\{1,2\}$/);
  });

  it('is not there for a build without tests', async () => {
    await assert.rejects(readTestReport(demo.session, 'none', 1), NotFoundError);
  });
});
