import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { type DemoJenkins, demoUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { filesWith } from './secretFiles.ts';
import { Workbench } from './workbench.ts';

describe('a person who signs in to a Jenkins another way', () => {
  let person: Workbench;
  let open: DemoJenkins;
  let readable: DemoJenkins;
  let guarded: DemoJenkins;
  const { dev } = demoUsers;

  before(async () => {
    [open, readable, guarded] = await Promise.all([startDemoJenkins(), startDemoJenkins(), startDemoJenkins()]);
    open.state.turnSecurityOff();
    readable.state.letAnonymousRead();
    guarded.state.accessTokens.set('access-token-of-dev', dev.id);
    person = await Workbench.launch();
    await person.openViews();
    await person.closeView('Jira');
  });
  after(async () => {
    await person?.leave();
    await Promise.all([open, readable, guarded].map(server => server.close()));
  });
  afterEach(async function () {
    await person.endStep(this.currentTest);
  });

  function auths(): unknown[] {
    const settings = JSON.parse(readFileSync(join(person.folder, 'user/User/settings.json'), 'utf8'));
    return settings['jenkinsJira.connections'].map(({ auth }: { auth: unknown }) => auth);
  }

  it('adds a Jenkins without security by its address alone, and starts a build', async () => {
    await person.page.getByRole('button', { name: 'Add Jenkins Connection…' }).click();
    await person.answer('The address of your Jenkins', open.url);
    await person.asked('Display name');
    await person.picture('22-anonymous-name');
    await person.retry('Open');
    await person.toast(/Connected Open: Jenkins .*security is disabled/).waitFor();
    await person.line('Jenkins', /hello.*passed/).waitFor();
    await person.picture('22-anonymous-connected');
    const next = open.state.job('hello').nextBuildNumber;
    await person.inlineAction('Jenkins', /hello/, 'Start Build');
    await person.line('Jenkins', new RegExp(`hello.*#${next}`)).waitFor();
    assert.ok(open.requests.every(({ headers }) => headers['authorization'] === undefined));
    await person.closeToasts();
  });

  it('adds a Jenkins that anyone may read without signing in', async () => {
    await person.titleAction('Jenkins', 'Add Jenkins Connection…');
    await person.answer('The address of your Jenkins', readable.url);
    await person.page.getByRole('option', { name: 'Without signing in' }).waitFor();
    await person.picture('22-ways');
    await person.choose('Without signing in');
    await person.answer('Display name', 'Readable');
    await person.toast(/Connected Readable: Jenkins .*without signing in/).waitFor();
    await person.closeToasts();
  });

  it('finds the access token behind a button', async () => {
    await person.titleAction('Jenkins', 'Add Jenkins Connection…');
    await person.answer('The address of your Jenkins', guarded.url);
    await person.asked('Your user name');
    await person.page.getByRole('button', { name: 'Sign In Another Way' }).click();
    await person.choose('Access token');
    await person.asked('Your access token');
    await person.page.getByRole('button', { name: 'Back' }).click();
    await person.choose('Access token');
    await person.answer('Your access token', 'access-token-of-dev');
    await person.answer('Display name', 'Guarded');
    await person.toast(/Connected Guarded: .*with an access token/).waitFor();
    await person.picture('22-access-token');
    assert.deepEqual(auths(), [{ kind: 'anonymous' }, { kind: 'anonymous' }, { kind: 'bearer', user: dev.id }]);
    await person.closeToasts();
  });

  it('has a token created in place of the password', async () => {
    await person.contextAction('Jenkins', /^Guarded/, 'Edit Connection…');
    await person.choose('Sign-in method');
    await person.choose('User name with API token or password');
    await person.answer('User name', dev.id);
    await person.answer('The token or password', dev.password);
    const toast = person.toast(/with a password/);
    await toast.waitFor();
    await person.picture('22-create-token');
    await toast.getByRole('button', { name: 'Create API Token' }).click();
    await person.toast(/now signs in with an API token/).waitFor();
    const { tokens = [] } = guarded.state.users.get(dev.id) ?? {};
    assert.deepEqual(auths()[2], { kind: 'apiToken', user: dev.id, tokenId: tokens.at(-1)?.uuid });
    await person.closeToasts();
  });

  it('removes the connection, and revokes its token', async () => {
    await person.contextAction('Jenkins', /^Guarded/, 'Remove Connection…');
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'Remove the connection Guarded?' });
    await dialog.waitFor();
    await person.picture('22-revoke');
    await dialog.getByRole('button', { name: 'Remove and Revoke Token' }).click();
    await person.line('Jenkins', /^Guarded/).waitFor({ state: 'detached' });
    assert.deepEqual(
      guarded.state.users.get(dev.id)?.tokens.map(({ value }) => value),
      [dev.token],
    );
  });

  it('has left no secret in the open anywhere', () => {
    for (const secret of [dev.password, 'access-token-of-dev']) assert.deepEqual(filesWith(person.folder, secret), []);
    assert.ok(filesWith(person.folder, 'Readable').length > 0, 'names are found');
  });
});
