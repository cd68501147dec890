import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'mocha';
import { NotFoundError } from '../../../../src/http/index.ts';
import { type Stage, StageSource, StageState } from '../../../../src/jenkins/pipelines/stage.ts';
import { StageMemory } from '../../../../src/jenkins/pipelines/stageMemory.ts';
import { readStages } from '../../../../src/jenkins/pipelines/stages.ts';
import {
  declMainRestarted,
  declPar,
  declSlow,
  scrMain,
  scrNoagent,
} from '../../../servers/conformance/recordedFlows.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { Job } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { until } from '../../fixtures/until.ts';

/** `name (id) state`, with the stages below in brackets. */
const drawn = (stages: readonly Stage[]): string =>
  stages
    .map(({ id, name, isBranch, state, children }) => {
      const below = children.length > 0 ? ` [${drawn(children)}]` : '';
      return `${isBranch ? '|' : ''}${name} (${id}) ${state}${below}`;
    })
    .join(', ');

const parallel =
  'Build (6) success, Test (11) failure [|Linux (15) success, |Windows (16) failure, ' +
  '|Mac (17) success [Mac build (25) success, Mac test (38) success]], Deploy (49) skipped, Post Actions (54) success';
const scripted =
  'Checkout (6) success, Outer (12) success [Inner A (14) success, Inner B (19) success], ' +
  'Parallel (26) failure [|one (32) success, |two (33) failure [two inner (37) failure], |three (34) success], ' +
  'Unstable (52) unstable, Timeout (57) aborted, Retry (70) success, Boom (83) failure';

