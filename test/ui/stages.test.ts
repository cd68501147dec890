import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { scrMain } from '../servers/conformance/recordedFlows.ts';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import { flowPlan } from '../servers/jenkins/flow/flowScript.ts';
import { newJob, removeItem } from '../servers/jenkins/state/items.ts';
import type { ParameterDefinition } from '../servers/jenkins/state/model.ts';
import { holds } from './locators.ts';
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
    await person.line('Jenkins', /^Stages.*on built-in/).waitFor();
    await person.picture('23-failed');
    assert.equal(stagesAsked(), 1);
    await person.tooltip(
      'Jenkins',
      /^Boom, failed/,
      /Stage Boom: failed[\s\S]*Agent built-in[\s\S]*Pipeline Graph View/,
    );
  });

  it('sees the one that failed of five hundred stages', async () => {
    await person.collapse('Jenkins', /^scripted/);
    const { state } = demo.jenkins;
    const script = Array.from({ length: 500 }, (_, at) => {
      const id = 3 + at * 5;
      const [failed, end] = at === 436 ? [' ! exit code 3', ' !'] : ['', ''];
      return `${id} stage\n${id + 1} { Part ${at + 1}\n${id + 2} sh${failed}\n~400\n${id + 3} }${end}\n${id + 4} //${end}`;
    });
    const plan = () => ({ ...flowPlan(script.join('\n')), result: 'FAILURE' as const });
    addPastBuild(state, newJob('pipeline', 'large', state.root, { plan }), { ago: 5, duration: 200 });
    await person.command('Jenkins & Jira: Refresh');
    await person.expand('Jenkins', /^large/);
    await person.expand('Jenkins', /^#1.*failed/);
    await person.line('Jenkins', /^Part 1 … Part 436, 436 passed/).waitFor();
    await person.line('Jenkins', /^Part 437, failed, 0\.4s/).waitFor();
    await person.picture('23-large');
    await person.expand('Jenkins', /^Part 438 … Part 500/);
    await person.line('Jenkins', /^Part 438, passed, 0\.4s/).waitFor();
    await person.collapse('Jenkins', /^large/);
  });

  it('sees branches run side by side, and how they end', async () => {
    const { state } = demo.jenkins;
    const job = newJob('pipeline', 'running', state.root, {
      plan: () => ({ ...flowPlan(sideBySide), result: 'SUCCESS' }),
    });
    state.startBuild(job);
    await holds(() => job.builds.length > 0);
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
    await person.command('Jenkins & Jira: Refresh');
    await person.line('Jenkins', /^Last, skipped/).waitFor();
    await person.line('Jenkins', /^A, aborted/).waitFor();
    await person.picture('23-aborted');
  });

  it('answers the input that a stage waits for, and sees it go on', async () => {
    await person.collapse('Jenkins', /^running/);
    const { state } = demo.jenkins;
    const parameters: ParameterDefinition[] = [
      { kind: 'string', name: 'VERSION', defaultValue: '1.0' },
      { kind: 'choice', name: 'REGION', choices: ['eu', 'us'] },
    ];
    const input = { id: 'Gate', message: 'Deploy to production?', proceedText: 'Ship it', parameters };
    const { steps } = flowPlan('3 stage\n4 { Deploy\n5 input\n> Deploy to production?\n6 }\n7 //');
    const plan = () => ({
      steps: steps.map(step => (step.print ? { ...step, input } : step)),
      result: 'SUCCESS' as const,
    });
    const job = newJob('pipeline', 'gated', state.root, { plan });
    state.startBuild(job);
    await holds(() => job.builds[0]?.inputs.length === 1);
    await person.command('Jenkins & Jira: Refresh');
    await person.line('Jenkins', /^gated.*waiting for input: Deploy to production\?/).waitFor();
    await person.settled();
    await person.expand('Jenkins', /^gated/);
    await person.expand('Jenkins', /^#1.*waiting for input/);
    await person.line('Jenkins', /^Deploy, waiting for input/).waitFor();
    await person.picture('23-paused');
    await person.inlineAction('Jenkins', /^Deploy, waiting for input/, 'Answer Input…');
    await person.asked('Answer Input of gated #1');
    await person.page.getByRole('option', { name: /^REGION.*eu/ }).waitFor();
    await person.picture('23-input');
    await person.choose(/^REGION/);
    await person.choose('us');
    await person.choose(/^Ship it/);
    await person.line('Jenkins', /^#1.*passed/).waitFor();
    const posted = demo.jenkins.requests.find(({ path }) => path.endsWith('/input/Gate/proceed'));
    assert.match(new URLSearchParams(posted?.body).get('json') ?? '', /"VERSION","value":"1.0".*"REGION","value":"us"/);
    assert.deepEqual(job.builds[0]?.approvers, ['dev']);
  });

  it('is told when nothing waits', async () => {
    await person.collapse('Jenkins', /^gated/);
    const { state } = demo.jenkins;
    const job = newJob('freestyle', 'plain', state.root, {
      plan: () => ({ steps: [{ holds: true }], result: 'SUCCESS' }),
    });
    state.startBuild(job);
    await holds(() => job.builds.length > 0);
    await person.command('Jenkins & Jira: Refresh');
    await person.expand('Jenkins', /^plain.*running/);
    await person.contextAction('Jenkins', /^#1.*running/, 'Answer Input…');
    await person.toast(/plain #1 is not waiting for input/).waitFor();
  });

  it('sees the stages where Pipeline Graph View is missing, until the job is deleted', async () => {
    const { state } = demo.jenkins;
    state.plugins = state.plugins.filter(({ shortName }) => shortName !== 'pipeline-graph-view');
    const job = newJob('pipeline', 'bare', state.root, { plan: scrMain });
    addPastBuild(state, job, { ago: 5, duration: 7, more: { result: 'FAILURE' } });
    await person.command('Jenkins & Jira: Refresh');
    await person.expand('Jenkins', /^bare/);
    await person.expand('Jenkins', /^#1.*failed/);
    await person.tooltip('Jenkins', /^Boom, failed/, /Stage Boom: failed[\s\S]*Source: flow graph of the build/);
    await person.picture('23-flow-graph');
    removeItem(job);
    await person.command('Jenkins & Jira: Refresh');
    await person.line('Jenkins', /^bare/).waitFor({ state: 'detached' });
  });
});
