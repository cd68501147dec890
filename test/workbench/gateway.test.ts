import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { GatewayRefusal, gatewayCookie, type SsoGateway, startSsoGateway } from '../servers/wire/ssoGateway.ts';
import { activate, askJenkins, askJira, demoJenkins, demoJira, until } from './demo.ts';
import { Person } from './person.ts';
import { filesIn, tracesIn } from './secrets/traces.ts';

describe('a server behind a sign-on gateway', () => {
  const run = (command: string, ...given: unknown[]) =>
    vscode.commands.executeCommand(`jenkinsJira.${command}`, ...given);
  const setting = () => vscode.workspace.getConfiguration('jenkinsJira');
  const connections = () => setting().get<{ id: string; name: string; headerNames?: string[] }[]>('connections') ?? [];
  const added = (name: string) => connections().find(each => each.name === name);
  const gatewayTo = ({ url }: { url: string }, refusal?: GatewayRefusal) =>
    startSsoGateway({ port: Number(new URL(url).port), ...(refusal && { refusal }) });
  const nextBuild = async (job: string) =>
    ((await askJenkins(`/job/${job}/api/json?tree=nextBuildNumber`)) as { nextBuildNumber: number }).nextBuildNumber;
  const cookies: string[] = [];
  let original: unknown;
  let person: Person;
  let toJenkins: SsoGateway;
  let toJira: SsoGateway;

  before(async () => {
    await activate();
    original = setting().inspect('connections')?.globalValue;
    toJenkins = await gatewayTo(demoJenkins());
    toJira = await gatewayTo(demoJira(), GatewayRefusal.unauthorized);
    person = new Person();
  });
  after(async () => {
    person.leave();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await setting().update('connections', original, vscode.ConfigurationTarget.Global);
    await Promise.all([toJenkins, toJira].map(each => each.close()));
  });
  const allTold: string[] = [];
  afterEach(() => void allTold.push(...person.told.splice(0)));

  function signIn(gateway: SsoGateway): string {
    const value = gateway.signIn();
    cookies.push(value);
    return value;
  }

  async function startsBuild(name: string, job: string): Promise<void> {
    const before = await nextBuild(job);
    await run('startBuild', { connection: added(name)?.id, job });
    await until('the build', async () => ((await nextBuild(job)) > before ? true : undefined));
  }

  it('is added by the gateway’s cookie, and starts a build', async () => {
    void run('addConnection', 'jenkins');
    await person.enter(/address of your Jenkins/, toJenkins.url);
    await person.choose(/User name with API token/);
    await person.enter(/user name/, demoJenkins().user);
    await person.enter(/Your API token/, demoJenkins().secret);
    await person.problem(/redirects to another address.*If it is a sign-on gateway, add its cookie with the button/);
    const add = async (text: string) => {
      await person.press(/Your API token/, 'Add Gateway Cookie or Header');
      await person.enter(/cookie as name=value.*Sign in to 127\.0\.0\.1.*developer tools \(F12\)/, text);
    };
    await add('Authorization: Basic abcd');
    await person.problem(/Authorization is set by the extension itself/);
    await person.enter(/cookie as name=value/, 'SSO_SESSION=stale-value');
    await person.confirm(/Your API token/);
    await person.problem(/cookie or header that you added was not accepted/);
    await add(`${gatewayCookie}=${signIn(toJenkins)}`);
    await person.confirm(/Your API token/);
    await person.enter(/Display name/, 'Guarded');
    await person.message(/Connected Guarded: Jenkins 2\.\d+.*API token/);
    assert.deepEqual(added('Guarded')?.headerNames, [`Cookie ${gatewayCookie}`]);
    await startsBuild('Guarded', 'hello');
  });

  it('tells that the cookie has expired, and starts the build with a new one', async () => {
    toJenkins.expire();
    person.buttons.push('Replace Gateway Cookie');
    // It may be the build of before whose end cannot be read any more.
    void run('startBuild', { connection: added('Guarded')?.id, job: 'fails' });
    await person.message(
      /gateway in front of 127\.0\.0\.1:\d+ requires a login: its cookie or header has expired.*copy the new/,
    );
    await person.enter(/New value of Cookie SSO_SESSION/, signIn(toJenkins));
    await person.message(/Connected Guarded/);
    await startsBuild('Guarded', 'fails');
  });

  it('is a Jira that is asked for its cookie already at the address, and gets a comment', async () => {
    void run('addConnection', 'jira');
    await person.press(/address of your Jira/, 'Add Gateway Cookie or Header');
    await person.enter(/cookie as name=value/, `Cookie: ${gatewayCookie}=${signIn(toJira)}`);
    await person.enter(/address of your Jira/, toJira.url);
    await person.enter(/[Ee]mail address/, demoJira().user);
    await person.enter(/Your API token/, demoJira().secret);
    await person.enter(/Display name/, 'Guarded issues');
    await person.message(/Connected Guarded issues: Jira Cloud/);
    const text = 'Said through the gateway.';
    await run('addComment', { connection: { id: added('Guarded issues')?.id }, key: 'PAY-431' });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), text));
    await run('postComment', editor.document.uri);
    const comments = () => askJira('/rest/api/3/issue/PAY-431/comment');
    await until('the comment', async () => JSON.stringify(await comments()).includes(text) || undefined);
    assert.ok(toJira.requests.some(({ method, url }) => method === 'POST' && url.endsWith('/PAY-431/comment')));
  });

  it('gets another cookie, and none, by Edit Connection', async () => {
    const id = added('Guarded issues')?.id;
    void run('editConnection', id);
    await person.choose(/^Network/);
    await person.choose(/^Gateway cookies and headers/);
    await person.choose(/^Add a cookie/);
    await person.enter(/cookie as name=value/, 'X-Team: payments');
    await person.message(/Connected Guarded issues/);
    assert.deepEqual(added('Guarded issues')?.headerNames, ['X-Team', `Cookie ${gatewayCookie}`]);
    assert.equal(toJira.requests.at(-1)?.headers['x-team'], 'payments');
    person.told.splice(0);
    void run('editConnection', id);
    await person.choose(/^Network/);
    await person.choose(/^Gateway cookies and headers/);
    await person.choose(/^Remove Cookie SSO_SESSION/);
    await person.message(/Could not change Guarded issues\. Nothing was changed\. The sign-on gateway in front/);
    assert.equal(added('Guarded issues')?.headerNames?.length, 2);
  });

  it('is asked for neither token nor cookie where its address stays on its server', async () => {
    void run('editConnection', added('Guarded')?.id);
    await person.choose(/^Address/);
    await person.enter(/address of your Jenkins/, `${toJenkins.url}/job/hello/`);
    await person.problem(/link to a page/);
    await person.confirm(/address of your Jenkins/);
    await person.message(/Connected Guarded: Jenkins/);
    assert.deepEqual(added('Guarded')?.headerNames, [`Cookie ${gatewayCookie}`]);
  });

  it('does not get its cookie to another address', async () => {
    const other = await gatewayTo(demoJenkins());
    try {
      void run('editConnection', added('Guarded')?.id);
      await person.choose(/^Address/);
      await person.enter(/address of your Jenkins/, other.url);
      await person.enter(/token or password for/, demoJenkins().secret);
      await person.problem(/If it is a sign-on gateway/);
      assert.ok(other.requests.length > 0);
      for (const { headers } of other.requests) assert.equal(headers.cookie, undefined);
    } finally {
      person.hideAll();
      await other.close();
    }
  });

  it('leaves no value of a cookie anywhere but in the secret storage', async () => {
    const folder = process.env['DEMO_USER_DATA'] ?? '';
    const secrets = cookies.map(secret => ({ secret, user: 'nobody' }));
    assert.ok(secrets.length >= 3);
    assert.notDeepEqual(tracesIn([['wire', JSON.stringify(toJenkins.requests)]], secrets), []);
    assert.deepEqual(tracesIn(filesIn(folder), secrets), []);
    assert.deepEqual(tracesIn([['messages', allTold.join('\n')]], secrets), []);
    assert.ok(allTold.length > 0);
    assert.deepEqual(
      [toJenkins, toJira].flatMap(({ signOn }) => signOn.requests),
      [],
    );
  });
});
