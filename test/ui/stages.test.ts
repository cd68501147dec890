import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { scrMain } from '../servers/conformance/recordedFlows.ts';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import { flowPlan } from '../servers/jenkins/flow/flowScript.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

/** Two branches run until somebody ends them. */
const sideBySide = `
3 stage
4 { Test
5 parallel
7 { Branch: A
8 { Branch: B ^5
9 sh | make a ^7
> testing a
10 sh | make b ^8
> testing b
***
!9 !! org.jenkinsci.plugins.workflow.steps.FlowInterruptedException: Aborted by admin
!10 !! org.jenkinsci.plugins.workflow.steps.FlowInterruptedException: Aborted by admin
11 } ^9 !
12 } ^10 !
13 // ^11,12 !
14 } !
15 // !
16 stage
17 { Last #failure
18 getContext
19 } !
20 // !
`;

describe('a person who looks into a Pipeline', () => {
  let person: Workbench;
  let demo: DemoServers;

  workbench({ pace: 1, closed: ['Jira'] }, begun => {
    ({ person, demo } = begun);
  });

  const stagesAsked = () => demo.jenkins.requests.filter(({ path }) => path.includes('/stages/tree')).length;

  it('sees what failed, stage by stage', async () => {
    const { state } = demo.jenkins;
    addPastBuild(state, newJob('pipeline', 'scripted', state.root, { plan: scrMain }), {
      ...{ ago: 5, duration: 7 },
      more: { result: 'FAILURE' },
    });
    await person.command('Jenkins & Jira: Refresh');
    await person.expand('Jenkins', /^scripted/);
    await person.expand('Jenkins', /^#1.*failed/);
    await person.line('Jenkins', /^Parallel, failed/).waitFor();
    await person.line('Jenkins', /^two inner, failed/).waitFor();
    await person.line('Jenkins', /^Boom, failed/).waitFor();
    await person.picture('23-failed');
    assert.equal(stagesAsked(), 1);
    await person.tooltip(
      'Jenkins',
      /^Boom, failed/,
      /Stage Boom: failed[\s\S]*Agent built-in[\s\S]*Pipeline Graph View/,
    );
  });

  it('sees branches run side by side, and how they end', async () => {
    const { state } = demo.jenkins;
    const job = newJob('pipeline', 'running', state.root, {
      plan: () => ({ ...flowPlan(sideBySide), result: 'SUCCESS' }),
    });
    await person.collapse('Jenkins', /^scripted/);
    state.startBuild(job);
    await person.command('Jenkins & Jira: Refresh');
    await person.line('Jenkins', /^running.*running/).waitFor();
    await person.settled();
    await person.expand('Jenkins', /^running/);
    await person.expand('Jenkins', /^#1.*running/);
    await person.line('Jenkins', /^A, running/).waitFor();
    await person.line('Jenkins', /^B, running/).waitFor();
    await person.picture('23-running');
    const [build] = job.builds;
    assert.ok(build);
    state.runner.abort(build, 'admin');
    await person.line('Jenkins', /^Last, skipped/).waitFor();
    await person.line('Jenkins', /^A, aborted/).waitFor();
    await person.picture('23-aborted');
  });
});
