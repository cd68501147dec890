import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import { flowPlan } from '../servers/jenkins/flow/flowScript.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const plan = () => ({ steps: [], result: 'SUCCESS' as const });

describe('a person who asks what a build was', () => {
  let person: Workbench;
  let demo: DemoServers;
  const folder = mkdtempSync(join(tmpdir(), 'jj-details-'));
  const source = join(folder, 'src/main/java/payments');
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, 'Card.java'), 'class Card {}\n');
  after(() => rmSync(folder, { recursive: true }));

  workbench(
    {
      settings: { 'jenkinsJira.pollingSeconds': 2 },
      folder: () => folder,
      closed: ['Jira'],
      prepare({ jenkins: { state } }) {
        const [main] = state.job('payments/api/main').builds;
        if (main) main.description = 'For PAY-431';
        const first = newJob('freestyle', 'aa-first', state.root, { plan, downstream: ['ab-second'] });
        const second = newJob('freestyle', 'ab-second', state.root, { plan });
        addPastBuild(state, first, {
          ...{ ago: 20, duration: 1 },
          more: {
            parameters: [
              { kind: 'string', name: 'BRANCH', value: 'feature/ünï' },
              { kind: 'password', name: 'KEY', value: 'not-shown-23' },
              { kind: 'text', name: 'NOTES', value: '[a](command:b)\nsecond line' },
            ],
          },
        });
        addPastBuild(state, second, {
          ...{ ago: 10, duration: 1 },
          causes: [{ kind: 'upstream', project: 'aa-first', build: 1, url: 'job/aa-first/', causes: [] }],
        });
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('sees its parameters, without the value of a password', async () => {
    await person.expand('Jenkins', /^aa-first/);
    await person.expand('Jenkins', /^#1/);
    await person.expand('Jenkins', /^Parameters \(3\)/);
    await person.line('Jenkins', /^BRANCH.*feature\/ünï/).waitFor();
    await person.line('Jenkins', /^KEY.*not reported by Jenkins/).waitFor();
    await person.line('Jenkins', /^NOTES.*\[a\]\(command:b\) … \(2 lines\)/).waitFor();
    await person.picture('23-parameters');
  });

  it('follows it downstream and back', async () => {
    await person.collapse('Jenkins', /^Parameters/);
    await person.expand('Jenkins', /^Causes and Downstream/);
    await person.line('Jenkins', /^Started ab-second #1.*passed/).waitFor();
    await person.picture('23-downstream');
    await person.collapse('Jenkins', /^aa-first/);
    await person.expand('Jenkins', /^ab-second/);
    await person.expand('Jenkins', /^#1/);
    await person.expand('Jenkins', /^Causes and Downstream/);
    await person.line('Jenkins', /^Started by aa-first #1/).click();
    await person.tab(/aa-first #1\.log/).waitFor();
    await person.collapse('Jenkins', /^ab-second/);
  });

  it('sees its commits with their issues and files, and opens them', async () => {
    await person.expand('Jenkins', /^payments/);
    await person.expand('Jenkins', /^api/);
    await person.line('Jenkins', /^main.*primary branch/).waitFor();
    await person.expand('Jenkins', /^main/);
    await person.expand('Jenkins', /^#3/);
    await person.collapse('Jenkins', /^Stages/);
    await person.expand('Jenkins', /^Changes \(1\)/);
    await person.expand('Jenkins', /^PAY-17 Refuse expired cards.*4f1c2d9 · Dana Developer/);
    await person.line('Jenkins', /^PAY-17$/).waitFor();
    await person.picture('23-changes');
    await person.line('Jenkins', /^Card\.java.*changed/).click();
    await person.editor(/class\sCard/).waitFor();
    await person.line('Jenkins', /^PAY-17$/).click();
    await person.tab(/PAY-17/).waitFor();
    await person.webview.getByText('does not exist').first().waitFor();
    await person.contextAction('Jenkins', /^#3/, 'Copy Link');
    const copied = () => person.page.evaluate<string>('navigator.clipboard.readText()');
    while (!/\/job\/payments\/job\/api\/job\/main\/3\/$/.test(await copied())) await person.page.waitForTimeout(50);
  });

  it('sees its issues, and below an issue the builds that name it', async () => {
    await person.collapse('Jenkins', /^Changes/);
    await person.expand('Jenkins', /^Issues.*PAY-17 · PAY-431/);
    await person.line('Jenkins', /^PAY-17 does not exist, or is hidden/).waitFor();
    await person.expand('Jenkins', /PAY-431.*Refuse expired cards/);
    await person.expand('Jenkins', /^Builds$/);
    await person.line('Jenkins', /^payments\/api\/main #3/).waitFor();
    await person.picture('30-links');
    await person.contextAction('Jenkins', /PAY-431.*Refuse expired cards/, 'Change Status…');
    await person.choose(/^In Review|In Review$/);
    await person.line('Jenkins', /PAY-431.*In Review/).waitFor();
    await person.collapse('Jenkins', /^Issues/);
    await person.collapse('Jenkins', /^main/);
  });

  it('is told that the last scan for branches failed, and why', async () => {
    const { indexing } = demo.jenkins.state.folder('payments/api');
    indexing.append('Starting branch indexing...\nFATAL: Failed to recompute children\nFinished: FAILURE\n');
    await person.command('Jenkins & Jira: Refresh');
    await person.line('Jenkins', /^The last scan for branches failed.*FATAL: Failed to recompute/).click();
    await person.tab(/Scan of payments∕api\.log/).waitFor();
    await person.editor(/Finished:\sFAILURE/).waitFor();
    await person.picture('23-scan');
    await person.collapse('Jenkins', /^payments/);
  });

  const agentsAsked = () => demo.jenkins.requests.filter(({ path }) => path.startsWith('/computer/')).length;

  it('sees which agents a waiting item could run on, and how they are', async () => {
    const { state } = demo.jenkins;
    state.agents.push(
      { name: 'gpu-1', labels: ['gpu'], executors: 2, busy: 2 },
      {
        name: 'gpu-2',
        labels: ['gpu'],
        executors: 2,
        busy: 0,
        takenOffline: { message: 'new disk', by: 'admin', at: 1 },
      },
    );
    state.quietPeriod = 0;
    state.startBuild(newJob('freestyle', 'ac-third', state.root, { plan, label: 'gpu' }));
    await person.expand('Jenkins', /^Queue \(1\)/);
    await person.expand('Jenkins', /^ac-third.*Waiting for next available executor on ‘gpu’/);
    await person.line('Jenkins', /^gpu-1.*busy: 2 of 2/).waitFor();
    await person.line('Jenkins', /^gpu-2.*offline · new disk/).waitFor();
    await person.picture('23-agents');
    assert.ok(agentsAsked() > 0);
  });

  it('sees the agents that a stage waits for', async () => {
    const { state } = demo.jenkins;
    state.plugins.push({ shortName: 'pipeline-graph-view', version: '1' });
    const node = { id: '3', kind: 'block', step: 'node', parents: ['2'] } as const;
    const job = newJob('pipeline', 'ad-waiting', state.root, {
      plan: () => ({ steps: [{ flow: node, agent: 'gpu-2' }], result: 'SUCCESS' as const }),
    });
    state.startBuild(job);
    await person.collapse('Jenkins', /^Queue/);
    await person.line('Jenkins', /^ad-waiting.*running/).waitFor();
    await person.expand('Jenkins', /^ad-waiting/);
    await person.expand('Jenkins', /^#1.*running/);
    await person.line('Jenkins', /^System Generated, waiting/).waitFor();
    const before = agentsAsked();
    await person.line('Jenkins', /^Agents for gpu-2/).waitFor();
    assert.equal(agentsAsked(), before, 'asked before it is opened');
    await person.expand('Jenkins', /^Agents for gpu-2/);
    await person.line('Jenkins', /^gpu-2.*offline · new disk/).waitFor();
    await person.picture('23-stage-agents');
  });

  it('sees why a stage waits for an agent where Pipeline Graph View is missing', async () => {
    await person.collapse('Jenkins', /^ad-waiting/);
    const { state } = demo.jenkins;
    state.plugins = state.plugins.filter(({ shortName }) => shortName !== 'pipeline-graph-view');
    const { steps } = flowPlan('3 stage\n4 { Train\n5 node');
    const job = newJob('pipeline', 'ae-untold', state.root, {
      plan: () => ({
        steps: steps.map(step => (step.flow?.id === '5' ? { ...step, agent: 'gpu-2' } : step)),
        result: 'SUCCESS' as const,
      }),
    });
    state.startBuild(job);
    await person.line('Jenkins', /^ae-untold.*running/).waitFor();
    await person.expand('Jenkins', /^ae-untold/);
    await person.expand('Jenkins', /^#1.*running/);
    await person.line('Jenkins', /^Train, waiting for an agent/).waitFor();
    await person.expand('Jenkins', /^Waiting for an agent/);
    await person.line('Jenkins', /^‘gpu-2’ is offline/).waitFor();
    await person.line('Jenkins', /^Agents for gpu-2/).waitFor();
    await person.picture('23-untold-agents');
  });
});
