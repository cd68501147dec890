import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { startWrittenBuild } from '../servers/jenkins/index.ts';
import { choosePath } from './fileDialog.ts';
import { holds } from './locators.ts';
import { endTold } from './toasts.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

/** Longer than VS Code waits before it saves by itself. */
const autoSavedMs = 1500;

describe('a person who changes what stands on Jenkins', () => {
  let person: Workbench;
  let demo: DemoServers;
  const folder = mkdtempSync(join(tmpdir(), 'jj-changes-'));
  after(() => rmSync(folder, { recursive: true }));

  workbench(
    {
      pace: 1,
      settings: {
        'jenkinsJira.pollingSeconds': 2,
        'jenkinsJira.protectedJobs': ['*fail*'],
        'files.autoSave': 'afterDelay',
      },
      closed: ['Jira'],
      prepare: ({ jenkins }) => jenkins.state.users.get('dev')?.permissions.add('hudson.model.Hudson.Administer'),
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('gives a parameter of each kind, a text in an editor and a file among them', async () => {
    writeFileSync(join(folder, 'up.bin'), Buffer.from([1, 2, 3, 255]));
    await person.inlineAction('Jenkins', /^everything/, 'Start Build…');
    await person.choose(/^S,? /);
    await person.answer('S: A string', 'čau');
    await person.choose(/^T,? /);
    await person.tab(/^T \(everything\)/).waitFor();
    await person.press('Control+A');
    await person.page.keyboard.type('first\n');
    // VS Code saves by itself meanwhile, which is no answer.
    await person.page.waitForTimeout(autoSavedMs);
    await person.tab(/^T \(everything\)/).waitFor();
    await person.page.keyboard.type('second');
    await person.page.waitForTimeout(autoSavedMs);
    await person.press('Control+S');
    await person.choose(/^P,? /);
    await person.answer('P: Nobody sees it again', 'typed-secret-1');
    await person.choose(/^F\/in\.txt/);
    await choosePath(person, join(folder, 'up.bin'), 'Use This File');
    await person.choose(/^R,? /);
    await person.choose(/^#3/);
    await person.page.getByRole('option', { name: /^R.*hello#3/ }).waitFor();
    await person.picture('6-form');
    await person.choose(/^Start Build/);
    await person.statusBar(/everything #1/).waitFor();
    const parameters = demo.jenkins.state.job('everything').builds[0]?.parameters ?? [];
    const of = (name: string) => parameters.find(each => each.name === name);
    assert.equal(of('S')?.value, 'čau');
    assert.equal(of('T')?.value, 'first\nsecond');
    assert.equal(of('P')?.value, 'typed-secret-1');
    assert.deepEqual([...(of('F/in.txt')?.content ?? [])], [1, 2, 3, 255]);
    assert.equal(of('R')?.value, 'hello#3');
    await person.closeToasts();
  });

  it('is asked for the password anew when it is run again', async () => {
    await person.expand('Jenkins', /^everything.*passed/);
    await person.inlineAction('Jenkins', /^#1.*passed/, 'Run Again');
    await person.asked('Start everything on Demo Jenkins');
    await person.page
      .getByRole('option', { name: /^Start Build.*not copied from the previous build: P, F\/in\.txt/ })
      .waitFor();
    await person.picture('6-run-again');
    await person.page.keyboard.press('Escape');
    await person.collapse('Jenkins', /^everything/);
  });

  it('is asked anew for whatever else a build does not tell', async () => {
    const { state } = demo.jenkins;
    const job = state.job('never-built');
    job.parameters = [{ kind: 'credentials', name: 'KEY', defaultValue: 'usual' }];
    const parameters = [{ kind: 'credentials', name: 'KEY', value: 'other' } as const];
    state.addFinishedBuild(job, { result: 'SUCCESS', parameters });
    await person.expand('Jenkins', /^never-built.*passed/);
    await person.inlineAction('Jenkins', /^#1.*passed/, 'Run Again');
    await person.page.getByRole('option', { name: /^Start Build.*not copied from the previous build: KEY/ }).waitFor();
    await person.page.keyboard.press('Escape');
    await person.collapse('Jenkins', /^never-built/);
  });

  it('keeps values as a preset and uses them', async () => {
    await person.inlineAction('Jenkins', /^deploy/, 'Start Build…');
    await person.choose(/^VERSION/);
    await person.answer('VERSION: Which version', '7.7.7');
    await person.page.getByRole('button', { name: 'Save as Preset…' }).click();
    await person.answer('Name of the preset', 'Seven');
    await person.page.getByRole('button', { name: 'Use Preset…' }).waitFor();
    await person.page.keyboard.press('Escape');
    await person.inlineAction('Jenkins', /^deploy/, 'Start Build…');
    await person.page.getByRole('button', { name: 'Use Preset…' }).click();
    await person.choose(/^Seven/);
    await person.page.getByRole('option', { name: /^VERSION.*7\.7\.7/ }).waitFor();
    await person.page.keyboard.press('Escape');
  });

  it('loses nothing that was typed when a start fails, or the job is changed meanwhile', async () => {
    const job = demo.jenkins.state.job('deploy');
    await person.inlineAction('Jenkins', /^deploy/, 'Start Build…');
    await person.choose(/^VERSION/);
    await person.answer('VERSION: Which version', '8.8.8');
    demo.jenkins.answerOnce({ method: 'POST', path: '/job/deploy/' }, (_, res) => res.writeHead(409).end());
    await person.choose(/^Start Build/);
    await person.toast(/Could not start deploy on Demo Jenkins/).waitFor();
    await person.page.getByRole('option', { name: /^VERSION.*8\.8\.8/ }).waitFor();
    await person.picture('6-start-failed');
    const { parameters } = job;
    job.parameters = parameters.map(each => (each.name === 'DRY_RUN' ? { ...each, name: 'DRYRUN' } : each));
    await person.page.waitForTimeout(3200); // what was read is too old then
    await person.choose(/^Start Build/);
    await person.toast(/The parameters of deploy have changed/).waitFor();
    await person.page.getByRole('option', { name: /^DRYRUN/ }).waitFor();
    await person.page.getByRole('option', { name: /^VERSION.*8\.8\.8/ }).waitFor();
    const builds = job.builds.length;
    await person.choose(/^Start Build/);
    await person.line('Jenkins', /^deploy.*#4/).waitFor();
    assert.equal(job.builds.length, builds + 1);
    assert.equal(job.builds[0]?.parameters?.find(each => each.name === 'VERSION')?.value, '8.8.8');
    job.parameters = parameters;
    await person.closeToasts();
  });

  it('stops a running build, which then is aborted, and is not told what was done', async () => {
    const slow = demo.jenkins.state.job('slow');
    const { plan } = slow;
    slow.plan = () => ({ steps: [{ print: 'line 1\n' }, { holds: true }], result: 'SUCCESS' });
    await person.inlineAction('Jenkins', /^slow/, 'Start Build…');
    await person.expand('Jenkins', /^slow.*running/);
    await person.inlineAction('Jenkins', /^#3.*running/, 'Stop Build');
    await person.line('Jenkins', /^#3.*aborted/).waitFor();
    assert.equal(await person.toast(/slow #3: /).count(), 0);
    slow.plan = plan;
    await person.closeToasts();
  });

  it('keeps, describes and deletes a build', async () => {
    await person.contextAction('Jenkins', /^#2/, 'Describe Build…');
    await person.answer('Shown next to the build', 'for the release');
    await person.contextAction('Jenkins', /^#2/, 'Keep Build Forever');
    await person.contextAction('Jenkins', /^#2/, 'Delete Build…');
    await person.answer('This cannot be undone. Type #2', '#2');
    await person.toast(/Could not delete slow #2.*marked to be kept/).waitFor();
    await person.picture('6-kept');
    await person.closeToasts();
    const build = demo.jenkins.state.job('slow').builds.find(each => each.number === 2);
    assert.equal(build?.description, 'for the release');
    assert.equal(build?.keepLog, true);
    await person.contextAction('Jenkins', /^#1/, 'Delete Build…');
    await person.answer('This cannot be undone. Type #1', '#1');
    await person.line('Jenkins', /^#1 /).waitFor({ state: 'detached' });
    await person.collapse('Jenkins', /^slow/);
  });

  it('takes an item out of the queue', async () => {
    demo.jenkins.state.quietPeriod = 3600;
    demo.jenkins.state.startBuild(demo.jenkins.state.job('hello'));
    await person.expand('Jenkins', /^Queue \(1\)/);
    await person.inlineAction('Jenkins', /^hello.*quiet period/, 'Cancel Queue Item');
    await person.line('Jenkins', /^Queue.*empty/).waitFor();
    demo.jenkins.state.quietPeriod = 0;
  });

  it('must type the name of a protected job, and of one that is deleted', async () => {
    const before = demo.jenkins.state.job('fails').builds.length;
    await person.inlineAction('Jenkins', /^fails/, 'Start Build…');
    await person.answer('fails is protected (matches *fail*)', 'no');
    await person.problem(/Type fails/);
    await person.picture('6-protected');
    await person.page.keyboard.press('Escape');
    assert.equal(demo.jenkins.state.job('fails').builds.length, before);
    await person.contextAction('Jenkins', /^never-built/, 'Delete Job…');
    await person.answer('never-built and all its builds, logs and artifacts will be deleted', 'never-built');
    await person.line('Jenkins', /^never-built/).waitFor({ state: 'detached' });
  });

  it('disables a job and enables it again', async () => {
    await person.contextAction('Jenkins', /^hello/, 'Disable Job');
    await person.line('Jenkins', /^hello.*disabled/).waitFor();
    await person.contextAction('Jenkins', /^hello/, 'Enable Job');
    await person.line('Jenkins', /^hello.*passed/).waitFor();
  });

  it('edits a configuration, and does not undo what somebody else did meanwhile', async () => {
    await person.contextAction('Jenkins', /^hello/, 'Edit Job Configuration');
    await person.tab(/hello\.config\.xml/).waitFor();
    await person.editor(/Says\shello/).waitFor();
    const change = async (text: string) => {
      await person.press('Control+G');
      await person.input.fill(':4:16'); // in the description
      await person.page.keyboard.press('Enter');
      await person.type(text);
      // What VS Code saves by itself in the middle of a sentence does not go to Jenkins.
      await person.page.waitForTimeout(autoSavedMs);
      assert.doesNotMatch(demo.jenkins.state.job('hello').description ?? '', new RegExp(text));
      await person.press('Control+S');
    };
    await change('žluť ');
    await holds(() => demo.jenkins.state.job('hello').description === 'žluť Says hello and is done.');
    // The editor has read it again: another changes it behind that.
    await holds(() => {
      const asked = demo.jenkins.requests.filter(({ path }) => path.startsWith('/job/hello/config.xml'));
      return asked.at(-1)?.method === 'GET' && asked.some(({ method }) => method === 'POST');
    });
    demo.jenkins.state.job('hello').description = 'Says hello by another';
    await change('mine ');
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'was changed on the server since you started' });
    await dialog.waitFor();
    await person.picture('6-conflict');
    await dialog.getByRole('button', { name: 'Overwrite' }).click();
    await holds(() => /mine/.test(demo.jenkins.state.job('hello').description ?? ''));
    await person.command('View: Close All Editors');
  });

  it('makes a job, is told what is wrong with its name, and gets its configuration', async () => {
    await person.contextAction('Jenkins', /^payments/, 'Create Job…');
    await person.choose(/^A freestyle job/);
    await person.answer('Full name including folders', 'payments/a*b');
    await person.problem(/unsafe character|refused/);
    await person.retry('payments/fresh');
    await person.tab(/fresh\.config\.xml/).waitFor();
    assert.ok(demo.jenkins.state.item('payments/fresh'));
    await person.command('View: Close All Editors');
  });

  it('watches a job of others and is told its end, also over a reload', async () => {
    const { state } = demo.jenkins;
    state.runner.finish(startWrittenBuild(state, 'watched'), 'FAILURE');
    // It is remembered before the reload; a menu can pass over a click.
    while (!(await person.offered('Jenkins', /^watched/)).includes('Stop Watching Job')) {
      await person.contextAction('Jenkins', /^watched/, 'Watch Job');
    }
    const build = startWrittenBuild(state, 'watched');
    await person.reload();
    await person.openViews();
    await person.statusBar(/watched #2/).waitFor();
    state.runner.finish(build, 'SUCCESS');
    await endTold(person, /watched #2: passed/);
    await person.contextAction('Jenkins', /^watched/, 'Stop Watching Job');
    await person.closeToasts();
  });

  it('starts with the job’s own trigger token, and does not take an API token for it', async () => {
    demo.jenkins.state.job('unstable').authToken = 'let-me-in-please';
    await person.contextAction('Jenkins', /^unstable/, 'Set Trigger Token…');
    await person.answer('Trigger builds remotely', '11aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
    await person.problem(/This is a user’s API token/);
    await person.retry('wrong-word');
    await person.inlineAction('Jenkins', /^unstable/, 'Start Build…');
    await person.toast(/trigger token was refused/).waitFor();
    await person.closeToasts();
    await person.contextAction('Jenkins', /^unstable/, 'Set Trigger Token…');
    await person.answer('Trigger builds remotely', 'let-me-in-please');
    await person.inlineAction('Jenkins', /^unstable/, 'Start Build…');
    await person.line('Jenkins', /^unstable.*#3/).waitFor();
    assert.equal(demo.jenkins.state.job('unstable').builds[0]?.causes[0]?.kind, 'remote');
  });

  it('makes the connection read only: nothing can be started', async () => {
    await person.contextAction('Jenkins', /^Demo Jenkins/, 'Edit Connection…');
    await person.choose(/^Make read-only/);
    await person.line('Jenkins', /^Demo Jenkins.*read-only/).waitFor();
    await person.line('Jenkins', /^slow/).hover();
    await person.line('Jenkins', /^slow/).getByRole('button', { name: 'Open Log' }).waitFor();
    // What is below is read anew after the connection's own line was drawn.
    await person.line('Jenkins', /^slow/).getByRole('button', { name: 'Start Build…' }).waitFor({ state: 'detached' });
    await person.picture('6-read-only');
  });
});
