import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { type DemoJenkins, startDemoJenkins } from '../servers/jenkins/index.ts';
import { type DemoJira, demoUsers, startDemoJira } from '../servers/jira/index.ts';
import { BoxPerson } from './boxes.ts';
import { activate, until } from './demo.ts';

const session = 'User name and password, as a session';

describe('a Jira Data Center is added', () => {
  const { fred } = demoUsers;
  const person = new BoxPerson();
  let jira: DemoJira;
  let original: readonly object[];
  const settings = () => vscode.workspace.getConfiguration('jenkinsJira');
  const run = (command: string, ...target: unknown[]) =>
    vscode.commands.executeCommand(`jenkinsJira.${command}`, ...target);

  before(async () => {
    await activate();
    original = settings().get<object[]>('connections') ?? [];
    person.sitDown();
  });
  after(() => person.leave());
  beforeEach(async () => {
    jira = await startDemoJira({ flavor: 'dataCenter', contextPath: '/jira' });
    person.wants();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await settings().update('connections', original, vscode.ConfigurationTarget.Global);
    await jira.close();
  });

  interface Added {
    readonly id: string;
    readonly auth: Readonly<Record<string, string>>;
  }
  const added = () =>
    settings()
      .get<Added[]>('connections')
      ?.find(each => JSON.stringify(each).includes(jira.url));
  const begin = () => void run('addJiraConnection');
  const address = (url = jira.url) => person.enter('The address of your Jira', url);
  const name = () => person.enter('Display name', 'Another Jira');
  const authorizations = () => new Set(jira.requests.map(({ headers }) => headers['authorization'] ?? ''));
  const comments = () => JSON.stringify(jira.state.comments.map(({ body }) => body));

  /** A second comment goes to another issue: a second click within a moment posts nothing. */
  async function comment(text: string, key = 'PAY-431'): Promise<void> {
    await run('addComment', { connection: { id: await until('the connection', () => added()?.id) }, key });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await editor.edit(edit => edit.replace(all, text));
    await run('postComment', editor.document.uri);
  }

  it('by a session, which is renewed and ends with the connection', async () => {
    begin();
    await address();
    await person.choose('How do you sign in', session);
    await person.enter('Your user name', fred.name);
    await person.enter('Your password', 'wrong');
    await person.problem(/refused/);
    await person.enter('Your password', fred.password);
    await name();
    await person.isTold(/Connected Another Jira: Jira 9\.12\.15 .*signed in as Fred Fischer/);
    assert.deepEqual(added()?.auth, { kind: 'session', user: fred.name });
    await comment('By a session');
    assert.match(comments(), /By a session/);
    jira.state.sessions.clear();
    await comment('By another session', 'PAY-432');
    assert.match(comments(), /By another session/);
    assert.deepEqual([...authorizations()], ['']);
    assert.equal(jira.state.sessions.size, 1);
    person.wants('Remove');
    await run('removeConnection', added()?.id);
    await until('the end of the session', () => (jira.state.sessions.size === 0 ? true : undefined));
  });

  it('by a session, until the password is changed', async () => {
    begin();
    await address();
    await person.choose('How do you sign in', session);
    await person.enter('Your user name', fred.name);
    await person.enter('Your password', fred.password);
    await name();
    await person.isTold(/Connected Another Jira/);
    await comment('While it is right');
    const user = jira.state.user(fred.name);
    assert.ok(user);
    user.password = 'changed';
    jira.state.sessions.clear();
    await comment('Too late', 'PAY-432');
    await person.isTold(/refused/);
    assert.doesNotMatch(comments(), /Too late/);
  });

  it('by a token of an app: its email address, and a rule where it may not ask for its user', async () => {
    begin();
    await address();
    await person.choose('How do you sign in', 'User name with password or token');
    await person.enter('Your user name', fred.emailAddress);
    await person.enter('Your password or token', `11${'ab'.repeat(16)}`);
    await person.problem(/This is a Jenkins API token, not a Jira token/);
    jira.answerOnce({ path: /myself/ }, (_, res) =>
      res
        .writeHead(403, { 'content-type': 'application/json', 'x-ausername': fred.name })
        .end('{"message":"restricted"}'),
    );
    await person.enter('Your password or token', fred.personalAccessToken);
    await person.problem(/has restrictions, add this rule: \[get\]\[\^\?#;\]\*\/rest\/api\/2\/myself/);
    await person.enter('Your password or token', fred.personalAccessToken);
    await name();
    await person.isTold(/signed in as Fred Fischer/);
    assert.deepEqual(added()?.auth, { kind: 'basic', user: fred.emailAddress });
    await comment('By a token of an app');
    assert.match(comments(), /By a token of an app/);
  });

  it('by a password, until the CAPTCHA', async () => {
    begin();
    await address();
    await person.choose('How do you sign in', 'User name with password or token');
    await person.enter('Your user name', fred.name);
    await person.enter('Your password or token', fred.password);
    await name();
    await person.isTold(/signed in as Fred Fischer/);
    await comment('By a password');
    assert.match(comments(), /By a password/);
    jira.state.failedLogins.set(fred.name, 3);
    await comment('Too often', 'PAY-432');
    await person.isTold(/CAPTCHA/);
    assert.doesNotMatch(comments(), /Too often/);
  });

  it('by a personal access token, until it expires', async () => {
    begin();
    await address(`${jira.url}/browse/PAY-431`);
    await person.problem(/link to a page/);
    await address();
    await person.choose('How do you sign in', 'Personal access token');
    await person.enter('Your personal access token', fred.personalAccessToken);
    await name();
    await person.isTold(/signed in as Fred Fischer/);
    await comment('By a personal access token', 'PAY-432');
    assert.match(comments(), /By a personal access token/);
    jira.state.expiredTokens.add(fred.personalAccessToken);
    await comment('Too late');
    await person.isTold(/expired or was revoked/);
  });

  describe('or a Jenkins, whichever is there', () => {
    let jenkins: DemoJenkins;
    before(async () => {
      jenkins = await startDemoJenkins();
    });
    after(() => jenkins.close());

    it('a Jira where a Jenkins was meant, by a page of it', async () => {
      void run('addJenkinsConnection');
      await person.enter('The address of your Jenkins', `${jira.url}/browse/PAY-431`);
      await person.problem(/is a Jira server, not Jenkins\. Press Enter to add it as a Jira connection/);
      await person.enter('The address of your Jenkins', jira.url);
      await person.choose('How do you sign in', 'Personal access token');
      await person.enter('Your personal access token', fred.personalAccessToken);
      await name();
      await person.isTold(/Connected Another Jira: Jira/);
    });

    it('a Jenkins where a Jira was meant', async () => {
      jenkins.state.turnSecurityOff();
      begin();
      await address(`${jenkins.url}/job/hello/`);
      await person.problem(/is a Jenkins server, not Jira\. Press Enter to add it as a Jenkins connection/);
      await address(jenkins.url);
      await person.enter('Display name', 'A Jenkins');
      await person.isTold(/Connected A Jenkins: Jenkins/);
    });

    it('not by a changed address', async () => {
      begin();
      await address();
      await person.choose('How do you sign in', 'Personal access token');
      await person.enter('Your personal access token', fred.personalAccessToken);
      await name();
      await person.isTold(/Connected Another Jira/);
      void run('editConnection', added()?.id);
      await person.choose('Select what to change', 'Address');
      await address(jenkins.url);
      await person.problem(/is a Jenkins server, not Jira\.$/);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    });
  });
});
