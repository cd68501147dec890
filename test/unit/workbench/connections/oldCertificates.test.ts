import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Editor } from '../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../cases/editor/extension.ts';
import { until } from '../../fixtures/until.ts';

describe('paths of certificates in the settings', () => {
  let editor: Editor;
  const connections = () => editor.settings.get('jenkinsJira.connections') as Record<string, unknown>[];
  const connect = (tls: object) =>
    editor.set('jenkinsJira.connections', [
      {
        ...{ id: 'old', product: 'jenkins', name: 'CI', url: 'https://ci.example.com', tls },
        auth: { kind: 'apiToken', user: 'dev' },
      },
    ]);

  before(async () => {
    editor = await extensionEditor();
  });
  after(() => editor.set('jenkinsJira.connections', []));

  it('of files that another machine has outlast a change of their connection here', async () => {
    const tls = { ca: '/on/another/machine.pem' };
    connect(tls);
    const editing = editor.execute('jenkinsJira.editConnection', 'old');
    await (await editor.dialogs.nextPick()).choose('Name');
    (await editor.dialogs.nextBox()).enter('Renamed');
    await editing;
    const [renamed] = connections();
    assert.deepEqual([renamed?.['name'], renamed?.['tls']], ['Renamed', tls]);
  });

  for (const tls of [{}, { unknown: true }]) {
    it(`go where there is nothing to take over: ${JSON.stringify(tls)}`, async () => {
      connect(tls);
      await until(() => !('tls' in (connections()[0] ?? {})));
    });
  }
});
