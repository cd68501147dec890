import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readWaitReasons } from '../../../../src/jenkins/agents/waitReasons.ts';
import type { Stage } from '../../../../src/jenkins/pipelines/stage.ts';
import { readStages } from '../../../../src/jenkins/pipelines/stages.ts';
import { flowPlan } from '../../../servers/jenkins/flow/flowScript.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { BuildStep } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { gate } from '../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../fixtures/until.ts';

const alone = '3 stage\n4 { Build\n5 echo\n6 }\n7 //\n8 stage\n9 { Deploy\n10 input\n> Asked';
const beside =
  '3 stage\n4 { Both\n5 parallel\n7 { Branch: A\n8 { Branch: B ^5\n9 input ^7\n> Asked\n10 input ^8\n> Asked';

const drawn = (stages: readonly Stage[]): string =>
  stages.map(({ name, state, children }) => `${name} ${state} [${drawn(children)}]`.replace(' []', '')).join(', ');

describe('a stage that waits for an agent', () => {
  const demo = demoJenkins();
  const start = async (script: string) => {
    const { state } = demo.jenkins;
    const steps = flowPlan(script).steps.map(step =>
      step.flow?.kind === 'block' && step.flow.step === 'node' ? { ...step, agent: 'gone' } : step,
    );
    state.plugins = [];
    state.agents.push({ name: 'gone', description: '', labels: [], executors: 1, busy: 0, disconnected: true });
    const job = newJob('pipeline', 'part', state.root, { plan: () => ({ steps, result: 'SUCCESS' as const }) });
    state.startBuild(job);
    await until(() => state.queue.items.some(({ part }) => part !== undefined));
  };

  it('is told by the flow graph, and the queue tells why', async () => {
    await start('3 stage\n4 { Build\n5 node');
    const { stages, awaitsAgent } = await readStages(demo.session, 'part', 1);
    assert.deepEqual([drawn(stages), awaitsAgent], ['Build queued', false]);
    assert.deepEqual(await readWaitReasons(demo.session, 'part', 1), ['‘gone’ is offline']);
    assert.deepEqual(await readWaitReasons(demo.session, 'part', 2), []);
    assert.deepEqual(await readWaitReasons(demo.session, 'art', 1), []);
  });

  it('is told of branches beside those that run', async () => {
    await start('3 stage\n4 { Both\n5 parallel\n7 { Branch: A\n8 { Branch: B ^5\n9 sh ^7\n10 node ^8');
    assert.equal(drawn((await readStages(demo.session, 'part', 1)).stages), 'Both running [A running, B queued]');
  });

  it('is told of a run before its first stage', async () => {
    await start('3 node');
    const { stages, awaitsAgent } = await readStages(demo.session, 'part', 1);
    assert.deepEqual([stages, awaitsAgent], [[], true]);
  });
});

describe('a stage that waits for input', () => {
  const demo = demoJenkins();
  const start = async (script: string, which: (at: number) => Partial<BuildStep>) => {
    const { state } = demo.jenkins;
    let asked = 0;
    const steps = flowPlan(script).steps.map(step => (step.print ? { ...step, ...which(asked++) } : step));
    const job = newJob('pipeline', 'gate', state.root, {
      plan: () => ({ steps: [...steps, { holds: true }], result: 'SUCCESS' as const }),
    });
    state.startBuild(job);
    await until(() => (job.builds[0]?.inputs.length ?? 0) > 0);
  };

  for (const names of [['pipeline-graph-view'], ['pipeline-rest-api'], []]) {
    const source = names[0] ?? 'neither plugin';
    const read = async () => {
      demo.jenkins.state.plugins = names.map(shortName => ({ shortName, version: '1' }));
      return drawn((await readStages(demo.session, 'gate', 1)).stages);
    };

    it(`is told, by ${source}`, async () => {
      await start(alone, () => ({ input: gate('Gate') }));
      assert.equal(await read(), 'Build success, Deploy paused');
    });

    it(`is told of branches, by ${source}`, async () => {
      await start(beside, at => ({ input: gate(`Gate${at}`), ...(at === 0 && { goesOn: true as const }) }));
      assert.equal(await read(), 'Both paused [A paused, B paused]');
    });
  }
});
