import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { TestAuthority } from '../servers/wire/certificates.ts';
import { type Handler, startServer, type TestServer } from '../servers/wire/httpServer.ts';
import { relayTo } from '../servers/wire/relay.ts';
import { activate, askJenkins, demoJenkins, until } from './demo.ts';
import { Person } from './person.ts';

describe('the certificates of a connection', () => {
  const run = (command: string, ...given: unknown[]) =>
    vscode.commands.executeCommand(`jenkinsJira.${command}`, ...given);
  const setting = () => vscode.workspace.getConfiguration('jenkinsJira');
  const list = () => setting().get<{ id: string; name: string; tls?: unknown }[]>('connections') ?? [];
  const added = (name: string) => list().find(each => each.name === name);
  const shown: string[] = [];
  let files: vscode.Uri[] = [];
  const realDialog = vscode.window.showOpenDialog;
  let original: unknown;
  let person: Person;
  let folder: string;
  let server: TestServer;
  let moved: TestServer;
  let ca: string;
  let cert: string;
  let key: string;

  before(async () => {
    await activate();
    original = setting().inspect('connections')?.globalValue;
    folder = mkdtempSync(join(tmpdir(), 'jj-certificates-'));
    const authority = await TestAuthority.create('Company');
    const client = await authority.issue({ names: ['me'], forClients: true });
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    ca = file('company-ca.pem', authority.cert);
    cert = file('me.pem', client.cert);
    key = file('me.key', client.key);
    const handOn = relayTo(Number(new URL(demoJenkins().url).port));
    // A person chooses one file after the other.
    Object.assign(vscode.window, { showOpenDialog: async () => files.splice(0, 1) });
    const answer: Handler = (req, res) => {
      const { subject } = (req.socket as TLSSocket).getPeerCertificate();
      shown.push(String(subject?.CN ?? ''));
      // As nginx does.
      if (subject?.CN === 'me') return handOn(req, res);
      res
        .writeHead(400, { 'content-type': 'text/html' })
        .end('<html><head><title>400 No required SSL certificate was sent</title></head></html>');
    };
    const options = {
      ...(await authority.issue({ names: ['localhost'] })),
      ...{ ca: authority.cert, requestCert: true, rejectUnauthorized: false },
    };
    server = await startServer(answer, options);
    moved = await startServer(answer, options);
    person = new Person();
  });
  after(async () => {
    person.leave();
    await setting().update('connections', original, vscode.ConfigurationTarget.Global);
    Object.assign(vscode.window, { showOpenDialog: realDialog });
    await Promise.all([server.close(), moved.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => void person.told.splice(0));

  const url = () => `https://localhost:${server.port}`;
  const nextBuild = async (job: string) =>
    ((await askJenkins(`/job/${job}/api/json?tree=nextBuildNumber`)) as { nextBuildNumber: number }).nextBuildNumber;

  async function startsBuild(name: string, job = 'hello'): Promise<void> {
    const before = await nextBuild(job);
    await run('startBuild', { connection: added(name)?.id, job });
    await until('the build', async () => ((await nextBuild(job)) > before ? true : undefined));
  }

  it('are chosen while adding, where the server asks for one', async () => {
    files = [ca, cert, key].map(path => vscode.Uri.file(path));
    person.buttons.push('Choose Authority File…', 'Choose Client Certificate');
    void run('addConnection', 'jenkins');
    await person.enter(/address of your Jenkins/, url());
    await person.message(/400 No required SSL certificate was sent/);
    await person.enter(/[Pp]assphrase of the certificate/, '');
    await person.enter(/user name/, demoJenkins().user);
    await person.enter(/Your API token/, demoJenkins().secret);
    await person.enter(/Display name/, 'Shown');
    await person.message(/Connected Shown/);
    await startsBuild('Shown');
    assert.equal(shown.at(-1), 'me');
    assert.equal(added('Shown')?.tls, undefined);
  });

  it('are chosen before the address is typed', async () => {
    files = [cert, key, ca].map(path => vscode.Uri.file(path));
    person.buttons.push('Choose Authority File…');
    shown.splice(0);
    void run('addConnection', 'jenkins');
    await person.press(/address of your Jenkins/, 'Choose Client Certificate');
    await person.enter(/[Pp]assphrase of the certificate/, '');
    await person.enter(/address of your Jenkins/, url());
    await person.box(/user name/);
    assert.equal(shown.at(-1), 'me');
    person.hideAll();
  });

  it('are shown to another address only when that is agreed to', async () => {
    const requests = () => moved.requests.length;
    const to = `https://localhost:${moved.port}`;
    void run('editConnection', added('Shown')?.id);
    await person.choose(/^Address/);
    await person.enter(/address of your Jenkins/, to);
    const passphrase = /Passphrase of me\.pem, to show this certificate to localhost:\d+ too/;
    await person.box(passphrase);
    assert.equal(requests(), 0);
    await person.enter(passphrase, '');
    await person.enter(/token or password for/, demoJenkins().secret);
    await person.message(/Connected Shown/);
    // The same start again would be taken for a double click.
    await startsBuild('Shown', 'fails');
    assert.ok(requests() > 0);
  });

  it('are taken out of the settings, where older versions kept their paths', async () => {
    const auth = { kind: 'apiToken', user: demoJenkins().user };
    const old = { id: 'old-paths', product: 'jenkins', name: 'Old paths', url: url(), auth };
    const elsewhere = { ...old, id: 'elsewhere', name: 'Elsewhere', tls: { ca: '/on/another/machine.pem' } };
    const all = [...list(), { ...old, tls: { ca, cert, key } }, elsewhere];
    await setting().update('connections', all, vscode.ConfigurationTarget.Global);
    await until('the settings', () => (added('Old paths') && !added('Old paths')?.tls ? true : undefined));
    // From here on the content counts.
    for (const file of [ca, cert, key]) rmSync(file);
    void run('replaceToken', 'old-paths');
    await person.enter(/token or password for/, demoJenkins().secret);
    await person.message(/Connected Old paths/);
    await startsBuild('Old paths');
    assert.equal(shown.at(-1), 'me');
    assert.deepEqual(added('Elsewhere')?.tls, { ca: '/on/another/machine.pem' }, 'nothing of it is lost');
    assert.doesNotMatch(
      JSON.stringify(list().filter(({ id }) => id === 'old-paths')),
      /PRIVATE KEY|company-ca|me\.pem/,
    );
  });
});
