import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { labelOfReason, listQueue, readLabel, readStages } from '../../../../src/jenkins/index.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { BuildPlan } from '../../../servers/jenkins/state/model.ts';
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
    ].map(labelOfReason);
    assert.deepEqual(labels, ['linux', 'linux && gpu', 'linux', 'linux', 'linux', undefined, undefined]);
  });

  it('is told by the label where Jenkins quotes none', () => {
    const labels = [
      // As core's own texts had them, and its German ones.
      'Waiting for next available executor on linux && gpu',
      'Jenkins doesn’t have label gpu',
      'rec-agent is offline',
      'Warte auf den nächsten freien Build-Prozessor auf linux',
      'rec-agent ist offline',
      'Waiting for next available executor',
      'Jenkins is about to shut down',
      'Executor slot already in use',
    ].map(labelOfReason);
    const none = [undefined, undefined, undefined];
    assert.deepEqual(labels, ['linux && gpu', 'gpu', 'rec-agent', 'linux', 'rec-agent', ...none]);
  });

  const repair = { message: 'repair', by: 'admin', at: 1 };

  it('is told by the agents that have the label, in one request', async () => {
    demo.jenkins.state.agents.push(
      { name: 'rec-agent', labels: ['rec-linux', 'gpu'], executors: 2, busy: 0, takenOffline: repair },
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

  it('is waited for by parts of Pipelines, of which the next to run comes first', async () => {
    const { state } = demo.jenkins;
    const waits = (name: string, agent: string) => {
      const plan = (): BuildPlan => ({
        steps: [{ flow: { id: '3', kind: 'block', step: 'node', parents: ['2'] }, agent }],
        result: 'SUCCESS',
      });
      state.startBuild(newJob('pipeline', name, state.root, { plan }));
    };
    state.quietPeriod = 0;
    state.plugins.push({ shortName: 'pipeline-graph-view', version: '1' });
    state.agents.push({ name: 'rec-agent', labels: [], executors: 1, busy: 0, disconnected: true });
    waits('nd-wait', 'rec-agent');
    waits('nd-nolabel', 'no-such-label');
    const told = (await listQueue(demo.session)).map(({ name, job, why, stuck }) => ({ name, job, why, stuck }));
    assert.deepEqual(told, [
      { name: 'part of nd-wait #1', job: undefined, why: '‘rec-agent’ is offline', stuck: true },
      {
        ...{ name: 'part of nd-nolabel #1', job: undefined, stuck: true },
        why: 'There are no nodes with the label ‘no-such-label’',
      },
    ]);
    const stages = await readStages(demo.session, 'nd-wait', 1);
    assert.equal(stages.stages[0]?.waitsFor, '‘rec-agent’ is offline');
  });

  it('is a label of a job that no agent has', async () => {
    const { state } = demo.jenkins;
    state.quietPeriod = 0;
    state.startBuild(
      newJob('freestyle', 'labelled', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }), label: 'gpu' }),
    );
    const queued = async () => (await listQueue(demo.session))[0];
    const item = await queued();
    assert.equal(item?.why, '‘Jenkins’ doesn’t have label ‘gpu’');
    assert.equal(item.stuck, true);
    assert.equal(item.label, 'gpu');
    state.quotesNames = false;
    assert.equal((await queued())?.label, 'gpu');
  });

  it('is told by the job where the sentence is not known', async () => {
    const answered = async (item: object) => {
      const why = 'En attente du prochain exécuteur disponible sur gpu';
      demo.jenkins.answerOnce({ path: /queue/ }, (_, res) =>
        res
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ items: [{ id: 1, why, task: { name: 'x', labelExpression: 'gpu' }, ...item }] })),
      );
      return (await listQueue(demo.session))[0]?.label;
    };
    assert.equal(await answered({ _class: 'hudson.model.Queue$BuildableItem' }), 'gpu');
    assert.equal(await answered({ _class: 'hudson.model.Queue$BlockedItem' }), undefined);
    assert.equal(await answered({ _class: 'hudson.model.Queue$BuildableItem', task: { name: 'x' } }), undefined);
  });
});
