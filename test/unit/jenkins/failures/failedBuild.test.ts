import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NotFoundError } from '../../../../src/http/index.ts';
import { type FailedBuild, readFailedBuild, readSinceGood, type SinceGood } from '../../../../src/jenkins/index.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { Build, BuildResult } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

describe('a failed build', () => {
  const demo = demoJenkins();

  /** A freestyle job whose builds had these results. */
  function jobWith(results: readonly BuildResult[], more: (number: number) => Partial<Build> = () => ({})): void {
    const { state } = demo.jenkins;
    const job = newJob('freestyle', 'compared', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
    for (const [at, result] of results.entries()) {
      const plan = () => ({ steps: [], result });
      addPastBuild(state, job, { ago: 100 - at, duration: 1, plan, more: more(at + 1) });
    }
  }
  const commit = (id: string): Partial<Build> => ({
    changes: [{ commitId: id, author: 'Dana', message: `Commit ${id}`, timestamp: 1, paths: ['a.c'] }],
  });

  async function read(number: number): Promise<{ failed: FailedBuild; since: SinceGood }> {
    const failed = await readFailedBuild(demo.session, 'compared', number);
    assert.ok(failed);
    return { failed, since: await readSinceGood(demo.session, 'compared', failed) };
  }

  it('is read in one request, with parameters, commits and counts of tests', async () => {
    const failed = await readFailedBuild(demo.session, 'payments/api/main', 3);
    assert.equal(demo.jenkins.requests.length, 1);
    assert.deepEqual(failed?.tests, { failed: 1, skipped: 1, passed: 1 });
    assert.equal(failed?.build.isPipeline, true);
    assert.match(failed?.commits[0]?.message ?? '', /^PAY-17/);
  });

  it('is compared with the last one that passed, in one request more', async () => {
    jobWith(['SUCCESS', 'FAILURE', 'SUCCESS', 'UNSTABLE', 'FAILURE', 'SUCCESS'], number => commit(`c${number}`));
    const { since } = await read(5);
    assert.equal(demo.jenkins.requests.length, 2);
    assert.equal(since.good?.build.number, 3);
    assert.equal(since.firstBad, 4);
    assert.deepEqual(
      since.commits.map(({ id }) => id),
      ['c5', 'c4'],
    );
    assert.equal(since.isCut, false);
    assert.equal(since.isBranch, false);
  });

  it('has only its own and older changes where none has passed', async () => {
    jobWith(['FAILURE', 'ABORTED', 'FAILURE'], number => commit(`c${number}`));
    const { since } = await read(3);
    assert.equal(since.good, undefined);
    assert.equal(since.firstBad, 1);
    assert.equal(since.commits.length, 3);
    assert.equal(since.isCut, false);
  });

  it('takes no earlier build that still runs for the first that did not pass', async () => {
    jobWith(['SUCCESS', 'FAILURE', 'FAILURE', 'FAILURE'], number =>
      number === 2 ? { result: null, building: true } : {},
    );
    const { since } = await read(4);
    assert.equal(since.good?.build.number, 1);
    assert.equal(since.firstBad, 3);
    assert.equal(since.isCut, false);
  });

  it('says that builds in between are gone', async () => {
    jobWith(['SUCCESS', 'FAILURE', 'FAILURE']);
    const { state } = demo.jenkins;
    const job = state.job('compared');
    job.builds = job.builds.filter(({ number }) => number !== 2);
    assert.equal((await read(3)).since.isCut, true);
  });

  it('knows that its job is a branch', async () => {
    const failed = await readFailedBuild(demo.session, 'payments/api/main', 3);
    assert.ok(failed);
    const since = await readSinceGood(demo.session, 'payments/api/main', failed);
    assert.equal(since.isBranch, true);
    assert.equal(since.good?.build.number, 2);
  });

  it('is told from one that is gone, and from an answer that describes none', async () => {
    await assert.rejects(readFailedBuild(demo.session, 'payments/api/main', 99), NotFoundError);
    demo.jenkins.answerOnce({ path: '/job/' }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' }).end('{"odd":[]}'),
    );
    assert.equal(await readFailedBuild(demo.session, 'payments/api/main', 3), undefined);
  });
});
