import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, jenkinsConnection, order, until } from './demo.ts';

const viewType = 'jenkinsJira.log';

function customTab(): vscode.TabInputCustom | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && input.viewType === viewType ? input : undefined;
}

async function openLog(job: string, number?: number): Promise<vscode.Uri> {
  await vscode.commands.executeCommand('jenkinsJira.openLog', { ...jenkinsConnection, job, number });
  const tab = await until('its editor', () => customTab());
  return tab.uri;
}

/** The log as text, once it looks like this. */
async function textOf(uri: vscode.Uri, pattern: RegExp): Promise<string> {
  const text = uri.with({ scheme: 'jenkins-log-text' });
  return until(`text like ${pattern}`, async () => {
    const document = await vscode.workspace.openTextDocument(text);
    if (pattern.test(document.getText())) return document.getText();
    await vscode.commands.executeCommand('jenkinsJira.refreshLogText', text);
    return undefined;
  });
}

function storedLogs(): string[] {
  const folder = join(process.env['DEMO_USER_DATA'] ?? '', 'User/globalStorage/jenkins-jira.jenkins-jira/logs');
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name))
    : [];
}

describe('the log of a build', () => {
  before(() => activate());
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is opened by the last build of a job, in an editor of its own whose address says all', async () => {
    const uri = await openLog('hello');
    assert.equal(uri.scheme, 'jenkins-log');
    assert.equal(new URLSearchParams(uri.query).get('connection'), 'demo-jenkins');
    assert.equal(new URLSearchParams(uri.query).get('job'), 'hello');
    assert.match(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '', /^hello #\d+\.log$/);
  });

  it('is there as read-only text, too', async () => {
    const uri = await openLog('hello');
    await vscode.commands.executeCommand('jenkinsJira.openLogAsText');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'jenkins-log-text');
    assert.equal(document?.languageId, 'log');
    assert.match(document?.getText() ?? '', /Finished: SUCCESS\n$/);
    assert.equal(document?.getText(), await order({ kind: 'console', job: 'hello', number: numberOf(uri) }));
    assert.equal(vscode.workspace.fs.isWritableFileSystem('jenkins-log-text'), false);
  });

  it('grows as text by itself while an editor shows it, with the cursor at its end', async () => {
    const number = (await order({ kind: 'start', job: 'textual' })) as number;
    await order({ kind: 'write', job: 'textual', number, text: 'first\n' });
    await openLog('textual');
    await vscode.commands.executeCommand('jenkinsJira.openLogAsText');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.match(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '', /^textual #1 as text\.log$/);
    for (const text of ['second\n', '\x1b[31mžluť\x1b[0m\n']) {
      await order({ kind: 'write', job: 'textual', number, text });
      await until(text, () => (editor.document.getText().endsWith(text.replace(/\x1b\[\d+m/g, '')) ? true : undefined));
    }
    await until('the cursor at the end', () =>
      editor.selection.active.line === editor.document.lineCount - 1 ? true : undefined,
    );
    await order({ kind: 'finish', job: 'textual', number, result: 'SUCCESS' });
    await until('the end', () => (/žluť\nFinished: SUCCESS\n$/.test(editor.document.getText()) ? true : undefined));
    const console = (await order({ kind: 'console', job: 'textual', number })) as string;
    assert.equal(editor.document.getText(), console.replace(/\x1b\[\d+m/g, ''));
  });

  it('grows while its build runs, and is whole at its end, on the disk too', async () => {
    const number = (await order({ kind: 'start', job: 'growing' })) as number;
    const uri = await openLog('growing');
    const sizes = new Set<number>();
    for (let part = 1; part <= 5; part++) {
      await order({ kind: 'write', job: 'growing', number, text: `\x1b[3${part}mpart ${part}\x1b[0m žluť ✓\n` });
      sizes.add((await textOf(uri, new RegExp(`part ${part} žluť ✓\n`))).length);
    }
    assert.equal(sizes.size, 5);
    await order({ kind: 'lines', job: 'growing', number, count: 30_000 });
    await order({ kind: 'finish', job: 'growing', number, result: 'UNSTABLE' });
    await textOf(uri, /Finished: UNSTABLE\n$/);
    const console = await order({ kind: 'console', job: 'growing', number });
    const file = await until('its file', () =>
      storedLogs().find(each => each.endsWith('.log') && statSync(each).size > 3_300_000),
    );
    assert.equal(readFileSync(file, 'utf8'), console);
  });

  it('is not fetched again once it is finished', async () => {
    const number = (await order({ kind: 'start', job: 'kept' })) as number;
    await order({ kind: 'lines', job: 'kept', number, count: 1000 });
    await order({ kind: 'finish', job: 'kept', number, result: 'SUCCESS' });
    await openLog('kept');
    const text = await order({ kind: 'console', job: 'kept', number });
    await until('its file', () =>
      storedLogs().find(each => each.endsWith('.log') && readFileSync(each, 'utf8') === text),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const before = (await order({ kind: 'logBytes' })) as number;
    const uri = await openLog('kept');
    await textOf(uri, /Finished: SUCCESS\n$/);
    const fetched = ((await order({ kind: 'logBytes' })) as number) - before;
    assert.ok(fetched < 10_000, `${fetched} bytes: no more than its end is compared`);
  });

  it('is fetched again when what was kept of it does not add up with the server’s', async () => {
    const number = (await order({ kind: 'start', job: 'spoiled' })) as number;
    await order({ kind: 'write', job: 'spoiled', number, text: 'tests ......... ok\n' });
    await order({ kind: 'finish', job: 'spoiled', number, result: 'SUCCESS' });
    await openLog('spoiled');
    const text = (await order({ kind: 'console', job: 'spoiled', number })) as string;
    const isStored = () => storedLogs().find(each => each.endsWith('.log') && readFileSync(each, 'utf8') === text);
    const file = await until('its file', isStored);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    writeFileSync(file, text.replace('tests ...', '8mha:////'));
    await openLog('spoiled');
    await until('the right text', isStored);
  });

  it('is followed on where it was closed before the build’s end', async () => {
    const number = (await order({ kind: 'start', job: 'closed' })) as number;
    await order({ kind: 'lines', job: 'closed', number, count: 60_000 });
    const uri = await openLog('closed');
    await until('its text', async () =>
      storedLogs().some(each => each.endsWith('.part') && statSync(each).size > 6_600_000) ? true : undefined,
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('it is left', () => (storedLogs().some(each => each.includes('.left.')) ? true : undefined));
    const before = Number(await order({ kind: 'logBytes' }));
    await order({ kind: 'finish', job: 'closed', number, result: 'SUCCESS' });
    await openLog('closed', number);
    const file = await until('its file', () =>
      storedLogs().find(each => each.endsWith('.log') && statSync(each).size > 6_600_000),
    );
    assert.equal(readFileSync(file, 'utf8'), await order({ kind: 'console', job: 'closed', number }));
    assert.ok(!storedLogs().some(each => each.includes('.left.')));
    const again = Number(await order({ kind: 'logBytes' })) - before;
    assert.ok(again < before / 4, `${again} bytes after ${before}`);
    void uri;
  });

  it('is fetched anew when another build has its number', async () => {
    const number = (await order({ kind: 'start', job: 'replaced' })) as number;
    await order({ kind: 'finish', job: 'replaced', number, result: 'SUCCESS' });
    await openLog('replaced');
    const console = await order({ kind: 'console', job: 'replaced', number });
    const isStored = (text: unknown) => () =>
      storedLogs().find(each => each.endsWith('.log') && readFileSync(each, 'utf8') === text);
    await until('its file', isStored(console));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await order({ kind: 'replace', job: 'replaced', number, text: 'another log\n' });
    await openLog('replaced');
    await until('the other file', isStored('another log\n'));
  });

  it('stays readable when its build is deleted', async () => {
    const number = (await order({ kind: 'start', job: 'deleted' })) as number;
    await order({ kind: 'write', job: 'deleted', number, text: 'so far\n' });
    const uri = await openLog('deleted');
    await textOf(uri, /so far/);
    await order({ kind: 'delete', job: 'deleted', number });
    await textOf(uri, /so far/);
  });

  it('is read in pages when it is long, with sections to fold and files to open', async () => {
    const number = (await order({ kind: 'start', job: 'long' })) as number;
    const { uri: folder } = vscode.workspace.workspaceFolders?.[0] ?? {};
    await order({
      kind: 'write',
      job: 'long',
      number,
      text: '+ make\n/var/jenkins_home/workspace/long/README.md:3:2: error: x\nok\n+ make check\nfine\n',
    });
    await order({ kind: 'lines', job: 'long', number, count: 160_000 });
    await order({ kind: 'finish', job: 'long', number, result: 'FAILURE' });
    await openLog('long');
    await until('its end', () =>
      storedLogs().some(each => each.endsWith('.log') && statSync(each).size > 17_500_000) ? true : undefined,
    );
    await vscode.commands.executeCommand('jenkinsJira.openLogAsText');
    const last = vscode.window.activeTextEditor?.document;
    assert.match(last?.getText() ?? '', /Finished: FAILURE\n$/);
    assert.match(last?.uri.path ?? '', / as text \(5\)\.log$/);
    assert.ok((last?.getText().length ?? 0) < 4_500_000);
    await vscode.commands.executeCommand('jenkinsJira.openLogAsText', { uri: last?.uri.toString(), page: 1 });
    const first = vscode.window.activeTextEditor?.document;
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      first?.uri,
    );
    assert.deepEqual(
      folds.slice(0, 2).map(({ start, end }) => [start, end]),
      [
        [3, 5],
        [6, first?.lineCount ? first.lineCount - 2 : 0],
      ],
    );
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      first?.uri,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['make', 'make check'],
    );
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      first?.uri,
      5,
    );
    assert.equal(links[0]?.target?.fsPath, vscode.Uri.joinPath(folder ?? vscode.Uri.file('/'), 'README.md').fsPath);
    assert.equal(links[0]?.target?.fragment, 'L3,2');
  });

  it('says so when its connection is gone', async () => {
    const query = new URLSearchParams({ connection: 'nosuch', job: 'x', number: '1' });
    const uri = vscode.Uri.from({ scheme: 'jenkins-log', path: '/x #1.log', query: query.toString() });
    await vscode.commands.executeCommand('vscode.openWith', uri, viewType);
    await until('its editor', () => customTab());
    const document = await vscode.workspace.openTextDocument(uri.with({ scheme: 'jenkins-log-text' }));
    assert.match(document.getText(), /connection/);
  });

  it('goes with its connection', async () => {
    assert.ok(storedLogs().length > 0);
    const configuration = vscode.workspace.getConfiguration('jenkinsJira');
    const known = configuration.get<{ id: string }[]>('connections') ?? [];
    const others = known.filter(({ id }) => id !== 'demo-jenkins');
    const set = (value: unknown) => configuration.update('connections', value, vscode.ConfigurationTarget.Global);
    await set(others);
    try {
      await until('they are gone', () => (storedLogs().length === 0 ? true : undefined));
    } finally {
      await set(known);
    }
  });
});

function numberOf(uri: vscode.Uri): number {
  return Number(new URLSearchParams(uri.query).get('number'));
}
