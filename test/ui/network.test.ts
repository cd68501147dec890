import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { type DemoServers, startDemoServers } from '../demo/servers.ts';
import { demoUsers } from '../servers/jenkins/index.ts';
import { selfSigned } from '../servers/wire/certificates.ts';
import { Fault, type FaultInjector, startFaultInjector } from '../servers/wire/faultInjector.ts';
import { startServer, type TestServer } from '../servers/wire/httpServer.ts';
import { startHttpProxy, type TestProxy } from '../servers/wire/proxies.ts';
import { Person } from './person.ts';

describe('a person in a company’s network', function () {
  this.bail(true); // each step stands on the one before
  let person: Person;
  let demo: DemoServers;
  let secure: TestServer;
  let faulty: FaultInjector;
  let proxy: TestProxy;
  let fingerprint: string;
  const { dev } = demoUsers;

  before(async () => {
    demo = await startDemoServers({ pace: 4 });
    const port = Number(new URL(demo.jenkins.url).port);
    const identity = await selfSigned(['localhost', '127.0.0.1']);
    fingerprint = identity.fingerprint;
    secure = await startServer(
      (req, res) => {
        const { method, url, headers } = req;
        const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, answer => {
          res.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(res);
        });
        req.pipe(onward);
      },
      { cert: identity.cert, key: identity.key },
    );
    faulty = await startFaultInjector({ port });
    proxy = await startHttpProxy({ names: { 'ci.company.example': { host: '127.0.0.1', port } } });
    person = await Person.sitDown({
      settings: { 'http.proxy': `http://127.0.0.1:${proxy.port}`, 'workbench.hover.delay': 100 },
    });
    await person.openViews();
  });
  after(async () => {
    await person?.leave();
    await Promise.all([demo, secure, faulty].map(each => each.close()));
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await person.picture('failed');
  });

  async function connect(url: string, name: string): Promise<void> {
    await person.answer('Your user name there', dev.id);
    await person.answer('Your API token', dev.token);
    await person.answer('What to call it', name);
    await person.toast(new RegExp(`Connected ${name}`)).waitFor();
    await person.line('Jenkins', new RegExp(`^${name}.*2\\.\\d+`)).waitFor();
    assert.ok(settings()['jenkinsJira.connections'].some((each: { url: string }) => each.url === url));
  }

  function settings() {
    return JSON.parse(readFileSync(join(person.folder, 'user/User/settings.json'), 'utf8'));
  }

  it('is shown a certificate that cannot be verified, and trusts just that one', async () => {
    await person.page.getByRole('button', { name: 'Add Jenkins Connection' }).click();
    await person.answer('The address of your Jenkins', secure.origin);
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'could not be verified' });
    await dialog.filter({ hasText: fingerprint }).waitFor();
    await dialog.filter({ hasText: 'O=Self Service' }).waitFor();
    await person.picture('5-certificate');
    assert.equal(secure.requests.length, 0, 'nothing was asked before it was trusted');
    await dialog.getByRole('button', { name: 'Trust This Certificate' }).click();
    await connect(secure.origin, 'Secure');
    assert.equal(settings()['jenkinsJira.connections'][0].tls.pinnedFingerprint, fingerprint);
  });

  it('goes through the proxy of the settings, and sees that it does', async () => {
    await person.command('Jenkins & Jira: Add Connection…');
    await person.choose('Jenkins');
    await person.answer('The address of your Jenkins', 'http://ci.company.example/job/hello/1/console');
    await person.problem(/address of a page inside/);
    assert.equal(await person.input.inputValue(), 'http://ci.company.example');
    await person.page.keyboard.press('Enter');
    await connect('http://ci.company.example', 'Company');
    assert.ok(proxy.asked.length > 0);
    await person.line('Jenkins', /^Company/).hover();
    await person.page
      .locator('.monaco-hover:visible')
      .filter({ hasText: `through http://127.0.0.1:${proxy.port}, as the editor’s settings say` })
      .waitFor();
    await person.picture('5-proxy');
  });

  it('learns that a build was started although the answer was lost', async () => {
    const url = `http://127.0.0.1:${faulty.port}`;
    for (const name of [/^Secure/, /^Company/]) await person.collapse('Jenkins', name);
    await person.command('Jenkins & Jira: Add Connection…');
    await person.choose('Jenkins');
    await person.answer('The address of your Jenkins', url);
    await connect(url, 'Shaky');
    await person.closeToasts();
    await person.command('Jenkins: Start Build…');
    await person.choose(/^Shaky/);
    const before = demo.jenkins.state.job('hello').nextBuildNumber;
    await person.page.getByRole('option', { name: /^hello/ }).waitFor();
    // The parameters and what there was before are read first, then comes the start.
    faulty.schedule([Fault.none, Fault.none, Fault.resetAfter]);
    await person.choose(/^hello/);
    await person.toast(/The answer was lost, but hello was started/).waitFor();
    await person.picture('5-lost-answer');
    await person.statusBar(/hello #\d+/).waitFor();
    assert.equal(demo.jenkins.state.job('hello').nextBuildNumber, before + 1);
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
    await person.line('Jenkins', `The proxy http://127.0.0.1:${port} cannot be reached.`).waitFor();
  });
});
