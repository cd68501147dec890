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

/** What is said over a line, as a person reads it. */
async function hoverOver(document: vscode.TextDocument, line: number): Promise<string> {
  const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(line, 8),
  );
  const text = hover?.contents.map(each => (typeof each === 'string' ? each : each.value)).join('\n') ?? '';
  return text.replaceAll('&nbsp;', ' ').replaceAll(/\\([^\w\s])/g, '$1');
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
      titles.some(title => /^All rules: allows 1 read-only operation$/.test(title)),
      titles.join(),
    );
    assert.ok(titles.some(title => /^Assumptions: whole-URL match/.test(title)));
    assert.match(await hoverOver(document, 0), /only GET; path …\/rest\/api\/2\/myself\b/);
    assert.match(await hoverOver(document, 0), /^GET https:\/\/jira\.example\.com\/rest\/api\/2\/myself$/m);
    assert.match(
      await hoverOver(document, 0),
      /Possibly unintended: This rule also allows \S+ if the query string is matched/,
    );
  });

  it('says in plain language what a rule is about, with examples and what was hardly meant', async () => {
    const document = await open(
      [
        '.*/rest/api/2/issue/SCRUM-[1-2]{1}/comment.*',
        '[get][^?;]*/rest/api/2/project/[^/?]+/role([?].*)?',
        '[post].*/rest/api/2/issue[JsonData::fields.project.key==PAY|SHOP]',
        '[get].*/rest/api/2/search.*[QueryParam::maxResults==[0-9]+]',
        '.*/issue/A-1|.*/issue/B-1',
        '[get].*/rest/api/2/issue/(A-1/comment|B-2/worklog|C)/([a-z]{2}-)?[0-9]{2,}/(x|y)[^a-z]{3}',
        '.*/rest/api/2/issue/{key}',
      ].join('\n'),
    );
    const comments = await hoverOver(document, 0);
    assert.match(comments, /any method; path …\/rest\/api\/2\/issue\/SCRUM-1 or SCRUM-2 followed by comment…/);
    assert.equal(comments.match(/^[A-Z]+ https:\/\/jira\.example\.com\/rest\/api\/2\/issue\/SCRUM-\S+$/gm)?.length, 3);
    assert.match(comments, /Possibly unintended: This rule has no method, so it also allows 4 write operations/);
    assert.doesNotMatch(comments, /\[1-2\]|\.\*/);
    const roles = await hoverOver(document, 1);
    assert.match(roles, /‹anything without ;\?›\/rest\/api\/2\/project\/‹a name›\/role with or without \?…/);
    assert.match(await hoverOver(document, 2), /JSON node fields\.project\.key is PAY or SHOP/);
    assert.match(await hoverOver(document, 2), /allows at most 1 operation \(1 write, 0 admin\)/);
    assert.match(await hoverOver(document, 3), /query parameter maxResults is ‹a number›/);
    assert.match(await hoverOver(document, 3), /allows at most 1 read-only operation/);
    assert.match(await hoverOver(document, 4), /path …\/issue\/A-1 or …\/issue\/B-1/);
    assert.match(await hoverOver(document, 5), /only GET; a URL that matches \.\*\/rest\/api\/2\/issue\/\(A-1/);
    assert.match(await hoverOver(document, 6), /nothing: Java refuses the pattern/);
  });

  it('offers methods and known paths', async () => {
    const document = await open('[\n.*/rest/api/2/mysel\n.*\n[get].*/rest/api/2/project.*\n.*mys\n');
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
    assert.ok((await labels(2, 2)).includes('/rest/api/2/myself'));
    assert.ok((await labels(4, 5)).includes('/rest/api/2/myself'), 'a part of a path');
    const paths = (await labels(3, 28)).filter(label => label.startsWith('/'));
    assert.deepEqual(paths, [], 'Enter begins the next rule');
  });

  it('completes no line that is longer than any rule', async () => {
    const line = `${'.*'.repeat(5000)}/rest/api/2/mysel`;
    const document = await open(`${line}\n`);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, line.length),
    );
    assert.ok(list.items.every(({ label }) => label !== '/rest/api/2/myself'));
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
    const report = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'jira-restrictions-report');
    assert.equal(report?.languageId, 'markdown');
    assert.match(report?.getText() ?? '', /allows-all/);
    assert.match(report?.getText() ?? '', /Assumptions \(undocumented\)/);
    await until('the rendered report', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('markdown.preview')),
    );
  });

  it('opens a new text with two rules to fill in', async () => {
    await vscode.commands.executeCommand('jenkinsJira.newTokenRestrictions');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^\[get\]\[\^\?#;\]\*\/rest\/api\/2\/issue\/PROJ-.*\n\[post\].*PROJ.*\/comment.*\n$/);
  });

  it('takes rules from the app’s field, and compares them', async () => {
    const document = await open('.*/rest/a\n');
    await vscode.env.clipboard.writeText('.*/rest/a<br>[get].*/rest/b\\n[put].*/rest/c');
    await vscode.commands.executeCommand('jenkinsJira.compareRestrictions', document.uri);
    const diff = await until('the comparison', () => {
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      return input instanceof vscode.TabInputTextDiff ? input : undefined;
    });
    const inJira = await vscode.workspace.openTextDocument(diff.original);
    assert.equal(inJira.getText(), '.*/rest/a\n[get].*/rest/b\n[put].*/rest/c');
    await open('');
    await vscode.commands.executeCommand('jenkinsJira.pasteRestrictions');
    const pasted = vscode.window.activeTextEditor?.document.getText();
    assert.equal(pasted, '.*/rest/a\n[get].*/rest/b\n[put].*/rest/c');
  });

  it('completes in the place of the word under the cursor', async () => {
    const document = await open('[geft].*\n');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 3),
    );
    const get = list.items.find(({ label }) => label === 'get');
    assert.equal(get?.insertText, 'get');
    const range = get?.range instanceof vscode.Range ? get.range : get?.range?.replacing;
    assert.equal(range === undefined ? undefined : document.getText(range), 'geft');
  });
});
