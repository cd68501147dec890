import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { JenkinsConnection } from '../../../../../src/workbench/connections/settings/connection.ts';
import type { JobNodeDeps } from '../../../../../src/workbench/jenkins/view/nodeDeps.ts';
import type { TreeNode } from '../../../../../src/workbench/shell/trees/treeNode.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import type { PendingInput } from '../../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';
import { gate } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const connection = { id: 'jenkins', auth: { kind: 'apiToken', user: 'dev' } } as unknown as JenkinsConnection;

describe('the line Waiting for You', () => {
  const demo = demoJenkins();
  const asked = () => demo.jenkins.requests.filter(({ path }) => path.startsWith('/computer/')).length;
  const idsOf = (nodes: readonly TreeNode[]) => nodes.map(({ id }) => id.replace('jenkins/:waiting/', ''));
  const pause = async (name: string, input: PendingInput) => {
    const { state } = demo.jenkins;
    const job = newJob('pipeline', name, state.root, {
      plan: () => ({ steps: [{ input }], result: 'SUCCESS' as const }),
    });
    state.startBuild(job);
    await until(() => job.builds[0]?.inputs.length === 1);
  };
  const line = async () => {
    await extensionEditor();
    const { JobNodeState } = await import('../../../../../src/workbench/jenkins/view/jobNodeState.ts');
    const { WaitingBuildsNode } = await import('../../../../../src/workbench/jenkins/view/waitingBuildsNode.ts');
    const sessions = { jenkins: () => demo.session };
    const deps = { state: new JobNodeState(), sessions, redrawNode: () => undefined } as unknown as JobNodeDeps;
    // The level around it makes a new one with each of its own readings.
    return (reading: { background?: boolean } = {}) =>
      new WaitingBuildsNode(connection, deps).children({ ...reading, signal: new AbortController().signal });
  };

  it('asks once a minute by itself, and at once when a person wants it', async () => {
    await pause('first', gate('Gate'));
    const read = await line();
    assert.deepEqual(idsOf(await read()), ['first/#1']);
    await pause('second', gate('Gate'));
    for (let round = 0; round < 5; round++) assert.deepEqual(idsOf(await read({ background: true })), ['first/#1']);
    assert.equal(asked(), 1);
    assert.deepEqual(idsOf(await read()), ['first/#1', 'second/#1']);
    assert.equal(asked(), 2);
  });

  it('does not repeat a refusal in the same minute', async () => {
    const read = await line();
    demo.jenkins.answerOnce({ path: /^\/computer\// }, (_, res) => res.writeHead(403, { 'x-jenkins': '2.579' }).end());
    await assert.rejects(read(), /403/);
    await assert.rejects(read({ background: true }), /403/);
    assert.equal(asked(), 1);
    assert.deepEqual(idsOf(await read()), [':message']);
  });

  it('puts those last that lists leave to others', async () => {
    await pause('theirs', { ...gate('Gate'), submitter: 'ops,boss' });
    await pause('mine', { ...gate('Gate'), submitter: 'boss, dev' });
    await pause('anybody', gate('Gate'));
    const read = await line();
    assert.deepEqual(idsOf(await read()), ['mine/#1', 'anybody/#1', 'theirs/#1']);
  });
});
