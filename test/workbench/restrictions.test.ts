import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, until } from './demo.ts';

const language = 'jira-token-restrictions';

async function open(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return document;
}

function codesOf(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .map(({ code }) => (typeof code === 'object' ? String(code.value) : String(code)));
}

async function diagnosed(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  return until(`${code} in ${codesOf(document)}`, () =>
    vscode.languages
      .getDiagnostics(document.uri)
      .find(each => typeof each.code === 'object' && each.code.value === code),
  );
}

describe('the language of token restrictions', () => {
  before(() => activate());

  it('loads its engine when such a document is opened, not before', async () => {
    const loaded = () => Object.keys(require.cache).some(file => file.endsWith('/dist/restrictions.js'));
    assert.equal(loaded(), false);
    await open('.*/rest/api/2/issue.*\n');
    await until('the engine', () => loaded() || undefined);
  });

  it('says what is wrong, at its place, with a link to why', async () => {
    const document = await open('[get].*/rest/api/2/myself\n[pots].*/rest/api/2/issue\n.*/issue/{key}\n');
    const typo = await diagnosed(document, 'method-typo');
    assert.equal(typo.range.start.line, 1);
    assert.equal(typo.severity, vscode.DiagnosticSeverity.Error);
    const brace = await diagnosed(document, 'brace-template');
    assert.equal(document.getText(brace.range), '{key}');
    assert.equal(codesOf(document).includes('method-missing-bracket'), false);
  });

  it('mends what it can, one by one and all at once', async () => {
    const document = await open('[pots].*/rest/api/2/issue\n[GET ].*/rest/api/2/myself\n');
    const typo = await diagnosed(document, 'method-typo');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      typo.range,
    );
    const preferred = actions.find(({ isPreferred }) => isPreferred);
    assert.ok(preferred?.edit);
    await vscode.workspace.applyEdit(preferred.edit);
    assert.match(document.getText(), /^\[post\]/);
    await diagnosed(document, 'method-space');
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 1, 5),
      vscode.CodeActionKind.SourceFixAll.value,
    );
    assert.ok(all[0]?.edit);
    await vscode.workspace.applyEdit(all[0].edit);
    assert.match(document.getText(), /\n\[get\]/i);
    await until('no more errors', () =>
      codesOf(document).some(code => code.startsWith('method-sp') || code === 'method-typo') ? undefined : true,
    );
  });

  it('tells what a rule allows, above it and over it', async () => {
    const document = await open('[get].*/rest/api/2/myself\n');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    const titles = lenses.map(({ command }) => command?.title ?? '');
    assert.ok(
      titles.some(title => /^All rules: allows 1 operation \(0 write, 0 admin\)/.test(title)),
      titles.join(),
    );
    assert.ok(titles.some(title => /^Assumed: a rule must match the whole URL/.test(title)));
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(0, 8),
    );
    const text = hover?.contents.map(each => (typeof each === 'string' ? each : each.value)).join('\n') ?? '';
    assert.match(text.replaceAll('&nbsp;', ' '), /GET requests whose URL matches/);
    assert.match(text, /GET \/rest\/api\/2\/myself/);
  });

  it('offers methods and known paths', async () => {
    const document = await open('[\n.*/rest/api/2/mysel\n');
    const labels = async (line: number, character: number) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(line, character),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.deepEqual((await labels(0, 1)).sort(), ['delete', 'get', 'patch', 'post', 'put']);
    assert.ok((await labels(1, 20)).includes('/rest/api/2/myself'));
  });

  it('offers the projects of the connected Jira where a key stands', async () => {
    const document = await open('[get].*/rest/api/2/project/\n.*/rest/api/2/issue/PA\n');
    const labelsAt = async (line: number, character: number) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(line, character),
      );
      return list.items.map(({ label, insertText }) => [typeof label === 'string' ? label : label.label, insertText]);
    };
    const find = (items: unknown[][]) => items.find(([label]) => label === 'PAY')?.[1];
    assert.equal(await until('the project PAY', async () => find(await labelsAt(0, 27))), 'PAY');
    assert.equal(find(await labelsAt(1, 23)), 'PAY-[0-9]+');
  });

  it('has symbols, folding, colors, and a formatting that changes no rule', async () => {
    const document = await open('[get].*/a<br>.*/b+\n\n.*/(c|d)\n');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['.*/a', '.*/b+', '.*/(c|d)'],
    );
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    assert.ok(tokens.data.length >= 5 * 6);
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), '[get].*/a\n.*/b+\n\n.*/(c|d)\n');
  });

  it('explains a text in a report', async () => {
    const document = await open('.*\n');
    await vscode.commands.executeCommand('jenkinsJira.explainRestrictions', document.uri);
    const report = vscode.window.activeTextEditor?.document;
    assert.equal(report?.languageId, 'markdown');
    assert.match(report?.getText() ?? '', /allows-all/);
    assert.match(report?.getText() ?? '', /Assumed, since it is not documented/);
  });
});
