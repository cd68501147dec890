import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import type * as vscode from 'vscode';
import { Claims } from '../../../../src/base/claims.ts';
import type { tellExpiring } from '../../../../src/workbench/connections/expiry/expiryNotices.ts';
import type { TokenExpiry } from '../../../../src/workbench/connections/expiry/tokenExpiry.ts';
import type { ConnectionStore } from '../../../../src/workbench/connections/settings/connectionStore.ts';
import type { Background } from '../../../../src/workbench/shell/commands/background.ts';
import type { Editor } from '../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../cases/editor/extension.ts';
import { demoUsers } from '../../../servers/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';
import { until } from '../../fixtures/until.ts';

describe('the notices before a token expires', () => {
  let editor: Editor;
  let folder: string;
  let claims: Claims;
  let expiry: TokenExpiry;
  let background: Background;
  let tell: typeof tellExpiring;
  const store = { find: (id: string) => (id === 'gone' ? undefined : { id, name: 'Issues' }) };
  const at = async (now: string) => {
    editor.messages.length = 0;
    await tell({ store: store as unknown as ConnectionStore, expiry, claims, background }, new Date(`${now}T12:00:00`));
    return editor.messages.join();
  };

  before(async () => {
    editor = await extensionEditor();
    ({ tellExpiring: tell } = await import('../../../../src/workbench/connections/expiry/expiryNotices.ts'));
  });
  beforeEach(async () => {
    const { TokenExpiry } = await import('../../../../src/workbench/connections/expiry/tokenExpiry.ts');
    const { Background } = await import('../../../../src/workbench/shell/commands/background.ts');
    folder = mkdtempSync(join(tmpdir(), 'jj-expiry-'));
    claims = new Claims(folder);
    expiry = new TokenExpiry(memento());
    background = new Background(
      { report: async error => assert.fail(String(error)) },
      { warn: text => assert.fail(text) },
    );
  });
  afterEach(async () => {
    await claims.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('come 14 and 3 days before, and after the end, each once', async () => {
    await expiry.set('jira', '2027-01-31');
    assert.equal(await at('2027-01-16'), '');
    assert.equal(await at('2027-01-17'), 'The token of Issues expires in 14 days, on Jan 31, 2027.');
    assert.equal(await at('2027-01-18'), '');
    assert.equal(await at('2027-01-27'), '');
    assert.equal(await at('2027-01-28'), 'The token of Issues expires in 3 days, on Jan 31, 2027.');
    assert.equal(await at('2027-01-29'), '');
    assert.equal(await at('2027-01-31'), 'The token of Issues expires today.');
    assert.equal(await at('2027-02-01'), '');
  });

  it('come late where the editor was closed, and only the nearest', async () => {
    await expiry.set('jira', '2027-01-31');
    assert.equal(await at('2027-01-30'), 'The token of Issues expires tomorrow.');
    assert.equal(await at('2027-02-20'), 'The token of Issues expired on Jan 31, 2027.');
  });

  it('are shown by a single window', async () => {
    await expiry.set('jira', '2027-01-31');
    const other = new Claims(folder);
    assert.equal(await other.note('token expiry jira 2027-01-31 14', 1000), true);
    assert.equal(await at('2027-01-20'), '');
    await other.dispose();
  });

  it('come again for a new date, and not for a connection that is gone', async () => {
    await expiry.set('jira', '2027-01-31');
    await at('2027-01-20');
    await expiry.set('jira', '2027-02-02');
    assert.match(await at('2027-01-20'), /in 13 days/);
    await expiry.set('jira', undefined);
    await expiry.set('gone', '2027-01-31');
    assert.equal(await at('2027-01-30'), '');
  });

  it('lead to a new token', async () => {
    await expiry.set('jira', '2027-01-31');
    editor.press('Replace Token');
    editor.set('jenkinsJira.connections', [
      { id: 'jira', product: 'jira', name: 'Issues', url: 'http://127.0.0.1:9', auth: { kind: 'bearer' } },
    ]);
    await at('2027-01-30');
    assert.equal((await editor.dialogs.nextBox()).title, 'Edit Connection Issues');
    editor.dialogs.leave();
    editor.set('jenkinsJira.connections', []);
  });
});

describe('the expiry of a token', () => {
  let editor: Editor;
  const demo = demoJira({ flavor: 'dataCenter' });
  const { fred } = demoUsers;
  const connection = () => ({
    ...{ id: 'expiring', product: 'jira', name: 'Issues', url: demo.jira.url, flavor: 'dataCenter' },
    auth: { kind: 'bearer' },
  });
  const replaceToken = async () => {
    editor.messages.length = 0;
    editor.set('jenkinsJira.connections', [connection()]);
    void editor.execute('jenkinsJira.replaceToken', 'expiring');
    (await editor.dialogs.nextBox()).enter(fred.personalAccessToken);
    await until(() => editor.messages.length > 0);
    return editor.messages.join();
  };
  const offered = async () => {
    void editor.execute('jenkinsJira.editConnection', 'expiring');
    const pick = await editor.dialogs.nextPick();
    const line = pick.items.find(({ label }) => label === 'Expiry date of the token') as { description?: string };
    return { pick, day: line.description };
  };
  const token = (id: number, expiringAt: string) => ({ id, name: 'x', createdAt: expiringAt, expiringAt });

  before(async () => {
    editor = await extensionEditor();
  });
  after(() => {
    editor.dialogs.leave();
    editor.set('jenkinsJira.connections', []);
  });

  it('is taken from a Data Center that lists a single token', async () => {
    const there = demo.jira.state.user('fred');
    assert.ok(there);
    there.tokens = [token(1, '2099-04-15T12:00:00.000+0000')];
    assert.match(await replaceToken(), /signed in as .* Its token expires on Apr 15, 2099\./);
    const { pick, day } = await offered();
    assert.equal(day, 'Apr 15, 2099');
    pick.hide();
  });

  it('is not guessed among several, nor where the list is refused', async () => {
    const fredThere = demo.jira.state.user('fred');
    assert.ok(fredThere);
    for (const tokens of [[token(1, '2099-04-15T12:00:00.000+0000'), token(2, '2098-04-15T12:00:00.000+0000')], []]) {
      fredThere.tokens = tokens;
      assert.doesNotMatch(await replaceToken(), /expires/);
    }
    demo.jira.answerOnce({ path: /\/rest\/pat\// }, (_, res) => res.writeHead(403).end());
    assert.match(await replaceToken(), /signed in as/);
  });

  it('is entered by the person, and forgotten when it is emptied', async () => {
    editor.set('jenkinsJira.connections', [connection()]);
    const enter = async (...texts: string[]) => {
      const { pick } = await offered();
      await pick.choose('Expiry date of the token');
      const box = await editor.dialogs.nextBox();
      for (const text of texts) {
        box.validationMessage = undefined;
        box.enter(text);
        await until(() => !box.isOpen || box.validationMessage !== undefined);
      }
      return JSON.stringify(box.validationMessage ?? '');
    };
    const box = await enter('31.1.2099', '2099-02-30', '2020-01-01');
    assert.match(box, /This date has passed/);
    editor.dialogs.leave();
    await enter('2099-01-31');
    assert.equal((await offered()).day, 'Jan 31, 2099');
    editor.dialogs.leave();
    await enter('');
    assert.equal((await offered()).day, 'not set');
  });
});

function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
    update: async (key: string, value: unknown) => void values.set(key, value),
  } as vscode.Memento;
}
