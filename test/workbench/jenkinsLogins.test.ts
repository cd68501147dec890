import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { type DemoJenkins, demoUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { BoxPerson } from './boxes.ts';
import { activate, until } from './demo.ts';

describe('a Jenkins is added', () => {
  const { dev } = demoUsers;
  const person = new BoxPerson();
  let jenkins: DemoJenkins;
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
    jenkins = await startDemoJenkins({ pace: 20 });
    person.wants();
  });
  afterEach(async () => {
    await settings().update('connections', original, vscode.ConfigurationTarget.Global);
    await jenkins.close();
  });

  interface Added {
    readonly id: string;
    readonly auth: Readonly<Record<string, string>>;
  }
  const added = () =>
    settings()
      .get<Added[]>('connections')
      ?.find(each => JSON.stringify(each).includes(jenkins.url));
  const addedId = () => until('the connection', () => added()?.id);
  const begin = () => void run('addJenkinsConnection');
  const address = (url = jenkins.url) => person.enter('The address of your Jenkins', url);
  const name = () => person.enter('Display name', 'Another Jenkins');
  const builds = () => jenkins.state.job('hello').builds.length;

  async function startBuild(): Promise<void> {
    const before = builds();
    await run('startBuild', { connection: await addedId(), job: 'hello' });
    await until('the build', () => (builds() > before ? true : undefined));
  }

  it('without any login where security is disabled, by its address alone', async () => {
    jenkins.state.turnSecurityOff();
    begin();
    await address();
    await name();
    await person.isTold(/Connected Another Jenkins: Jenkins .*security is disabled/);
    assert.deepEqual(added()?.auth, { kind: 'anonymous' });
    await startBuild();
    assert.ok(jenkins.requests.every(({ headers }) => headers['authorization'] === undefined));
  });

  it('by the usual answers, with no question more than before', async () => {
    const before = person.count;
    begin();
    await address(`${jenkins.url}/job/hello/1/console`);
    await person.problem(/link to a page/);
    await address(`${jenkins.url}/job/hello/1/console`);
    await person.problem(/link to a page.*Press Enter to use/);
    await person.enter('The address of your Jenkins', jenkins.url);
    await person.enter('Your user name', dev.id);
    await person.enter('Your API token', 'ATATT3xFfGF0');
    await person.problem(/This is an Atlassian API token, not a Jenkins token\. Press Enter again/);
    await person.enter('Your API token', 'open-sesame');
    await person.problem(/refused.*A job’s trigger token is not an API token/);
    await person.enter('Your API token', dev.token);
    await name();
    await person.isTold(/signed in as Dana Developer \(dev\) with an API token/);
    assert.equal(person.count - before, 4);
    await startBuild();
    const { tokens } = jenkins.state.users.get(dev.id) ?? { tokens: [] };
    tokens.length = 0;
    await run('startBuild', { connection: await addedId(), job: 'hello' });
    await person.isTold(/refused/);
  });

  it('without signing in where anyone may read, and builds by a trigger token', async () => {
    jenkins.state.letAnonymousRead();
    jenkins.state.job('hello').authToken = 'open-sesame';
    begin();
    await address();
    await person.choose('How do you sign in', 'Without signing in');
    await name();
    await person.isTold(/Connected Another Jenkins: Jenkins .*without signing in/);
    const target = { connection: await addedId(), job: 'hello' };
    await run('startBuild', target);
    await person.isTold(/Without signing in, the permission Job\/Build is missing/);
    void run('setTriggerToken', target);
    await person.enter('Trigger builds remotely', 'open-sesame');
    await startBuild();
    assert.ok(jenkins.requests.every(({ path, headers }) => !path.includes('sesame') && !headers['authorization']));
    jenkins.state.anonymous = undefined;
    await run('startBuild', target);
    await person.isTold(/Without signing in, the permission Overall\/Read is missing/);
  });

  it('by a password, which a token takes the place of until the connection is removed', async () => {
    const user = jenkins.state.users.get(dev.id);
    assert.ok(user);
    begin();
    await address();
    await person.enter('Your user name', dev.id);
    await person.enter('Your API token', 'wrong-password');
    await person.problem(/refused/);
    person.wants('Create API Token');
    await person.enter('Your API token', dev.password);
    await name();
    await person.isTold(/now signs in with an API token. The password was deleted/);
    const made = user.tokens.at(-1);
    assert.deepEqual(added()?.auth, { kind: 'apiToken', user: dev.id, tokenId: made?.uuid });
    await startBuild();
    const sent = jenkins.requests.at(-1)?.headers['authorization'];
    assert.equal(sent, `Basic ${Buffer.from(`${dev.id}:${made?.value}`).toString('base64')}`);
    person.wants('Remove and Revoke Token');
    await run('removeConnection', await addedId());
    assert.equal(added(), undefined);
    assert.ok(!user.tokens.some(({ uuid }) => uuid === made?.uuid), 'revoked');
    assert.equal(user.tokens.length, 1, 'others stay');
  });

  it('and a token made from here can be revoked once another takes its place', async () => {
    const user = jenkins.state.users.get(dev.id);
    assert.ok(user);
    begin();
    await address();
    await person.enter('Your user name', dev.id);
    await person.enter('Your API token', dev.password);
    person.wants('Create API Token');
    await name();
    await person.isTold(/now signs in with an API token/);
    person.wants('Revoke Token');
    void run('replaceToken', await addedId());
    await person.enter('The token or password for', dev.token);
    await person.isTold(/this extension created for Another Jenkins is still valid/);
    await until('the revocation', () => user.tokens.length === 1 || undefined);
    assert.equal(user.tokens[0]?.value, dev.token);
    assert.deepEqual(added()?.auth, { kind: 'apiToken', user: dev.id });
    await startBuild();
  });

  it('by a password that stays where Jenkins creates no token', async () => {
    begin();
    await address();
    await person.enter('Your user name', dev.id);
    await person.enter('Your API token', dev.password);
    await name();
    await person.isTold(/with a password/);
    jenkins.answerOnce({ path: /generateNewToken/ }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"error","message":"No more tokens"}'),
    );
    await run('createApiToken', await addedId());
    await person.isTold(/Could not create an API token on Another Jenkins.*No more tokens/);
    assert.deepEqual(added()?.auth, { kind: 'password', user: dev.id });
    await startBuild();
    const id = await addedId();
    await Promise.all([run('createApiToken', id), run('createApiToken', id)]);
    assert.equal(jenkins.state.users.get(dev.id)?.tokens.length, 2, 'one more for two clicks');
    jenkins.answerOnce({ path: /revoke/ }, (_, res) => res.writeHead(500).end());
    person.wants('Remove and Revoke Token');
    await run('removeConnection', id);
    await person.isTold(/Could not revoke the API token of Another Jenkins; it is still valid/);
    assert.equal(added(), undefined);
  });

  it('by an access token alone, for a gateway or a plugin', async () => {
    jenkins.state.letAnonymousRead();
    jenkins.state.accessTokens.set('access-token', dev.id);
    begin();
    await address();
    await person.choose('How do you sign in', 'Access token');
    await person.enter('Your access token', 'wrong');
    await person.problem(/The server treated the request as anonymous/);
    await person.enter('Your access token', 'access-token');
    await name();
    await person.isTold(/signed in as Dana Developer \(dev\) with an access token/);
    assert.deepEqual(added()?.auth, { kind: 'bearer', user: dev.id });
    await startBuild();
    jenkins.state.accessTokens.clear();
    await run('startBuild', { connection: await addedId(), job: 'unstable' });
    await person.isTold(/The server treated the request as anonymous/);
  });
});
