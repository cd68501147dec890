import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { declPar } from '../servers/conformance/recordedFlows.ts';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import { flowPlan } from '../servers/jenkins/flow/flowScript.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { holds } from './locators.ts';
import { LogView } from './logView.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

/** Branches print at the same time, and the last lines right before the end. */
const growing = `
3 stage
4 { Test
5 parallel
7 { Branch: A
8 { Branch: B ^5
9 sh | make a ^7
10 sh | make b ^8
>9 a begins
>10 b begins
~12000
>9 a goes on
>10 b goes on
~1000
>10 b ends
>9 a ends
11 } ^9
12 } ^10
13 // ^11,12
14 }
15 //
`;

const held = `
3 stage
4 { Build
5 sh | make
>5 builds
6 }
7 //
8 stage
9 { Deploy
10 sh | deploy
>10 deploys
***
11 }
12 //
`;

describe('a person who reads the log of a stage', () => {
  let person: Workbench;
  let demo: DemoServers;
  let view: LogView;

  workbench(
    {
      closed: ['Jira'],
      prepare({ jenkins: { state } }) {
        const job = newJob('pipeline', 'aa-parallel', state.root, { plan: declPar, isDeclarative: true });
        addPastBuild(state, job, { ago: 5, duration: 7, more: { result: 'FAILURE' } });
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  const htmlAsked = () => demo.jenkins.requests.filter(({ path }) => path.includes('/progressiveHtml')).length;
  const shownText = async () => (await view.rows.allTextContents()).map(text => text.replace(/^\s*\d+/, ''));

  it('goes from a stage’s line to its heading, which costs nothing but the log', async () => {
    await person.expand('Jenkins', /^aa-parallel/);
    await person.expand('Jenkins', /^#1.*failed/);
    await person.line('Jenkins', /^Windows, failed/).click();
    view = new LogView(person);
    await view.frame.locator('.row.marked', { hasText: '{ (Branch: Windows)' }).waitFor();
    assert.equal(htmlAsked(), 0);
  });

  it('sees the lines of one branch alone, though branches print at the same time', async () => {
    await person.contextAction('Jenkins', /^Windows, failed/, 'Show Only This Branch');
    await person.tab(/aa-parallel #1\.log/).waitFor();
    view = new LogView(person);
    await view.button(/^Only Windows/).waitFor();
    await view.row('+ exit 3').waitFor();
    const lines = await shownText();
    assert.ok(lines.some(text => text.includes('windows 3')));
    assert.ok(!lines.some(text => /linux|mac/.test(text)), lines.join('\n'));
    await person.picture('23-only-branch');
    assert.equal(htmlAsked(), 1);
  });

  it('searches in it, and goes back to the whole log', async () => {
    await person.command('Jenkins: Find in Log');
    await view.find.fill('sleep');
    await view.status.getByText(/of 97 lines/).waitFor();
    await view.frame.locator('.find .count', { hasText: / of 3/ }).waitFor();
    await view.press('Escape');
    await view.button(/^Only Windows/).click();
    await view.row('linux 1').waitFor();
    await view.button(/^Only Windows/).waitFor({ state: 'hidden' });
  });

  it('goes from a stage’s line to the place in the log', async () => {
    await person.line('Jenkins', /^Deploy, skipped/).click();
    await view.row('{ (Deploy)').waitFor();
    await view.frame.locator('.row.marked', { hasText: '{ (Deploy)' }).waitFor();
    assert.equal(htmlAsked(), 1, 'the stages of the log were known');
  });

  it('sees the stage of the line that it looks at', async () => {
    await view.row('mac test').click();
    await person.command('Jenkins: Show Only This Stage');
    await view.button(/^Only Mac test/).waitFor();
    await view.row('mac test').waitFor();
    assert.ok(!(await shownText()).some(text => /mac build/.test(text)));
    await view.button(/^Only Mac test/).click();
    await view.row('linux 1').waitFor();
  });

  it('sees the step that printed the line that it looks at', async () => {
    await view.row('windows 2').click();
    await person.command('Jenkins: Show Only This Step');
    await view.button(/^Only sh in line \d+/).waitFor();
    await view.row('+ echo windows 2').waitFor();
    await view.status.getByText(/^11 of 97 lines/).waitFor();
    assert.ok((await shownText()).every(text => /windows \d|sleep 0\.7|exit 3|\[Pipeline\] sh/.test(text)));
    await person.picture('23-only-step');
    await view.button(/^Only sh/).click();
    await view.row('linux 1').waitFor();
  });

  it('has an outline that is right with branches', async () => {
    await person.command('Jenkins: Toggle Outline');
    const entry = (name: string) => view.frame.getByRole('treeitem', { name, exact: true });
    await view.frame.locator('.entry.branch', { hasText: 'Windows' }).waitFor();
    assert.equal(await entry('Mac test').getAttribute('aria-level'), '4');
    const names = await view.frame.locator('.entry').allTextContents();
    assert.deepEqual(names.slice(0, 5), ['Build', 'Test', 'Linux', 'Linux', 'Windows']);
    assert.equal(await entry('Deploy').getAttribute('aria-level'), '1');
    await person.picture('23-outline');
  });

  it('goes from the line of a running stage to its heading, which costs nothing but the log', async () => {
    await person.collapse('Jenkins', /^aa-parallel/);
    const { state } = demo.jenkins;
    const job = newJob('pipeline', 'ab-held', state.root, { plan: () => ({ ...flowPlan(held), result: 'SUCCESS' }) });
    state.startBuild(job);
    await holds(() => job.builds.length > 0);
    await person.command('Jenkins & Jira: Refresh');
    await person.line('Jenkins', /^ab-held.*running/).waitFor();
    await person.expand('Jenkins', /^ab-held/);
    await person.expand('Jenkins', /^#1/);
    const before = htmlAsked();
    await person.line('Jenkins', /^Deploy, running/).click();
    await person.tab(/ab-held #1\.log/).waitFor();
    view = new LogView(person);
    await view.frame.locator('.row.marked', { hasText: '{ (Deploy)' }).waitFor();
    assert.equal(htmlAsked(), before);
    await person.collapse('Jenkins', /^ab-held/);
  });

  it('sees a branch of a running build grow to its last line', async () => {
    const { state } = demo.jenkins;
    const plan = () => ({ ...flowPlan(growing), result: 'SUCCESS' as const });
    const job = newJob('pipeline', 'ab-growing', state.root, { plan });
    state.startBuild(job);
    await holds(() => job.builds.length > 0);
    await person.command('Jenkins & Jira: Refresh');
    await person.line('Jenkins', /^ab-growing.*running/).waitFor();
    await person.settled();
    await person.expand('Jenkins', /^ab-growing/);
    await person.expand('Jenkins', /^#1/);
    await person.expand('Jenkins', /^Test, /);
    await person.contextAction('Jenkins', /^B, /, 'Show Only This Branch');
    await person.tab(/ab-growing #1\.log/).waitFor();
    view = new LogView(person);
    await view.button(/^Only B/).waitFor();
    await view.row('b ends').waitFor();
    assert.ok(!(await shownText()).some(text => /a (?:begins|goes on|ends)/.test(text)));
    await person.picture('23-branch-grown');
  });
});
