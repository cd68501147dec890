import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { type DemoServers, startDemoServers } from '../demo/servers.ts';
import { demoUsers } from '../servers/jenkins/index.ts';
import { selfSigned, TestAuthority } from '../servers/wire/certificates.ts';
import { Fault, type FaultInjector, startFaultInjector } from '../servers/wire/faultInjector.ts';
import { startServer, type TestServer } from '../servers/wire/httpServer.ts';
import { startHttpProxy, type TestProxy } from '../servers/wire/proxies.ts';
import { relayTo } from '../servers/wire/relay.ts';
import { choosePath } from './fileDialog.ts';
import { Workbench } from './workbench.ts';

describe('a person in a company’s network', () => {
  let person: Workbench;
  let demo: DemoServers;
  let secure: TestServer;
  let internal: TestServer;
  let atlassian: TestServer;
  let authorityFile: string;
  let faulty: FaultInjector;
  let proxy: TestProxy;
  let fingerprint: string;
  const { dev } = demoUsers;

  before(async () => {
    demo = await startDemoServers({ pace: 4 });
    const port = Number(new URL(demo.jenkins.url).port);
    const identity = await selfSigned(['localhost', '127.0.0.1']);
    fingerprint = identity.fingerprint;
    const authority = await TestAuthority.create('Company CA');
    const vouched = await authority.issue({ names: ['127.0.0.1'] });
    secure = await startServer(relayTo(port), { cert: identity.cert, key: identity.key });
    internal = await startServer(relayTo(port), { cert: vouched.cert, key: vouched.key });
    faulty = await startFaultInjector({ port });
    const cloud = await authority.issue({ names: ['acme.atlassian.net', 'api.atlassian.com'] });
    atlassian = await startServer(relayTo(Number(new URL(demo.jira.url).port)), { cert: cloud.cert, key: cloud.key });
    const onCloud = { host: '127.0.0.1', port: atlassian.port };
    const names = { 'acme.atlassian.net': onCloud, 'api.atlassian.com': onCloud };
    proxy = await startHttpProxy({ names: { ...names, 'ci.company.example': { host: '127.0.0.1', port } } });
    person = await Workbench.launch({
      // Nothing but what the person does takes a fault that waits for it.
      settings: {
        'jenkinsJira.pollingSeconds': 0,
        'http.proxy': `http://127.0.0.1:${proxy.port}`,
        'workbench.hover.delay': 100,
      },
    });
    authorityFile = join(person.folder, 'company-ca.pem');
    writeFileSync(authorityFile, authority.cert);
    await person.openViews();
  });
  after(async () => {
    await person?.leave();
    await Promise.all([demo, secure, internal, atlassian, faulty].map(each => each.close()));
  });
  afterEach(async function () {
    await person.endStep(this.currentTest);
  });

  async function connect(url: string, name: string): Promise<void> {
    await person.answer('Your user name', dev.id);
    await person.answer('Your API token', dev.token);
    await person.answer('Display name', name);
    await person.toast(new RegExp(`Connected ${name}`)).waitFor();
    await person.line('Jenkins', new RegExp(`^${name}.*2\\.\\d+`)).waitFor();
    assert.ok(settings()['jenkinsJira.connections'].some((each: { url: string }) => each.url === url));
  }

  async function giveAuthority(): Promise<void> {
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'could not be verified' });
    await dialog.filter({ hasText: 'CN=Company CA' }).waitFor();
    await dialog.getByRole('button', { name: 'Choose Authority File…' }).click();
    await person.asked('Choose the Authority File');
    await choosePath(person, authorityFile, 'Choose');
  }

  function connectionNamed(wanted: string): { proxy?: string } {
    return settings()['jenkinsJira.connections'].find(({ name }: { name: string }) => name === wanted);
  }

  function settings() {
    return JSON.parse(readFileSync(join(person.folder, 'user/User/settings.json'), 'utf8'));
  }

  it('is shown a certificate that cannot be verified, and trusts just that one', async () => {
    await person.page.getByRole('button', { name: 'Add Jenkins Connection', exact: true }).click();
    await person.answer('The address of your Jenkins', secure.origin);
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'could not be verified' });
    await dialog.filter({ hasText: fingerprint }).waitFor();
    await dialog.filter({ hasText: 'O=Self Service' }).waitFor();
    await person.picture('5-certificate');
    assert.equal(secure.requests.length, 0, 'nothing was asked before it was trusted');
    await dialog.getByRole('button', { name: 'Trust This Certificate' }).click();
    await connect(secure.origin, 'Secure');
    assert.doesNotMatch(JSON.stringify(settings()), new RegExp(fingerprint), 'which may be synced');
  });

  it('goes through the proxy of the settings, and sees that it does', async () => {
    await person.command('Jenkins & Jira: Add Connection…');
    await person.choose('Jenkins');
    await person.answer('The address of your Jenkins', 'http://ci.company.example/job/hello/1/console');
    await person.problem(/link to a page/);
    assert.equal(await person.input.inputValue(), 'http://ci.company.example');
    await person.page.keyboard.press('Enter');
    await person.problem(/is not encrypted: your token can be read on its way/);
    await person.page.keyboard.press('Enter');
    await connect('http://ci.company.example', 'Company');
    assert.ok(proxy.asked.length > 0);
    await person.line('Jenkins', /^Company/).hover();
    await person.page
      .locator('.monaco-hover:visible')
      .filter({ hasText: `through http://127.0.0.1:${proxy.port} (set in the editor)` })
      .waitFor();
    await person.picture('5-proxy');
  });

  it('gives the file of the company’s own authority', async () => {
    for (const name of [/^Secure/, /^Company/]) await person.collapse('Jenkins', name);
    await person.command('Jenkins & Jira: Add Connection…');
    await person.choose('Jenkins');
    await person.answer('The address of your Jenkins', internal.origin);
    await giveAuthority();
    await connect(internal.origin, 'Internal');
    await person.collapse('Jenkins', /^Internal/);
  });

  it('adds a site of Jira Cloud with a scoped token, which only Atlassian’s gateway takes', async () => {
    const fred = demo.jira.state.user('fred');
    assert.ok(fred);
    fred.scopedToken = true;
    await person.command('Jenkins & Jira: Add Connection…');
    await person.choose('Jira');
    await person.answer('The address of your Jira', 'https://acme.atlassian.net/browse/PAY-431');
    await person.problem(/link to a page/);
    await person.page.keyboard.press('Enter');
    await giveAuthority();
    await person.answer('email address', fred.emailAddress);
    await person.answer('Your API token', fred.apiToken);
    await person.answer('Display name', 'Acme');
    await person.toast(/Connected Acme: Jira Cloud, signed in as .* through Atlassian’s gateway/).waitFor();
    await person.line('Jira', /^PAY-/).waitFor();
    await person.picture('22-scoped');
    const refused = demo.jira.requests.filter(({ status }) => status === 401);
    assert.deepEqual(
      refused.map(({ path }) => path),
      ['/rest/api/2/serverInfo'],
    );
    await person.closeToasts();
    await person.inlineAction('Jira', /^PAY-431/, 'Add Comment…');
    await person.tab('Comment on PAY-431').waitFor();
    await person.type('Through the gateway');
    await person.command('Jira: Post Comment');
    await person.toast(/posted on PAY-431/).waitFor();
    const posted = demo.jira.requests.filter(({ method, path }) => method === 'POST' && path.includes('/comment'));
    assert.deepEqual(
      posted.map(({ path, status }) => [path.startsWith('/ex/jira/'), status]),
      [[true, 201]],
    );
    await person.closeToasts();
  });

  it('gives one connection another proxy, and none', async () => {
    const edit = async (proxy: string) => {
      await person.contextAction('Jenkins', /^Company/, 'Edit Connection…');
      await person.choose(/^Network/);
      await person.choose(/^Proxy/);
      await person.answer('Proxy for this connection', proxy);
    };
    await edit('nonsense');
    await person.problem(/Enter a proxy such as/);
    await person.retry('http://me:s3cret@proxy.example:8080');
    await person.problem(/Remove the password/);
    await person.retry('none');
    // Without the proxy the name is not known, so the connection stays as it was.
    await person.toast(/Could not change Company\. Nothing was changed.*could not be found/).waitFor();
    assert.equal(connectionNamed('Company').proxy, undefined);
    await person.closeToasts();
    await edit(`http://127.0.0.1:${proxy.port}`);
    await person.toast(/Connected Company/).waitFor();
    assert.equal(connectionNamed('Company').proxy, `http://127.0.0.1:${proxy.port}`);
    await person.closeToasts();
  });

  it('learns that a build was started although the answer was lost', async () => {
    const url = `http://127.0.0.1:${faulty.port}`;
    for (const name of [/^Secure/, /^Company/, /^Internal/]) await person.collapse('Jenkins', name);
    await person.command('Jenkins & Jira: Add Connection…');
    await person.choose('Jenkins');
    await person.answer('The address of your Jenkins', url);
    await connect(url, 'Shaky');
    await person.closeToasts();
    await person.command('Jenkins: Start Build…');
    await person.input.fill('hello shaky');
    const before = demo.jenkins.state.job('hello').nextBuildNumber;
    await person.page.getByRole('option', { name: /^hello.*Shaky/ }).waitFor();
    faulty.spoil(/^POST .*\/job\/hello\/build/, Fault.resetAfter);
    await person.choose(/^hello.*Shaky/);
    await person.toast(/hello was started\. The response was lost, but the server shows it/).waitFor();
    await person.picture('5-lost-answer');
    await person.statusBar(/hello #\d+/).waitFor();
    assert.equal(demo.jenkins.state.job('hello').nextBuildNumber, before + 1);
  });

  it('learns that a build was not started when it was not', async () => {
    await person.closeToasts();
    const before = demo.jenkins.state.job('fails').nextBuildNumber;
    faulty.spoil(/^POST .*\/job\/fails\/build/, Fault.resetBefore);
    await person.inlineAction('Jenkins', /^fails/, 'Start Build…');
    await person
      .toast(/Could not start fails on Shaky\. The response was lost, and nothing .* shows .* Try again\./)
      .waitFor();
    assert.equal(demo.jenkins.state.job('fails').nextBuildNumber, before);
    await person.closeToasts();
  });

  it('waits for a Jenkins that is starting, and is told so', async () => {
    demo.jenkins.state.startup = 'preparing';
    await person.command('Jenkins & Jira: Refresh');
    const message = person.page.getByText('Jenkins is starting on Shaky. Waiting for it…');
    await message.waitFor();
    await person.picture('5-starting');
    demo.jenkins.state.startup = 'ready';
    await message.waitFor({ state: 'hidden' });
    await person.line('Jenkins', /^hello/).waitFor();
  });

  it('is told when the proxy is the trouble', async () => {
    const { port } = proxy;
    await proxy.close();
    await person.collapse('Jenkins', /^Shaky/);
    await person.expand('Jenkins', /^Company/);
    await person.command('Jenkins & Jira: Refresh');
    await person.line('Jenkins', new RegExp(`The proxy http://127.0.0.1:${port} cannot be reached`)).waitFor();
  });
});
