import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { comes, holds } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person in the daily round', () => {
  let person: Workbench;
  let demo: DemoServers;
  const option = (name: RegExp) => person.page.getByRole('option', { name });

  workbench(
    {
      settings: {
        'jenkinsJira.statusBar.jobs': ['slow', 'deploy', 'fails'].map(job => ({ connection: 'demo-jenkins', job })),
      },
      prepare({ jenkins: { state } }) {
        state.job('slow').plan = () => ({ steps: [{ print: 'on\n' }, { holds: true }], result: 'SUCCESS' });
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('starts nothing by accident: a short menu begins with the start', async () => {
    const builds = demo.jenkins.state.job('slow').builds.length;
    await person.statusBar(/slow #2/).click();
    await person.asked('slow #2 on Demo Jenkins');
    await option(/^Open Log/).waitFor();
    await person.picture('26-click');
    await person.page.keyboard.press('Escape');
    await option(/^Open Log/).waitFor({ state: 'hidden' });
    await person.statusBar(/slow #2/).click();
    await option(/^Start Build/).waitFor();
    assert.equal(demo.jenkins.state.job('slow').builds.length, builds);
    await person.page.keyboard.press('Enter');
    await person.statusBar(/slow #3/).waitFor();
  });

  it('opens the log of the build that runs, or stops it', async () => {
    await person.line('Jenkins', /^slow.*#3.*running/).waitFor();
    // An item that is drawn anew at that moment takes no click.
    while (!(await comes(option(/^Open Log/)))) await person.statusBar(/slow #3/).click();
    assert.equal(await option(/^Start Build/).count(), 0);
    await person.choose(/^Stop Build/);
    await person.line('Jenkins', /^slow.*#3.*aborted/).waitFor();
  });

  it('is asked for parameters at once, and is offered why a red one failed', async () => {
    await person.statusBar(/deploy #3/).click();
    await person.asked('Start deploy on Demo Jenkins');
    await person.page.keyboard.press('Escape');
    await option(/^Start Build/).waitFor({ state: 'hidden' });
    await person.statusBar(/fails #3/).click();
    await person.choose(/^Explain Failure/);
    await person.tab(/^fails #3/).waitFor();
    // Where Jenkins does not tell what a start would ask, the rest is offered.
    const ofJob = { path: /^\/job\/fails\/api\/json/ };
    for (let asked = 0; asked < 9; asked++)
      demo.jenkins.answerOnce(ofJob, (_, res) => res.writeHead(500, { 'x-jenkins': '2.579' }).end('broken'));
    do await person.statusBar(/fails #3/).click();
    while (!(await comes(person.toast(/Could not start fails/), 4000)));
    await option(/^Open Log/).waitFor();
    assert.equal(await option(/^Start Build/).count(), 0);
    demo.jenkins.forgetAnswers();
    await person.page.keyboard.press('Escape');
    await person.closeToasts();
  });

  it('stops and runs again the build whose log is in front, without being asked which', async () => {
    const { builds } = demo.jenkins.state.job('slow');
    await person.inlineAction('Jenkins', /^slow/, 'Start Build…');
    await person.line('Jenkins', /^slow.*#4.*running/).waitFor();
    await person.inlineAction('Jenkins', /^slow/, 'Open Log');
    await person.tab(/slow #4\.log/).waitFor();
    await person.command('Jenkins: Stop Build');
    await person.line('Jenkins', /^slow.*#4.*aborted/).waitFor();
    await person.command('Jenkins: Run Again');
    await person.line('Jenkins', /^slow.*#5.*running/).waitFor();
    assert.equal(builds[0]?.number, 5);
  });

  it('is not offered again what Jenkins has refused, until the views are refreshed', async () => {
    const granted = demo.jenkins.state.users.get('dev')?.permissions;
    granted?.delete('hudson.model.Item.Configure');
    await person.contextAction('Jenkins', /^hello/, 'Disable Job');
    await person.toast(/Configure/).waitFor();
    await person.closeToasts();
    assert.ok(!(await person.offered('Jenkins', /^hello/)).includes('Disable Job'));
    assert.ok(!(await person.offered('Jenkins', /^hello/)).includes('Edit Job Configuration'));
    assert.ok((await person.offered('Jenkins', /^fails/)).includes('Disable Job'));
    granted?.add('hudson.model.Item.Configure');
    granted?.delete('hudson.model.Item.Cancel');
    demo.jenkins.state.quietPeriod = 3600;
    await person.inlineAction('Jenkins', /^hello/, 'Start Build…');
    await person.expand('Jenkins', /^Queue \(1\)/);
    await person.inlineAction('Jenkins', /^hello.*quiet period/, 'Cancel Queue Item');
    await person
      .toast(/Cancel/)
      .first()
      .waitFor();
    await person.closeToasts();
    assert.ok(!(await person.offered('Jenkins', /^hello.*quiet period/)).includes('Cancel Queue Item'));
    granted?.add('hudson.model.Item.Cancel');
    await person.titleAction('Jenkins', 'Refresh');
    await person.inlineAction('Jenkins', /^hello.*quiet period/, 'Cancel Queue Item');
    await person.line('Jenkins', /^Queue.*empty/).waitFor();
    demo.jenkins.state.quietPeriod = 0;
    assert.ok((await person.offered('Jenkins', /^hello/)).includes('Disable Job'));
  });

  it('is offered for an issue what Jira lets the account do, on its page and its line', async () => {
    const fred = demo.jira.state.users.find(({ name }) => name === 'fred');
    assert.ok(fred);
    const before = fred.permissions;
    const denied = ['ADD_COMMENTS', 'EDIT_OWN_COMMENTS', 'TRANSITION_ISSUES'];
    fred.permissions = before.filter(name => !denied.includes(name));
    await person.line('Jira', /^PAY-428/).click();
    await person.webview.getByRole('button', { name: 'Assign…' }).waitFor();
    for (const name of ['Add Comment…', 'Change Status…'])
      assert.equal(await person.webview.getByRole('button', { name }).count(), 0, name);
    const comment = person.webview.locator('article.comment').filter({ hasText: 'Fred Fischer' }).first();
    await comment.getByRole('button', { name: 'Delete' }).waitFor();
    assert.equal(await comment.getByRole('button', { name: 'Edit' }).count(), 0);
    await person.picture('26-permissions');
    const offered = await person.offered('Jira', /^PAY-428/);
    assert.ok(offered.includes('Assign…') && !offered.includes('Add Comment…'), offered.join());
    fred.permissions = before;
    await person.webview.getByRole('button', { name: 'Refresh' }).click();
    await person.webview.getByRole('button', { name: 'Add Comment…' }).first().waitFor();
    assert.ok((await person.offered('Jira', /^PAY-428/)).includes('Add Comment…'));
  });

  it('changes the issue whose page is in front', async () => {
    await person.line('Jira', /^PAY-431/).click();
    await person.tab(/PAY-431/).waitFor();
    await person.command('Jira: Log Work…');
    await person.asked(/Log Work on PAY-431/);
    await person.page.keyboard.press('Escape');
    // Those of its state alone are in the palette.
    const isWatched = () => demo.jira.state.issue('PAY-431')?.watchers.includes('fred');
    const before = isWatched();
    await person.command(before ? 'Jira: Stop Watching' : 'Jira: Watch');
    await holds(() => isWatched() !== before);
    await person.command(before ? 'Jira: Watch' : 'Jira: Stop Watching');
    await holds(() => isWatched() === before);
  });

  it('is told by My Work why no branch is there', async () => {
    await person.page.getByRole('button', { name: 'My Work Section' }).click();
    await person.page.getByText('No Git repository is open in this window.').waitFor();
    await person.picture('26-no-repository');
    await person.closeView('My Work');
  });
});
