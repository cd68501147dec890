import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  activate,
  askJenkins,
  askJira,
  basicOf,
  demoJenkins,
  demoJira,
  jenkinsConnection,
  jiraConnectionId,
  until,
} from './demo.ts';
import { draftFolder, draftWith, moment, setQueries } from './draftFiles.ts';

async function tellJira(path: string, method: string, body: object): Promise<unknown> {
  const headers = { authorization: basicOf(demoJira()), 'content-type': 'application/json' };
  const response = await fetch(demoJira().url + path, { method, headers, body: JSON.stringify(body) });
  assert.ok(response.ok, await response.clone().text());
  return response.status === 204 ? undefined : response.json();
}

const adf = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const jobOf = async () => (await askJenkins('/job/pipeline/api/json?tree=description')) as { description: string };
const queries = () => JSON.stringify(vscode.workspace.getConfiguration('jenkinsJira').get('jira.queries'));

const askConfiguration = (request: RequestInit = {}) =>
  fetch(`${demoJenkins().url}/job/pipeline/config.xml`, {
    ...request,
    headers: { authorization: basicOf(demoJenkins()), 'content-type': 'application/xml' },
  });
/** Text under edit of a kind. */
interface EditedKind {
  readonly title: string;
  readonly uri: () => vscode.Uri;
  /** Writes a text into the document that is at hand. */
  readonly write: (before: string, words: string) => string;
  /** Reads the server's text, or the settings'. */
  readonly read: () => Promise<string>;
  /** Whether saving by hand sends it. */
  readonly isSentBySaving: boolean;
  /** Changes it as another does; nothing has changed a new comment. */
  readonly changeElsewhere?: (words: string) => Promise<unknown>;
  readonly restore?: () => Promise<unknown>;
}

let comment = '';
const commentPath = '/rest/api/3/issue/PAY-429/comment';
const jira = (scheme: string, path: string, query = '') => vscode.Uri.from({ scheme, path, query });

const kinds: readonly EditedKind[] = [
  {
    title: 'a new comment',
    uri: () => jira('jira-comment', `/jira-draft/${jiraConnectionId}/PAY-429/Comment on PAY-429`),
    write: (_, words) => words,
    read: async () => JSON.stringify(await askJira(commentPath)),
    isSentBySaving: false,
  },
  {
    title: 'a comment that is changed',
    uri: () => jira('jira-comment', `/jira-draft/${jiraConnectionId}/PAY-429/${comment}/Edit Comment on PAY-429`),
    write: (text, words) => `${text} ${words}`,
    read: async () => JSON.stringify(await askJira(`${commentPath}/${comment}`)),
    isSentBySaving: false,
    changeElsewhere: words => tellJira(`${commentPath}/${comment}`, 'PUT', { body: adf(words) }),
  },
  {
    title: 'a description',
    uri: () => {
      const query = { connection: jiraConnectionId, project: 'PAY', issue: 'PAY-429', field: 'description' };
      return jira('jira-text', '/jira-draft/Description (PAY-429)', `${new URLSearchParams(query)}`);
    },
    write: (text, words) => `${text}\n\n${words}`,
    read: async () => JSON.stringify(await askJira('/rest/api/3/issue/PAY-429?fields=description')),
    isSentBySaving: true,
    changeElsewhere: words => tellJira('/rest/api/3/issue/PAY-429', 'PUT', { fields: { description: adf(words) } }),
  },
  {
    title: 'a query',
    uri: () =>
      jira('jira-query', '/Drafted.jql', `${new URLSearchParams({ name: 'Drafted', helper: jiraConnectionId })}`),
    write: (_, words) => `text ~ "${words}"`,
    read: async () => queries() ?? '',
    isSentBySaving: true,
    changeElsewhere: words => setQueries([{ name: 'Drafted', jql: `summary ~ "${words}"` }]),
    restore: () => setQueries(undefined),
  },
  {
    title: 'a configuration',
    uri: () =>
      jira('jenkins-config', '/pipeline.config.xml', `connection=${jenkinsConnection.connection}&job=pipeline`),
    write: (text, words) =>
      text.replace(/<description>.*<\/description>|<description\/>/, `<description>${words}</description>`),
    read: async () => (await jobOf()).description ?? '',
    isSentBySaving: true,
    changeElsewhere: async words => {
      const before = await (await askConfiguration()).text();
      const xml = before.replace(
        /<description>.*<\/description>|<description\/>/,
        `<description>${words}</description>`,
      );
      assert.ok((await askConfiguration({ method: 'POST', body: xml })).ok);
    },
  },
];

