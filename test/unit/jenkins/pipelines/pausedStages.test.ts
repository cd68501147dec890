import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
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
