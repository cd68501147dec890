import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { PickItem } from '../../../cases/editor/dialogs.ts';
import type { Editor } from '../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../cases/editor/extension.ts';
import { type DemoJenkins, demoUsers, startDemoJenkins } from '../../../servers/jenkins/index.ts';
import { demoUsers as jiraUsers, startDemoJira } from '../../../servers/jira/index.ts';
import { until } from '../../fixtures/until.ts';

const { dev } = demoUsers;

describe('connections for a team', () => {
  let editor: Editor;
  let jenkins: DemoJenkins;
  let folder: string;
  const connections = () => editor.settings.get('jenkinsJira.connections') as Record<string, unknown>[];
  const isSaid = (text: RegExp) => until(() => editor.messages.some(each => text.test(each)));

  before(async () => {
    editor = await extensionEditor();
    jenkins = await startDemoJenkins({});
    folder = mkdtempSync(join(tmpdir(), 'jj-team-'));
  });
  after(async () => {
    editor.dialogs.leave();
    editor.set('jenkinsJira.connections', []);
    await jenkins.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = () => join(folder, 'team.json');

  it('are exported without a person, a secret or a path of this machine', async () => {
    editor.set('jenkinsJira.connections', [
      {
        ...{ id: 'jenkins', product: 'jenkins', name: 'CI', url: jenkins.url, proxy: 'none' },
        ...{ auth: { kind: 'apiToken', user: dev.id }, tls: { ca: '/home/dev/ca.pem' } },
      },
      {
        ...{ id: 'jira', product: 'jira', name: 'Issues', url: 'https://acme.atlassian.net', flavor: 'cloud' },
        auth: { kind: 'basic', user: jiraUsers.fred.emailAddress },
      },
    ]);
    editor.chosenFiles.push(file());
    const exporting = editor.execute('jenkinsJira.exportConnections');
    await (await editor.dialogs.nextPick()).choose('CI', 'Issues');
    await exporting;
    const text = readFileSync(file(), 'utf8');
    assert.deepEqual(JSON.parse(text).connections, [
      { product: 'jenkins', name: 'CI', url: jenkins.url, kind: 'apiToken', proxy: 'none' },
      { product: 'jira', name: 'Issues', url: 'https://acme.atlassian.net', kind: 'basic', flavor: 'cloud' },
    ]);
    for (const secret of [dev.token, dev.id, jiraUsers.fred.emailAddress, 'ca.pem']) assert.ok(!text.includes(secret));
    await isSaid(/Exported 2 connections/);
  });

  it('are imported by signing in to each as oneself', async () => {
    editor.set('jenkinsJira.connections', []);
    editor.chosenFiles.push(file());
    const importing = editor.execute('jenkinsJira.importConnections');
    await (await editor.dialogs.nextPick()).choose('CI');
    const address = await editor.dialogs.nextBox();
    assert.equal(address.value, jenkins.url);
    address.enter(address.value);
    (await editor.dialogs.nextBox()).enter(dev.id);
    (await editor.dialogs.nextBox()).enter(dev.token);
    const name = await editor.dialogs.nextBox();
    assert.equal(name.value, 'CI');
    name.enter(name.value);
    await importing;
    const [added] = connections();
    assert.deepEqual([added?.['name'], added?.['url'], added?.['proxy']], ['CI', jenkins.url, 'none']);
    assert.notEqual(added?.['id'], 'jenkins');
  });

  it('says which are left when the person stops', async () => {
    editor.set('jenkinsJira.connections', []);
    editor.chosenFiles.push(file());
    const importing = editor.execute('jenkinsJira.importConnections');
    await (await editor.dialogs.nextPick()).choose('CI', 'Issues');
    (await editor.dialogs.nextBox()).hide();
    await importing;
    await isSaid(/Not added: CI, Issues/);
    assert.deepEqual(connections(), []);
  });

  it('are exported without what a person wrote into the address of a proxy', async () => {
    const proxies = ['http://me:hidden@proxy.example:8080', 'socks5://me:hidden@proxy.example:1080', 'me:hidden@proxy'];
    editor.set(
      'jenkinsJira.connections',
      proxies.map((proxy, index) => ({
        ...{ id: `${index}`, product: 'jenkins', name: `CI ${index}`, url: jenkins.url, proxy },
        auth: { kind: 'apiToken', user: dev.id },
      })),
    );
    editor.chosenFiles.push(file());
    const exporting = editor.execute('jenkinsJira.exportConnections');
    await (await editor.dialogs.nextPick()).choose('CI 0', 'CI 1', 'CI 2');
    await exporting;
    const text = readFileSync(file(), 'utf8');
    assert.doesNotMatch(text, /hidden|me[:@]/);
    assert.deepEqual(
      JSON.parse(text).connections.map(({ proxy }: { proxy?: string }) => proxy),
      ['http://proxy.example:8080/', 'socks5://proxy.example:1080', undefined],
    );
  });

  async function importing(text: string): Promise<void> {
    editor.set('jenkinsJira.connections', []);
    writeFileSync(file(), text);
    editor.chosenFiles.push(file());
    void editor.execute('jenkinsJira.importConnections');
    await (await editor.dialogs.nextPick()).choose('CI');
  }

  it('say before the first request that their address is not encrypted', async () => {
    await importing(shared({ url: 'http://ci.example.com', proxy: `http://127.0.0.1:${new URL(jenkins.url).port}` }));
    const before = jenkins.requests.length;
    const address = await editor.dialogs.nextBox();
    address.enter(address.value);
    await until(() => address.validationMessage !== undefined);
    assert.match(JSON.stringify(address.validationMessage), /is not encrypted.*Press Enter to use it anyway/);
    assert.equal(jenkins.requests.length, before);
    address.hide();
  });

  it('begin with the way to sign in of the file', async () => {
    await importing(shared({ url: jenkins.url, kind: 'bearer' }));
    const address = await editor.dialogs.nextBox();
    address.enter(address.value);
    const way = await editor.dialogs.nextPick();
    assert.deepEqual(active(way), ['Access token']);
    way.hide();
    const jira = await startDemoJira({ flavor: 'dataCenter' });
    await importing(shared({ product: 'jira', url: jira.url, kind: 'session' }));
    const second = await editor.dialogs.nextBox();
    second.enter(second.value);
    const login = await editor.dialogs.nextPick();
    assert.deepEqual(active(login), ['User name and password, as a session']);
    login.hide();
    await jira.close();
  });

  for (const [kind, text] of [
    ['another JSON', '{"connections":[]}'],
    ['no JSON', 'hello'],
    ['a proxy with a password', shared({ proxy: 'http://me:secret@proxy.example:1' })],
    ['an address with a password', shared({ url: 'https://me:secret@ci.example.com' })],
    ['another product', shared({ product: 'bitbucket' })],
  ] as const) {
    it(`takes nothing from a file with ${kind}`, async () => {
      editor.messages.length = 0;
      writeFileSync(file(), text);
      editor.chosenFiles.push(file());
      await editor.execute('jenkinsJira.importConnections');
      await isSaid(/Could not import .* It contains no connections/);
      assert.equal(editor.dialogs.count, 0);
    });
  }
});

function active(pick: object): unknown {
  return (pick as { activeItems?: readonly PickItem[] }).activeItems?.map(({ label }) => label);
}

function shared(odd: object): string {
  const connection = { product: 'jenkins', name: 'CI', url: 'https://ci.example.com', kind: 'apiToken', ...odd };
  return JSON.stringify({ format: 'jenkins-jira-connections', version: 1, connections: [connection] });
}
