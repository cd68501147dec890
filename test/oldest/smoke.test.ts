// The oldest editor that package.json admits: the way from an empty window to a build, a comment and a log.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { type DemoJenkins, demoUsers as jenkinsUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { type DemoJira, demoUsers as jiraUsers, startDemoJira } from '../servers/jira/index.ts';
import { LogView } from '../ui/logView.ts';
import { Workbench } from '../ui/workbench.ts';

describe('the oldest editor', () => {
  let person: Workbench;
  let jenkins: DemoJenkins;
  let jira: DemoJira;

  before(async () => {
    jenkins = await startDemoJenkins({ pace: 4 });
    jira = await startDemoJira({ flavor: 'cloud' });
    person = await Workbench.launch({ editor: 'oldest' });
  });
  after(async () => {
    await person?.leave();
    await Promise.all([jenkins.close(), jira.close()]);
  });
  afterEach(async function () {
    await person.endStep(this.currentTest);
  });

  it('activates the extension', async () => {
    await person.openViews();
    await person.command('Developer: Show Running Extensions');
    const ours = person.page.locator('.runtime-extensions-editor .extension', { hasText: 'Jenkins & Jira' });
    await ours.getByText(/Activation: \d+ms/).waitFor();
    await person.closeTab();
  });

  it('connects a Jenkins', async () => {
    await person.page.getByRole('button', { name: 'Add Jenkins Connection', exact: true }).click();
    await person.answer('The address of your Jenkins', jenkins.url);
    await person.answer('Your user name', jenkinsUsers.dev.id);
    await person.answer('Your API token', jenkinsUsers.dev.token);
    await person.answer('Display name', 'Builds');
    await person.toast(/Connected Builds: Jenkins/).waitFor();
    await person.line('Jenkins', /^hello.*passed/).waitFor();
  });

  it('connects a Jira', async () => {
    await person.page.getByRole('button', { name: 'Add Jira Connection', exact: true }).click();
    await person.answer('The address of your Jira', jira.url);
    await person.answer('email address', jiraUsers.fred.emailAddress);
    await person.answer('Your API token', jiraUsers.fred.apiToken);
    await person.answer('Display name', 'Issues');
    await person.toast(/Connected Issues/).waitFor();
    await person.line('Jira', /^PAY-431/).waitFor();
    await person.closeToasts();
  });

  it('shows both again after a reload', async () => {
    await person.reload();
    await person.openViews();
    await person.line('Jenkins', /^hello.*passed/).waitFor();
    await person.line('Jira', /^PAY-431/).waitFor();
  });

  it('starts a build', async () => {
    await person.inlineAction('Jenkins', /^slow/, 'Start Build…');
    await person.statusBar(/slow #3/).waitFor();
    await person.line('Jenkins', /^slow.*running/).waitFor();
  });

  it('opens the log of the build, and reads it to its end', async () => {
    await person.inlineAction('Jenkins', /^slow/, 'Open Log');
    await person.tab(/slow #3\.log/).waitFor();
    const log = new LogView(person);
    await log.row(/line \d+ — žluť ✓/).waitFor();
    await log.row('Finished: SUCCESS').waitFor();
    await person.picture('oldest-log');
  });

  it('posts a comment', async () => {
    const comments = () => jira.state.commentsOf('PAY-431').length;
    const before = comments();
    await person.inlineAction('Jira', /^PAY-431/, 'Add Comment…');
    await person.tab('Comment on PAY-431').waitFor();
    await person.type('Seen on the oldest editor');
    await person.command('Jira: Post Comment');
    await person.toast(/Comment posted on PAY-431/).waitFor();
    assert.equal(comments(), before + 1);
    await person.picture('oldest-comment');
  });
});
