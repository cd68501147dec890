import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { selfSigned } from '../servers/wire/certificates.ts';
import { startServer, type TestServer } from '../servers/wire/httpServer.ts';
import { startHttpProxy, type TestProxy } from '../servers/wire/proxies.ts';
import { relayTo } from '../servers/wire/relay.ts';
import { activate, askJenkins, demoJenkins, until } from './demo.ts';
import { Person } from './person.ts';

describe('an address that is typed', () => {
  const run = (command: string, ...given: unknown[]) =>
    vscode.commands.executeCommand(`jenkinsJira.${command}`, ...given);
  const setting = () => vscode.workspace.getConfiguration();
  const added = (name: string) =>
    (setting().get<{ id: string; name: string; url: string }[]>('jenkinsJira.connections') ?? []).find(
      each => each.name === name,
    );
  const port = () => Number(new URL(demoJenkins().url).port);
  let original: unknown;
  let person: Person;
  let secure: TestServer;
  let proxy: TestProxy;

  before(async () => {
    await activate();
    original = setting().inspect('jenkinsJira.connections')?.globalValue;
    secure = await startServer(relayTo(port()), await selfSigned(['127.0.0.1']));
    const here = { host: '127.0.0.1', port: port() };
    proxy = await startHttpProxy({ names: { 'ci.company.example': here, 'ci.other.example': here } });
    await setting().update('http.proxy', `http://127.0.0.1:${proxy.port}`, vscode.ConfigurationTarget.Global);
  });
  beforeEach(() => {
    person = new Person();
    void run('addConnection', 'jenkins');
  });
  afterEach(() => person.leave());
  after(async () => {
    await setting().update('http.proxy', undefined, vscode.ConfigurationTarget.Global);
    await setting().update('jenkinsJira.connections', original, vscode.ConfigurationTarget.Global);
    await Promise.all([secure.close(), proxy.close()]);
  });

  const address = /address of your Jenkins/;
  const nextBuild = async () =>
    ((await askJenkins('/job/hello/api/json?tree=nextBuildNumber')) as { nextBuildNumber: number }).nextBuildNumber;

  async function goesOn(name: string, url: string): Promise<void> {
    await person.enter(/user name/, demoJenkins().user);
    await person.enter(/Your API token/, demoJenkins().secret);
    await person.enter(/Display name/, name);
    await person.message(new RegExp(`Connected ${name}`));
    assert.equal(added(name)?.url, url);
    const before = await nextBuild();
    await run('startBuild', { connection: added(name)?.id, job: 'hello' });
    await until('the build', async () => ((await nextBuild()) > before ? true : undefined));
  }

  it('with https for a port of http is put right on Enter, and no certificate is asked about', async () => {
    const { url } = demoJenkins();
    await person.enter(address, url.replace('http:', 'https:'));
    await person.problem(/127\.0\.0\.1:\d+ uses http on this port, not https\. Press Enter to use http:/);
    assert.equal(await person.textIn(address), url);
    assert.doesNotMatch(person.told.join(), /certificate/);
    await person.confirm(address);
    await goesOn('Mixed up', url);
  });

  it('with http for a port of https is put right, and its certificate is asked about then', async () => {
    await person.enter(address, secure.origin.replace('https:', 'http:'));
    await person.problem(/uses https on this port\. Press Enter to use https:/);
    assert.doesNotMatch(person.told.join(), /certificate/);
    person.buttons.push('Trust This Certificate');
    await person.confirm(address);
    await goesOn('Mixed up securely', secure.origin);
  });

  it('without encryption is said to be so once, before anything is sent there', async () => {
    await person.enter(address, 'http://ci.company.example');
    await person.problem(/is not encrypted: your token can be read on its way to ci\.company\.example\. Press Enter/);
    assert.deepEqual(proxy.asked, []);
    await person.confirm(address);
    await goesOn('In the open', 'http://ci.company.example');
  });

  it('that leads from https to http, or to another host, is told so in its words', async () => {
    const moved = (to: string) => {
      secure.handle = (req, res) => res.writeHead(301, { location: `${to}${req.url}` }).end();
    };
    moved('http://ci.company.example/ci');
    person.buttons.push('Trust This Certificate');
    await person.enter(address, secure.origin);
    await person.problem(/leads to another host: http:\/\/ci\.company\.example\/ci\. Make sure.*is not encrypted/);
    moved('https://127.0.0.1:1/ci');
    await person.enter(address, secure.origin);
    await person.problem(/The server has moved to https:\/\/127\.0\.0\.1:1\/ci\. Press Enter/);
    person.hideAll();
    secure.handle = relayTo(port());
  });

  it('is asked about again where a server has moved without encryption', async () => {
    person.hideAll();
    const id = added('Mixed up securely')?.id;
    const changed = run('updateAddress', id, 'http://ci.other.example');
    const told = await person.message(/Use http:\/\/ci\.other\.example for Mixed up securely\?/);
    assert.match(told, /leads to another host.*is not encrypted/);
    await changed;
    assert.equal(added('Mixed up securely')?.url, secure.origin, 'nobody agreed');
    assert.ok(proxy.asked.every(request => !request.includes('ci.other.example')));
  });
});
