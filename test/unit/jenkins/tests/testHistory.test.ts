import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readTestHistory } from '../../../../src/jenkins/index.ts';
import { testPath } from '../../../../src/jenkins/tests/testPath.ts';
import { addRecordedTests } from '../../../servers/conformance/recordedTests.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const job = 'rec-lab/tests';
const ok = { className: 'a.Login', name: 'ok', blocks: ['Test', 'chrome'] };

describe('the history of a test', () => {
  const demo = demoJenkins({ seed: 'empty' });
  const outcomes = async (number: number, test = ok, most?: number) =>
    (await readTestHistory(demo.session, job, number, test, most === undefined ? {} : { most })).map(
      ({ number: build, outcome }) => `${build} ${outcome}`,
    );

  it('has its outcome in each build, newest first, by one small request a build', async () => {
    addRecordedTests(demo.jenkins.state);
    assert.deepEqual(await outcomes(3), ['3 failed', '2 failed', '1 passed']);
    const paths = demo.jenkins.requests.map(({ path }) => path);
    assert.equal(paths.length, 4);
    // As recorded.
    const recorded =
      '/job/rec-lab/job/tests/1/testReport/a/Login/Test___chrome___ok/api/json?tree=age,failedSince,status,name,duration';
    assert.ok(paths.map(decodeURIComponent).includes(recorded), paths.join('\n'));
  });

  it('tells branches apart, and builds that have no such test', async () => {
    addRecordedTests(demo.jenkins.state);
    assert.deepEqual(await outcomes(3, { ...ok, blocks: ['Test', 'firefox', 'Firefox unit'] }), [
      '3 passed',
      '2 passed',
      '1 passed',
    ]);
    assert.deepEqual(await outcomes(3, { ...ok, className: 'a.Added', name: 'fresh' }), [
      '3 failed',
      '2 absent',
      '1 absent',
    ]);
    assert.deepEqual(await outcomes(2, { ...ok, name: 'later' }), ['2 skipped', '1 skipped']);
  });

  it('has at most ten builds, none after the given one', async () => {
    addRecordedTests(demo.jenkins.state);
    const tests = demo.jenkins.state.job(job);
    for (let count = 0; count < 12; count++) addPastBuild(demo.jenkins.state, tests, { ago: 4, duration: 1 });
    assert.equal((await outcomes(14)).length, 10);
    assert.deepEqual(await outcomes(4, ok, 2), ['4 absent', '3 failed']);
  });

  it('is asked for at the address that Jenkins makes of the names', () => {
    const pathOf = (className: string, name: string, more: { child?: string; blocks?: string[] } = {}) =>
      testPath('grid', 3, { className, name, blocks: [], ...more });
    const firefox = ['Test', 'firefox', 'Firefox unit'];
    assert.equal(
      pathOf('b.New.Inner', 'name with space / slash (1)', { blocks: firefox }),
      '/job/grid/3/testReport/b.New/Inner/Test___firefox___Firefox_unit___name_with_space___slash__1_',
    );
    assert.equal(pathOf('Plain', 'ok'), '/job/grid/3/testReport/(root)/Plain/ok');
    assert.equal(pathOf('a.B<c>', 'žluť 🙂'), '/job/grid/3/testReport/a/B_c_/%C5%BElu%C5%A5___');
    assert.equal(pathOf('a.B', 'ok', { child: 'DB=pg,OS=a b' }), '/job/grid/DB%3Dpg%2COS%3Da%20b/3/testReport/a/B/ok');
  });
});
