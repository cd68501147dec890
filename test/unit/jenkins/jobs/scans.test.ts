import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { InterceptedError } from '../../../../src/http/index.ts';
import { JobKind, readLevel, readScan } from '../../../../src/jenkins/index.ts';
import { scanForBranches } from '../../../servers/jenkins/builds/branchScan.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const began = 'Started by user admin\n[Sat Nov 28 20:13:51 UTC 2026] Starting branch indexing...\n';

describe('the last scan of a multibranch project', () => {
  const demo = demoJenkins();
  const failureOf = async (log: string) => {
    demo.jenkins.answerOnce({ path: '/job/payments/' }, (_, res) =>
      res.writeHead(200, { 'content-type': 'text/plain;charset=utf-8', 'x-jenkins': '2.579' }).end(log),
    );
    return (await readScan(demo.session, 'payments/api')).failure;
  };

  it('is its log', async () => {
    demo.jenkins.state.folder('payments/api').indexing.append(`${began}Finished: SUCCESS\n`);
    assert.deepEqual(await readScan(demo.session, 'payments/api'), {
      log: `${began}Finished: SUCCESS\n`,
      failure: undefined,
    });
  });

  it('failed where its log says so at its end', async () => {
    const error = 'ERROR: [Sat Nov 28 20:13:51 UTC 2026] Could not update folder level actions from source s1';
    const fatal = 'FATAL: Failed to recompute children of rec-lab » mb-bad';
    assert.equal(await failureOf(`${began}${fatal}\nhudson.plugins.git.GitException: x\nFinished: FAILURE\n`), fatal);
    assert.equal(await failureOf(`${began}${error}\n${fatal}\nFinished: FAILURE\n`), fatal);
    assert.equal(await failureOf(`${began}Finished: ABORTED\n`), 'Finished: ABORTED');
    assert.equal(await failureOf(`${began}${fatal}\n`), undefined, 'it still runs');
    assert.equal(await failureOf(`${began}Finished: SUCCESS\n`), undefined);
  });

  it('fails where the repository cannot be reached, and finds branches where it can', async () => {
    const { state } = demo.jenkins;
    const project = state.folder('payments/api');
    const job = { plan: () => ({ steps: [], result: 'SUCCESS' as const }) };
    project.source = { heads: undefined, job };
    scanForBranches(state, project, 'dev');
    const failed = await readScan(demo.session, 'payments/api');
    assert.equal(failed.failure, 'FATAL: Failed to recompute children of payments » api');
    const commits = [{ commitId: 'c0ffee', author: 'dev', message: 'First', timestamp: 1, paths: ['a'] }];
    project.source = { heads: [{ name: 'main', hasJenkinsfile: true, commits }], job };
    scanForBranches(state, project, 'dev');
    const { log, failure } = await readScan(demo.session, 'payments/api');
    assert.equal(failure, undefined);
    assert.match(log, /^Started by user dev\n(?:.*\n)*Scheduled build for branch: main\n/);
    const { jobs } = await readLevel(demo.session, { folder: 'payments/api', view: [] }, JobKind.multibranch);
    assert.deepEqual(
      jobs.map(({ label }) => label),
      ['main'],
    );
  });

  it('is no page of another party in its place', async () => {
    demo.jenkins.answerOnce({ path: '/job/payments/' }, (_, res) =>
      res.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Sign in</title></html>'),
    );
    await assert.rejects(readScan(demo.session, 'payments/api'), InterceptedError);
  });

  it('is empty where there was none, or no such page', async () => {
    assert.deepEqual(await readScan(demo.session, 'hello'), { log: '', failure: undefined });
  });
});
