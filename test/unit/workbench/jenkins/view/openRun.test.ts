import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readBuild } from '../../../../../src/jenkins/builds/builds.ts';
import type { JenkinsConnection } from '../../../../../src/workbench/connections/settings/connection.ts';
import type { JobNodeDeps } from '../../../../../src/workbench/jenkins/view/nodeDeps.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { flowPlan } from '../../../../servers/jenkins/flow/flowScript.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import type { Job } from '../../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';
import { gate } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const connection = { id: 'jenkins', auth: { kind: 'apiToken', user: 'dev' } } as unknown as JenkinsConnection;
const script = '3 stage\n4 { Build\n5 echo\n6 }\n7 //\n8 stage\n9 { Deploy\n10 input\n> Asked\n11 }\n12 //';

describe('the open line of a running Pipeline', () => {
  const demo = demoJenkins();
  const start = async (): Promise<Job> => {
    const { state } = demo.jenkins;
    state.plugins = [{ shortName: 'pipeline-graph-view', version: '1' }];
    const steps = flowPlan(script).steps.map(step => (step.print ? { ...step, input: gate('Gate') } : step));
    const plan = () => ({ steps: [...steps, { holds: true as const }], result: 'SUCCESS' as const });
    const job = newJob('pipeline', 'run', state.root, { plan });
    state.startBuild(job);
    await until(() => job.builds[0]?.inputs.length === 1);
    return job;
  };
  /** Rounds of the poller over the line and, where they are open, its stages; tells what they asked. */
  const poller = async () => {
    await extensionEditor();
    const { BuildNode } = await import('../../../../../src/workbench/jenkins/view/buildNode.ts');
    const { JobNodeState } = await import('../../../../../src/workbench/jenkins/view/jobNodeState.ts');
    const deps = {
      ...{ state: new JobNodeState(), openRuns: new Map(), stageMemories: new WeakMap(), stageAgents: new Map() },
      sessions: { jenkins: () => demo.session },
      buildIssues: { nodes: async () => [] },
    } as unknown as JobNodeDeps;
    const build = await readBuild(demo.session, 'run', 1);
    assert.ok(build);
    return async (count: number, areStagesOpen: boolean, background = true) => {
      const before = demo.jenkins.requests.length;
      for (let round = 0; round < count; round++) {
        const reading = { background, signal: new AbortController().signal };
        // The level of its job makes a new one with each of its own readings.
        const nodes = await new BuildNode({ connection, job: 'run', id: 'run' }, build, deps).children(reading);
        const stages = nodes.find(({ id }) => id.endsWith(':stages'));
        if (areStagesOpen) await stages?.children?.(reading);
      }
      return demo.jenkins.requests.slice(before).map(({ path }) => (path.includes('/stages/') ? 'stages' : 'line'));
    };
  };

  it('costs one request a round while nothing begins or ends', async () => {
    const job = await start();
    const rounds = await poller();
    assert.deepEqual(await rounds(1, true, false), ['line', 'stages']);
    assert.deepEqual(await rounds(4, true), ['stages', 'stages', 'stages', 'stages']);
    const [build] = job.builds;
    const [input] = build?.inputs ?? [];
    assert.ok(build && input);
    demo.jenkins.state.runner.proceed(build, input, { id: 'admin', name: 'admin', values: [] });
    await until(() => build.flow?.node('12') !== undefined);
    assert.deepEqual(await rounds(3, true), ['stages', 'line', 'stages', 'stages']);
  });

  it('is read itself while its stages are closed, and when a person wants it', async () => {
    await start();
    const rounds = await poller();
    await rounds(2, true);
    assert.deepEqual(await rounds(3, false), ['line', 'line']);
    assert.deepEqual(await rounds(1, true, false), ['line', 'stages']);
  });
});