describe('the stages of a run', () => {
  const demo = demoJenkins({ pace: 20 });
  const plugins = (...names: string[]) => {
    demo.jenkins.state.plugins = names.map(shortName => ({ shortName, version: '1' }));
  };
  const add = (name: string, more: Partial<Job>) => {
    const { state } = demo.jenkins;
    const job = newJob('pipeline', name, state.root, { plan: declPar, ...more });
    return job;
  };
  const past = (name: string, more: Partial<Job>) =>
    addPastBuild(demo.jenkins.state, add(name, more), { ago: 5, duration: 4 });
  const asked = () => demo.jenkins.requests.map(({ path }) => path.replace(/^.*\/1\//, '').replace(/\?.*/, ''));

  it('are nested as Pipeline Graph View has them, in one request', async () => {
    plugins('pipeline-graph-view', 'pipeline-rest-api');
    past('par', { isDeclarative: true });
    const { stages, isComplete, source } = await readStages(demo.session, 'par', 1);
    assert.equal(drawn(stages), parallel);
    assert.deepEqual([isComplete, source, asked()], [true, StageSource.graphView, ['stages/tree']]);
    const [build] = stages;
    assert.ok(build?.startedAt && build.durationMs !== undefined, JSON.stringify(build));
    assert.equal(build.agent, 'built-in');
    past('main', { plan: scrMain });
    assert.equal(drawn((await readStages(demo.session, 'main', 1)).stages), scripted);
  });

  it('have no times where a restart passed over them', async () => {
    plugins('pipeline-graph-view');
    demo.jenkins.state.startBuild(add('again', { plan: declMainRestarted, isDeclarative: true }));
    await until(() => demo.jenkins.state.job('again').builds[0]?.log.bytes().includes('stage post always') ?? false);
    const { stages } = await readStages(demo.session, 'again', 1);
    const before =
      'Prepare (8), Nested (13), Matrix (28), Skipped by when (88), Unstable (93), Caught (98), Retry (103)';
    const passedOver = before.replaceAll(')', ') notBuilt');
    assert.equal(drawn(stages), `${passedOver}, With post (108) running`);
    assert.deepEqual([stages[0]?.startedAt, stages[0]?.durationMs], [undefined, undefined]);
    assert.ok(stages.at(-1)?.startedAt);
  });

  it('are those of the flow graph without that plugin, with times of the stage REST API', async () => {
    plugins('pipeline-rest-api');
    past('par', { isDeclarative: true });
    past('main', { plan: scrMain });
    const { stages, isComplete, source } = await readStages(demo.session, 'par', 1);
    assert.equal(drawn(stages), parallel);
    assert.deepEqual([isComplete, source], [true, StageSource.flowGraph]);
    assert.deepEqual(asked(), ['stages/tree', 'api/json', 'wfapi/describe']);
    assert.ok(stages[0]?.durationMs !== undefined);
    const main = await readStages(demo.session, 'main', 1);
    // What was caught of branches is told nowhere.
    assert.equal(drawn(main.stages), scripted.replace('Parallel (26) failure', 'Parallel (26) success'));
    assert.deepEqual(
      main.stages.filter(({ hasCaught }) => hasCaught).map(({ name }) => name),
      ['Parallel'],
    );
    assert.equal(main.stages.at(-1)?.error, 'For input string: "not a number"');
    const [, test, deploy] = stages;
    assert.deepEqual([test?.children[1]?.error, deploy?.error], ['script returned exit code 3', undefined]);
  });

  it('are those of the log where the flow graph is gone, without states', async () => {
    plugins();
    past('par', { isDeclarative: true });
    const { flow } = demo.jenkins.state.job('par').builds[0] ?? {};
    assert.ok(flow);
    flow.nodes.length = 0;
    const { stages, isComplete, source } = await readStages(demo.session, 'par', 1);
    assert.equal(
      drawn(stages),
      'Build (6) unknown, Test (11) unknown [|Linux (15) unknown [Linux (19) unknown], |Windows (16) unknown ' +
        '[Windows (21) unknown], |Mac (17) unknown [Mac (23) unknown [Mac build (25) unknown, Mac test (38) unknown]]], ' +
        'Deploy (49) unknown, Declarative: Post Actions (54) unknown',
    );
    assert.deepEqual([isComplete, source], [true, StageSource.log]);
    assert.deepEqual(asked(), ['stages/tree', 'api/json', 'logText/progressiveHtml']);
  });

  it('are the first of a log without end', async () => {
    plugins();
    past('par', {}).flow?.nodes.splice(0);
    const span = (id: number, name: string) =>
      `<span class="pipeline-new-node" nodeId="${id}" startId="${id}" enclosingId="2" label="${name}">[Pipeline] { (${name})\n</span>`;
    const answer = (html: () => Iterable<string>) =>
      demo.jenkins.answerOnce({ path: '/job/par/1/logText/' }, (_, res) => {
        res.writeHead(200, { 'content-type': 'text/html', 'x-text-size': '9', 'x-jenkins': '2' });
        Readable.from(html())
          .on('error', () => undefined)
          .pipe(res);
      });
    answer(function* () {
      for (let id = 3; id < 6003; id++) yield span(id, `S${id}`);
    });
    const many = await readStages(demo.session, 'par', 1);
    assert.deepEqual([many.stages.length, many.isCut], [5000, true]);
    let sent = 0;
    answer(function* () {
      yield span(3, 'Only');
      for (; sent < 200; sent++) yield `${'x'.repeat(1024 * 1024)}\n`;
    });
    const long = await readStages(demo.session, 'par', 1);
    assert.deepEqual([long.stages.map(({ name }) => name), long.isCut], [['Only'], true]);
    assert.ok(sent < 100, `${sent} MB were sent`);
  });

  it('are the same without either plugin, and without times', async () => {
    plugins();
    past('par', { isDeclarative: true });
    const { stages } = await readStages(demo.session, 'par', 1);
    assert.equal(drawn(stages), parallel);
    assert.equal(stages[0]?.durationMs, undefined);
    past('main', { plan: scrMain });
    const main = await readStages(demo.session, 'main', 1);
    const untold = scripted
      .replace('Parallel (26) failure', 'Parallel (26) success')
      .replace('(57) aborted', '(57) success');
    assert.equal(drawn(main.stages), untold);
    assert.deepEqual(
      main.stages.filter(({ hasCaught }) => hasCaught).map(({ name }) => name),
      ['Parallel', 'Timeout'],
    );
  });

  it('cost one request a round where nothing begins or ends, and missing plugins are asked for once', async () => {
    plugins('pipeline-rest-api');
    const job = add('slow', { plan: declSlow, isDeclarative: true });
    demo.jenkins.state.startBuild(job);
    await until(() => job.builds[0]?.flow?.node('24') !== undefined);
    const memory = new StageMemory();
    const rounds = async (count: number) => {
      const before = asked().length;
      for (let round = 0; round < count; round++) await readStages(demo.session, 'slow', 1, {}, memory);
      return asked().slice(before);
    };
    assert.deepEqual(await rounds(3), ['stages/tree', 'api/json', 'wfapi/describe', 'api/json', 'api/json']);
    const [build] = job.builds;
    assert.ok(build);
    demo.jenkins.state.runner.abort(build, 'admin');
    assert.deepEqual(await rounds(1), ['api/json', 'wfapi/describe']);
    plugins();
    await readStages(demo.session, 'slow', 1, {}, memory);
    assert.deepEqual(await rounds(1), ['api/json']);
  });

  for (const [source, ...names] of [
    [StageSource.graphView, 'pipeline-graph-view'],
    [StageSource.flowGraph, 'pipeline-rest-api'],
  ] as const) {
    it(`are told while they run, by ${source}`, async () => {
      plugins(...names);
      const job = add('slow', { plan: declSlow, isDeclarative: true });
      demo.jenkins.state.startBuild(job);
      await until(() => job.builds[0]?.flow?.node('24') !== undefined);
      const [build] = job.builds;
      assert.ok(build);
      const running = await readStages(demo.session, 'slow', 1);
      const branches = '[|A (14) running, |B (15) success]';
      assert.equal(drawn(running.stages), `Fast (6) success, Slow (11) running ${branches}`);
      assert.equal(running.isComplete, false);
      demo.jenkins.state.runner.abort(build, 'admin');
      const ended = await readStages(demo.session, 'slow', 1);
      assert.match(drawn(ended.stages), /Slow \(11\) aborted \[\|A \(14\) aborted, .*\], Last \(32\) skipped/);
      assert.equal(ended.isComplete, true);
    });
  }

  it('need no agent', async () => {
    plugins('pipeline-graph-view');
    past('solo', { plan: scrNoagent });
    const { stages } = await readStages(demo.session, 'solo', 1);
    assert.deepEqual([drawn(stages), stages[0]?.agent], ['Solo (4) success', undefined]);
  });

  it('wait for an agent in words', async () => {
    plugins('pipeline-graph-view');
    past('par', {});
    const waiting = { id: '3', name: 'x', state: 'queued', type: 'STAGE', causeOfBlockage: '‘linux’ is offline' };
    demo.jenkins.answerOnce({ path: /stages\/tree/ }, (_, res) =>
      res
        .writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' })
        .end(JSON.stringify({ status: 'ok', data: { stages: [waiting, { state: 'odd' }], complete: false } })),
    );
    const { stages } = await readStages(demo.session, 'par', 1);
    assert.deepEqual(
      stages.map(({ state, waitsFor }) => [state, waitsFor]),
      [
        [StageState.queued, '‘linux’ is offline'],
        [StageState.unknown, undefined],
      ],
    );
  });

  it('are none of a run whose script does not compile, without that plugin either', async () => {
    plugins();
    const words = 'WorkflowScript: 1: unexpected token: } @ line 1, column 1.\n';
    past('par', { plan: () => ({ steps: [{ print: words }], result: 'FAILURE' }) });
    const run = { _class: 'org.jenkinsci.plugins.workflow.job.WorkflowRun', building: false, actions: [{}] };
    demo.jenkins.answerOnce({ path: /\/1\/api\/json/ }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' }).end(JSON.stringify(run)),
    );
    const { stages, isComplete } = await readStages(demo.session, 'par', 1);
    assert.deepEqual([stages, isComplete], [[], true]);
  });

  it('are no stages of a build of another kind, nor of a run that is gone', async () => {
    plugins('pipeline-graph-view', 'pipeline-rest-api');
    past('par', {});
    await assert.rejects(readStages(demo.session, 'hello', 1), NotFoundError);
    await assert.rejects(readStages(demo.session, 'par', 99), NotFoundError);
  });
});
