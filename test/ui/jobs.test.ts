import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { plainShell, shellPlan } from '../servers/jenkins/builds/shellPlan.ts';
import { textArtifact } from '../servers/jenkins/seed/demoParts.ts';
import { newContainer, newJob, removeItem } from '../servers/jenkins/state/items.ts';
import { choosePath } from './fileDialog.ts';
import { holds } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const plan = shellPlan(plainShell('echo hi'));

describe('a person who looks for a job', () => {
  let person: Workbench;
  let demo: DemoServers;

  workbench(
    {
      pace: 4,
      settings: { 'jenkinsJira.pollingSeconds': 2 },
      closed: ['Jira'],
      prepare({ jenkins: { state } }) {
        state.root.views.push({ name: 'Nightly builds', jobs: new Set(['hello', 'payments']) });
        newJob('pipeline', 'v1.0', state.folder('payments/api'), { plan, branch: { name: 'v1.0', isTag: true } });
        const many = newContainer('folder', 'many', state.root);
        for (let i = 0; i < 10_000; i++) newJob('freestyle', `service-${String(i).padStart(5, '0')}`, many, { plan });
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('uses the buttons over the view before any line was chosen', async () => {
    await person.titleAction('Jenkins', 'Filter Jobs…');
    await person.asked(/Filter/);
    await person.page.keyboard.press('Escape');
  });

  it('sees views, branches, pull requests and tags', async () => {
    await person.expand('Jenkins', /^payments/);
    await person.expand('Jenkins', /^api.*multibranch/);
    await person.expand('Jenkins', /^Pull Requests \(1\)/);
    await person.line('Jenkins', /^PAY-23 Round half even/).waitFor();
    await person.line('Jenkins', /^Tags \(1\)/).waitFor();
    await person.expand('Jenkins', /^Views \(1\)/);
    await person.expand('Jenkins', /^Nightly builds/);
    await person.picture('5-views');
    await person.collapse('Jenkins', /^Views/);
    await person.collapse('Jenkins', /^payments/);
  });

  it('is told causes and changes, and how often the server is asked', async () => {
    await person.expand('Jenkins', /^payments/);
    await person.expand('Jenkins', /^api/);
    await person.tooltip('Jenkins', /^main/, /Last success: #2.*PAY-17 Refuse expired cards/s);
    await person.picture('5-tooltip');
    await person.collapse('Jenkins', /^payments/);
    await person.tooltip('Jenkins', /^Demo Jenkins/, /Requests in the last minute: \d+/);
  });

  it('finds ten thousand jobs in groups by how their names begin, none left out', async () => {
    await person.expand('Jenkins', /^many/);
    await person.expand('Jenkins', /^service-00… \(1,000\)/);
    await person.expand('Jenkins', /^service-007… \(100\)/);
    await person.line('Jenkins', /^service-00700/).waitFor();
    await person.picture('5-groups');
    await person.collapse('Jenkins', /^many/);
  });

  it('goes to one of them by parts of its path', async () => {
    await person.command('Jenkins: Go to Job…');
    await person.input.fill('many 04242');
    await person.page.getByRole('option', { name: /^many\/service-04242/ }).waitFor();
    await person.picture('5-go-to-job');
    await person.page.keyboard.press('Enter');
    await person.line('Jenkins', /^service-04242/).waitFor();
    await person.picture('5-gone-to');
    await person.command('Jenkins: Go to Job…');
    await person.page
      .locator('.quick-input-list .monaco-list-row')
      .first()
      .filter({ hasText: 'service-04242' })
      .waitFor();
    await person.page.keyboard.press('Escape');
    await person.command('Jenkins: Go to Job…');
    await person.input.fill(`${demo.jenkins.url}/view/all/job/fails/3/console`);
    await person.page.getByRole('option', { name: /^fails #3, at this address/ }).waitFor();
    await person.page.keyboard.press('Enter');
    await person.tab(/fails #3/).waitFor();
    await person.closeTab();
    await person.runTo('Jenkins', 'Home', /^many/);
    await person.collapse('Jenkins', /^many/);
  });

  it('pins jobs and puts them in order by dragging', async () => {
    await person.contextAction('Jenkins', /^hello/, 'Pin Job');
    await person.line('Jenkins', /^Pinned/).waitFor();
    await person.contextAction('Jenkins', /^unstable/, 'Pin Job');
    const pinned = person.tree('Jenkins').locator('[role=treeitem][aria-level="3"]');
    await pinned.nth(1).filter({ hasText: 'unstable' }).waitFor();
    await pinned.nth(1).dragTo(pinned.nth(0));
    await pinned.nth(0).filter({ hasText: 'unstable' }).waitFor();
    await pinned.nth(1).filter({ hasText: 'hello' }).waitFor();
    await person.picture('5-pinned');
    await person.contextAction('Jenkins', /^hello/, 'Unpin Job');
    await pinned.nth(1).waitFor({ state: 'detached' });
  });

  it('narrows the view to failing jobs of one name, and widens it again', async () => {
    await person.command('Jenkins: Filter Jobs…');
    await person.asked('Filter Jobs');
    await person.input.fill('a');
    await person.tick('Failing');
    await person.picture('5-filter');
    await person.page.getByRole('button', { name: 'OK', exact: true }).click();
    await person.line('Jenkins', /^payments\/api\/main.*failed/).waitFor();
    await person.line('Jenkins', /^unstable.*unstable/).waitFor();
    await person.picture('5-filtered');
    await person.line('Jenkins', /^hello/).waitFor({ state: 'detached' });
    await person.command('Jenkins: Clear Job Filter');
    await person.line('Jenkins', /^hello/).waitFor();
  });

  it('sees builds that others start, the queue, and how far they are, without doing anything', async () => {
    const { state } = demo.jenkins;
    const slow = state.job('slow');
    slow.plan = () => ({ steps: [{ print: 'line 1\n' }, { holds: true }], result: 'SUCCESS' });
    state.startBuild(slow);
    state.quietPeriod = 3600;
    state.startBuild(state.job('fails'));
    await person.line('Jenkins', /^slow.*running · \d+%/).waitFor();
    await person.expand('Jenkins', /^Queue \(1\)/);
    await person.line('Jenkins', /^fails.*In the quiet period/).waitFor();
    await person.picture('5-queue');
    const [running] = slow.builds;
    assert.ok(running);
    state.runner.finish(running, 'SUCCESS');
    await person.line('Jenkins', /^slow.*passed/).waitFor();
    state.quietPeriod = 0;
  });

  it('keeps what there was when Jenkins goes away, says so, and has it right again by itself', async () => {
    const { state } = demo.jenkins;
    state.startup = 'preparing';
    await person.line('Jenkins', /^Out of date since/).waitFor();
    await person.line('Jenkins', /^hello.*passed/).waitFor();
    await person.picture('5-stale');
    removeItem(state.job('hello'));
    state.startup = 'ready';
    await person.line('Jenkins', /^Out of date since/).waitFor({ state: 'detached' });
    await person.line('Jenkins', /^hello/).waitFor({ state: 'detached' });
  });

  it('asks nothing while the view is hidden', async () => {
    await person.page.getByRole('tab', { name: 'Explorer' }).click();
    await person.page.waitForTimeout(1000);
    const before = demo.jenkins.requests.length;
    await person.page.waitForTimeout(5000); // two polls and more
    assert.equal(demo.jenkins.requests.length, before);
    await person.openViews();
    await holds(() => demo.jenkins.requests.length > before);
  });

  it('sees which tests made a build red, and what one says', async () => {
    await person.expand('Jenkins', /^unstable/);
    await person.expand('Jenkins', /^#2/);
    await person.line('Jenkins', /^Tests.*1 failed \(1 new\) · 1 passed · 1 skipped/).waitFor();
    const line = person.line('Jenkins', /^Failed test refusesExpired, payments\.CardTest · new/);
    await line.waitFor();
    await person.picture('5-tests');
    await line.click();
    await person.editor(/expected\sREFUSED\sbut\swas\sACCEPTED/).waitFor();
    await person.picture('5-failed-test');
    await person.collapse('Jenkins', /^unstable/);
  });

  it('opens an artifact in the editor, and saves all of them to a folder', async () => {
    const { state } = demo.jenkins;
    state.addFinishedBuild(state.job('everything'), {
      result: 'SUCCESS',
      artifacts: [
        textArtifact('out/report.txt', 'all is well\n'),
        textArtifact('out/a b/#1.txt', 'odd name\n'),
        textArtifact('../../evil.txt', 'should not be\n'),
      ],
    });
    const folder = mkdtempSync(join(tmpdir(), 'jj-artifacts-'));
    await person.expand('Jenkins', /^everything.*passed/);
    await person.expand('Jenkins', /^#1/);
    await person.expand('Jenkins', /^Artifacts \(3\)/);
    await person.expand('Jenkins', /^out/);
    await person.line('Jenkins', /^report\.txt/).click();
    await person.editor(/all\sis\swell/).waitFor();
    await person.picture('5-artifacts');
    await person.inlineAction('Jenkins', /^Artifacts/, 'Download Artifacts…');
    await choosePath(person, `${folder}/`, 'Download Here');
    await person.toast(/Downloaded 2 artifacts/).waitFor();
    await person.toast(/Not downloaded.*evil/).waitFor();
    assert.equal(readFileSync(join(folder, 'out/report.txt'), 'utf8'), 'all is well\n');
    assert.equal(readFileSync(join(folder, 'out/a b/#1.txt'), 'utf8'), 'odd name\n');
    assert.ok(!existsSync(join(folder, '../../evil.txt')));
    rmSync(folder, { recursive: true });
  });
});
