import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { labelOfReason, listQueue, readLabel } from '../../../../src/jenkins/index.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

describe('why something waits for an agent', () => {
  const demo = demoJenkins();

  it('is told by the label in Jenkins’ sentence', () => {
    const labels = [
      'There are no nodes with the label ‘no-such-label’',
      '‘rec-agent’ is offline',
      '‘Jenkins’ doesn’t have label ‘gpu’',
      'Waiting for next available executor on ‘linux && gpu’',
      'Alle Knoten des Labels ‘linux’ sind offline',
      'In the quiet period. Expires in 3 sec',
      'Build #3 is already in progress (ETA: N/A)',
    ].map(labelOfReason);
    assert.deepEqual(labels, ['no-such-label', 'rec-agent', 'gpu', 'linux && gpu', 'linux', undefined, undefined]);
  });

  it('is told by the label in the quotes of other languages, and by no apostrophe', () => {
    const labels = [
      // As core's translations have them.
      "Alle Knoten des Labels 'linux' sind offline",
      "Tous les esclaves avec le libellé 'linux && gpu' sont hors ligne",
      "ラベル 'linux' のすべてのノードはオフラインです。",
      'Alle Knoten des Labels „linux“ sind offline',
      'Все узлы с меткой «linux» отключены',
      "En période d'attente. Expire dans 3 s",
      "L'agent n'est pas prêt, il n'a pas d'exécuteur",
      'rec-agent ist offline',
    ].map(labelOfReason);
    assert.deepEqual(labels, ['linux', 'linux && gpu', 'linux', 'linux', 'linux', undefined, undefined, undefined]);
  });

  it('is told by the agents that have the label, in one request', async () => {
    demo.jenkins.state.agents.push(
      { name: 'rec-agent', labels: ['rec-linux', 'gpu'], executors: 2, busy: 0, offline: 'repair' },
      { name: 'second', labels: ['rec-linux'], executors: 3, busy: 3 },
    );
    const { agents } = await readLabel(demo.session, 'rec-linux');
    assert.deepEqual(agents, [
      { name: 'rec-agent', path: '/computer/rec-agent/', offline: true, reason: 'repair', executors: 2, busy: 0 },
      { name: 'second', path: '/computer/second/', offline: false, reason: undefined, executors: 3, busy: 3 },
    ]);
    assert.equal(demo.jenkins.requests.length, 1);
    const names = async (label: string) => (await readLabel(demo.session, label)).agents.map(({ name }) => name);
    assert.deepEqual(await names('rec-linux && gpu'), ['rec-agent']);
    assert.deepEqual(await names('no-such-label'), []);
    assert.deepEqual(await names('built-in'), ['Built-In Node']);
    // An agent of its own name, as "‘rec-agent’ is offline" has it.
    assert.deepEqual(await names('rec-agent'), ['rec-agent']);
  });

  it('is a label of a job that no agent has', async () => {
    const { state } = demo.jenkins;
    state.quietPeriod = 0;
    state.startBuild(
      newJob('freestyle', 'labelled', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }), label: 'gpu' }),
    );
    const [item] = await listQueue(demo.session);
    assert.equal(item?.why, '‘Jenkins’ doesn’t have label ‘gpu’');
    assert.equal(item.stuck, true);
  });
});
