import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareTests, type TestDifferences } from '../../../../src/jenkins/comparison/compareTests.ts';
import { readTestOutcomes, type TestOutcomes } from '../../../../src/jenkins/comparison/testOutcomes.ts';
import { readFailedBuild } from '../../../../src/jenkins/index.ts';
import { addRecordedTests } from '../../../servers/conformance/recordedTests.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { TestCase } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const test = (name: string, status: TestCase['status'], duration = 0.1, more: Partial<TestCase> = {}): TestCase => ({
  ...{ className: 'a.B', name, status, duration, age: 1, failedSince: 1 },
  ...more,
});

describe('tests of two builds compared', () => {
  const demo = demoJenkins({ seed: 'empty' });
  const read = async (job: string, number: number): Promise<TestOutcomes> => {
    const build = await readFailedBuild(demo.session, job, number);
    return readTestOutcomes(demo.session, job, number, build?.tests);
  };
  const published = async (...reports: TestCase[][]): Promise<TestDifferences> => {
    const { state } = demo.jenkins;
    const job = newJob('freestyle', 'tested', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
    for (const tests of reports) {
      const plan = () => ({ steps: [], result: 'UNSTABLE' as const, tests });
      addPastBuild(state, job, { ago: 5, duration: 1, plan });
    }
    return compareTests(await read('tested', 1), await read('tested', 2));
  };
  const names = ({ stillFailing, slower, isWhole, ...lists }: TestDifferences) => ({
    ...Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, list.map(({ name }) => name).join()])),
    stillFailing: stillFailing.map(({ second }) => second.name).join(),
    slower: slower.map(({ second }) => second.name).join(),
    isWhole,
  });

  it('are told by what became of them', async () => {
    const found = await published(
      [
        ...[test('fails', 'FAILED'), test('fixed', 'FAILED'), test('gone', 'FAILED'), test('breaks', 'PASSED')],
        ...[
          test('dropped', 'PASSED'),
          test('skipped', 'PASSED'),
          test('slow', 'PASSED', 2),
          test('slower', 'PASSED', 1),
        ],
        ...[test('same', 'PASSED', 100)],
      ],
      [
        ...[test('fails', 'REGRESSION'), test('fixed', 'FIXED'), test('fresh', 'FAILED'), test('added', 'PASSED')],
        ...[test('breaks', 'FAILED', 0.1, { errorDetails: 'expected 1' }), test('skipped', 'SKIPPED')],
        ...[test('slow', 'PASSED', 4), test('slower', 'PASSED', 9), test('same', 'PASSED', 110)],
      ],
    );
    assert.deepEqual(names(found), {
      ...{ newlyFailing: 'fresh,breaks', stillFailing: 'fails', fixed: 'fixed', gone: 'gone', newlySkipped: 'skipped' },
      ...{ onlyFirst: 'dropped', onlySecond: 'added', slower: 'slower,slow', isWhole: true },
    });
    assert.equal(found.newlyFailing[1]?.message, 'expected 1');
  });

  it('are told apart by branch, and one of several of a name fails for all', async () => {
    const on = (name: string): Partial<TestCase> => ({ blocks: [{ id: '9', name }] });
    const found = await published(
      [test('ok', 'PASSED', 1, on('linux')), test('ok', 'FAILED', 1, on('mac')), test('twice', 'PASSED')],
      [
        ...[test('ok', 'FAILED', 1, on('linux')), test('ok', 'PASSED', 1, on('mac'))],
        ...[test('twice', 'FAILED'), test('twice', 'PASSED')],
      ],
    );
    assert.deepEqual(
      found.newlyFailing.map(({ name, blocks }) => [name, ...blocks].join()),
      ['ok,linux', 'twice'],
    );
    assert.deepEqual(
      found.fixed.map(({ blocks }) => blocks.join()),
      ['mac'],
    );
  });

  it('cost a request for each build, and none for one without tests', async () => {
    await published([test('a', 'PASSED')], []);
    const asked = demo.jenkins.requests.filter(({ path }) => /testReport/.test(path));
    assert.equal(asked.length, 1);
  });

  it('are only the failed and the skipped ones of a large report', async () => {
    const many = (failed: string) =>
      Array.from({ length: 6000 }, (_, at) => test(`t${at}`, at === 5000 || `t${at}` === failed ? 'FAILED' : 'PASSED'));
    const found = await published(many('t1'), many('t2'));
    assert.deepEqual(names(found), {
      ...{ newlyFailing: 't2', stillFailing: 't5000', fixed: 't1', gone: '', newlySkipped: '' },
      ...{ onlyFirst: '', onlySecond: '', slower: '', isWhole: false },
    });
  });

  it('are read whole up to 5,000, in one request', async () => {
    addRecordedTests(demo.jenkins.state);
    const { tests, isWhole } = await read('rec-lab/tests-big', 1);
    assert.deepEqual([tests.size, isWhole], [5000, true]);
    const asked = demo.jenkins.requests.filter(({ path }) => /testReport/.test(path));
    assert.equal(asked.length, 1);
  });
});
