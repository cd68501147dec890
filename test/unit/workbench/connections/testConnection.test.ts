import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { Editor } from '../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../cases/editor/extension.ts';
import { type DemoJenkins, demoUsers, startDemoJenkins } from '../../../servers/jenkins/index.ts';
import { until } from '../../fixtures/until.ts';

describe('Test Connection', () => {
  let editor: Editor;
  let jenkins: DemoJenkins;
  const connect = (id: string, user: string) =>
    editor.set('jenkinsJira.connections', [
      { id, product: 'jenkins', name: 'CI', url: jenkins.url, auth: { kind: 'apiToken', user } },
    ]);
  const test = (id = 'jenkins') => editor.execute('jenkinsJira.testConnection', { connection: { id } });
  const said = (text: RegExp) => until(() => editor.messages.some(each => text.test(each)));

  before(async () => {
    editor = await extensionEditor();
    jenkins = await startDemoJenkins({});
  });
  beforeEach(() => {
    editor.messages.length = 0;
  });
  after(async () => {
    editor.set('jenkinsJira.connections', []);
    await jenkins.close();
  });

  it('says the server, the login and the way to it', async () => {
    connect('jenkins', demoUsers.dev.id);
    await test();
    await said(/^CI works \(\d+ ms\): Jenkins 2\.\d+, signed in as .*\(dev\) with an API token\. Network: .+\.$/);
  });

  it('says why a login is refused', async () => {
    connect('jenkins', 'nobody');
    await test();
    await said(/^CI does not work\. The user or the token was refused\. Check the user name and replace the token\./);
  });

  it('needs no secret where nobody signs in', async () => {
    const open = await startDemoJenkins({});
    open.state.turnSecurityOff();
    editor.set('jenkinsJira.connections', [
      { id: 'open', product: 'jenkins', name: 'Open', url: open.url, auth: { kind: 'anonymous' } },
    ]);
    try {
      await test('open');
      await said(/^Open works \(\d+ ms\): Jenkins 2\.\d+\. Its security is disabled/);
    } finally {
      await open.close();
    }
  });

  it('says that no secret is stored, and asks nothing', async () => {
    connect('fresh', demoUsers.dev.id);
    const before = jenkins.requests.length;
    await test('fresh');
    await said(/^CI does not work\. No token is stored for this connection\. Enter the token\./);
    assert.equal(jenkins.requests.slice(before).filter(({ path }) => path.includes('whoAmI')).length, 0);
  });
});