async function editorOf(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

async function type(uri: vscode.Uri, change: (before: string) => string): Promise<vscode.TextDocument> {
  const editor = await editorOf(uri);
  const { document } = editor;
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  await editor.edit(edit => edit.replace(all, change(document.getText())));
  return document;
}

const tabs = () => vscode.window.tabGroups.all.flatMap(group => group.tabs);

describe('a text under edit', () => {
  before(async () => {
    await activate();
    ({ id: comment } = (await tellJira(commentPath, 'POST', { body: adf('As it was.') })) as { id: string });
  });

  for (const kind of kinds)
    describe(`that is ${kind.title}`, () => {
      const words = `Unsent words of ${kind.title}`;

      afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

      it('is a draft and not sent where VS Code saves by itself', async () => {
        const settings = vscode.workspace.getConfiguration('files');
        await settings.update('autoSave', 'afterDelay', true);
        // Before the extension does.
        await settings.update('autoSaveDelay', 100, true);
        try {
          const document = await type(kind.uri(), before => kind.write(before, words));
          await until('the draft', () => draftWith(words));
          await until('the save', async () => (document.isDirty ? undefined : true));
          await moment(300);
          assert.ok(!(await kind.read()).includes(words));
        } finally {
          await settings.update('autoSave', undefined, true);
          await settings.update('autoSaveDelay', undefined, true);
        }
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        await vscode.workspace.fs.delete(kind.uri());
        assert.equal(await draftWith(words), undefined);
      });

      it('is a draft on the disk after a pause, for its owner alone, and not sent', async () => {
        const document = await type(kind.uri(), before => kind.write(before, words));
        const { path } = await until('the draft', () => draftWith(words));
        await until('the save', async () => (document.isDirty ? undefined : true));
        for (const file of [path, path.replace(/txt$/, 'json')]) assert.equal((await stat(file)).mode & 0o077, 0, file);
        assert.ok(!(await kind.read()).includes(words));
      });

      it('is the draft when its editor was closed and is opened again, and its line says since when', async () => {
        const { document } = await editorOf(kind.uri());
        assert.ok(document.getText().includes(words));
        const found = await until('the lenses', async () => {
          const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
            ...(['vscode.executeCodeLensProvider', document.uri, 20] as const),
          );
          return lenses.some(({ command }) => /Unsent draft, started/.test(command?.title ?? '')) ? lenses : undefined;
        });
        assert.ok(found.some(({ command }) => /Discard/.test(command?.title ?? '')));
      });

      it(`is ${kind.isSentBySaving ? 'sent' : 'kept'} by a save by hand`, async () => {
        const document = await type(kind.uri(), before => before.replace(words, `${words}, saved`));
        await document.save();
        const saved = `${words}, saved`;
        if (kind.isSentBySaving) {
          await until('the text on the server', async () => ((await kind.read()).includes(saved) ? true : undefined));
          await until('the end of the draft', async () => ((await draftWith(words)) ? undefined : true));
        } else {
          await until('the draft', () => draftWith(saved));
          await moment(500);
          assert.ok(!(await kind.read()).includes(words));
          await vscode.commands.executeCommand('jenkinsJira.postComment', kind.uri());
          assert.ok((await kind.read()).includes(saved));
          assert.equal(await draftWith(words), undefined);
        }
        await kind.restore?.();
      });

      const { changeElsewhere } = kind;
      if (changeElsewhere)
        it('is shown beside the server’s text where that was changed meanwhile', async () => {
          const uri = kind.uri();
          const document = await type(uri, before => kind.write(before, 'Mine'));
          await until('the draft', () => draftWith('Mine'));
          await until('the save', async () => (document.isDirty ? undefined : true));
          await vscode.commands.executeCommand('workbench.action.closeAllEditors');
          await changeElsewhere('Another said otherwise');
          await editorOf(uri);
          const input = await until('the comparison', async () => {
            const found = tabs().find(tab => tab.input instanceof vscode.TabInputTextDiff)?.input;
            return found instanceof vscode.TabInputTextDiff ? found : undefined;
          });
          const textOf = async (side: vscode.Uri) => (await vscode.workspace.openTextDocument(side)).getText();
          assert.match(await textOf(input.original), /Another said otherwise/);
          assert.match(await textOf(input.modified), /Mine/);
          await vscode.commands.executeCommand('workbench.action.closeAllEditors');
          await vscode.workspace.fs.delete(uri);
          assert.equal(await draftWith('Mine'), undefined);
          await kind.restore?.();
        });
    });

  it('is not posted where it cannot be read who may see it', async () => {
    const uri = kinds[0]?.uri() ?? assert.fail();
    await type(uri, () => 'For some alone.');
    const { path } = await until('the draft', () => draftWith('For some alone.'));
    await writeFile(path.replace(/txt$/, 'json'), '{"details":{"visibility":{"type":"role","val');
    await vscode.commands.executeCommand('jenkinsJira.postComment', uri);
    assert.doesNotMatch(JSON.stringify(await askJira(commentPath)), /For some alone/);
    assert.ok(await draftWith('For some alone.'));
    // What is typed from now on does not make it readable.
    await type(uri, before => `${before} And more.`);
    await until('the draft', () => draftWith('For some alone. And more.'));
    await vscode.commands.executeCommand('jenkinsJira.postComment', uri);
    assert.doesNotMatch(JSON.stringify(await askJira(commentPath)), /For some alone/);
    await vscode.workspace.fs.delete(uri);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('keeps to its own folder, whatever an address says', async () => {
    const path = '/jira-draft/..%2f..%2fx/..%2f..%2fPAY-1/c';
    const escaping = vscode.Uri.from({ scheme: 'jira-comment', path });
    await vscode.workspace.fs.writeFile(escaping, Buffer.from('escaping words'));
    assert.ok((await draftWith('escaping words'))?.path.startsWith(draftFolder));
    await vscode.workspace.fs.delete(escaping);
    const nowhere = vscode.Uri.from({ scheme: 'jira-comment', path: '/jira-draft/only-one-part' });
    await assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(nowhere)));
  });

  it('is not sent where it is no configuration, and stays a draft', async () => {
    const uri = kinds.at(-1)?.uri() ?? assert.fail();
    const document = await type(uri, before => before.replace(/<\/[\w.-]+>\s*$/, 'no end'));
    await document.save();
    await until('the draft', () => draftWith('no end'));
    await moment(500);
    assert.doesNotMatch(await (await askConfiguration()).text(), /no end/);
    await vscode.workspace.fs.delete(uri);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
