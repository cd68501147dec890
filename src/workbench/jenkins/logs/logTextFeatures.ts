import * as vscode from 'vscode';
import type { Scanner, Section, Spool } from '../../../logs/index.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { FileFinder } from './fileFinder.ts';
import { registerFileLinks } from './fileLinks.ts';
import { LogMarks } from './logMarks.ts';
import { pagesOf } from './logPages.ts';
import type { LogTextFiles } from './logTextFiles.ts';
import { logTextScheme, pageOf } from './logUri.ts';

const { t } = vscode.l10n;

const selector: vscode.DocumentSelector = { scheme: logTextScheme };

export interface LogTextFeatureDeps {
  readonly files: LogTextFiles;
  readonly scanner: Scanner;
  readonly finder: FileFinder;
  readonly background: Background;
}

/** Sections of logs that are read as text; they are read on when a text grows. */
const marksOfLogs = new WeakMap<Spool, LogMarks>();

/** Features of a log's text: folding, an outline, links to files, links to other pages. */
export function registerTextFeatures(deps: LogTextFeatureDeps): vscode.Disposable {
  const { files, finder } = deps;
  const sections = (document: vscode.TextDocument) => sectionsIn(deps, document.uri);
  return vscode.Disposable.from(
    vscode.languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: async document =>
        (await sections(document)).map(({ line, lastLine }) => new vscode.FoldingRange(line, lastLine)),
    }),
    vscode.languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: async document => symbolsOf(await sections(document), document),
    }),
    registerFileLinks(selector, (place, document) => finder.find(place, files.logOf(document)?.spool)),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: files.onDidChangePages,
      provideCodeLenses: document => pageLenses(files, document),
    }),
  );
}

/** Sections of the log that are in a text, with line numbers of the text. */
async function sectionsIn({ files, scanner, background }: LogTextFeatureDeps, uri: vscode.Uri): Promise<Section[]> {
  const log = files.logOf(uri);
  if (!log) return [];
  const marks = marksOfLogs.get(log.spool) ?? new LogMarks(log.spool, scanner, background);
  marksOfLogs.set(log.spool, marks);
  const { firstLine, lastLine } = log;
  return (await marks.complete())
    .filter(section => section.lastLine > firstLine && section.line <= lastLine && section.lastLine > section.line)
    .map(section => ({
      ...section,
      line: Math.max(0, section.line - firstLine),
      lastLine: Math.min(section.lastLine, lastLine) - firstLine,
    }));
}

function symbolsOf(sections: readonly Section[], document: vscode.TextDocument): vscode.DocumentSymbol[] {
  const top: vscode.DocumentSymbol[] = [];
  const open: { depth: number; symbol: vscode.DocumentSymbol }[] = [];
  for (const { title, kind, line, lastLine, depth } of sections) {
    const first = document.lineAt(Math.min(line, document.lineCount - 1)).range;
    const last = document.lineAt(Math.min(lastLine, document.lineCount - 1)).range;
    const symbolKind = kind === 'command' ? vscode.SymbolKind.Event : vscode.SymbolKind.Namespace;
    const symbol = new vscode.DocumentSymbol(title, '', symbolKind, first.union(last), first);
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    (open.at(-1)?.symbol.children ?? top).push(symbol);
    open.push({ depth, symbol });
  }
  return top;
}

function pageLenses(files: LogTextFiles, document: vscode.TextDocument): vscode.CodeLens[] {
  const log = files.logOf(document.uri);
  const pages = log ? pagesOf(log.spool) : 1;
  const page = pageOf(document.uri) ?? pages;
  if (!log || pages === 1) return [];
  const to = (title: string, target: number): vscode.Command => ({
    title,
    command: 'jenkinsJira.openLogAsText',
    arguments: [{ uri: document.uri.toString(), page: target }],
  });
  const here: vscode.Command = {
    title: t('Page {0} of {1}: from line {2}', page, pages, (log.firstLine + 1).toLocaleString()),
    command: '',
  };
  const commands = [
    ...(page > 1 ? [to(t('Previous Page'), page - 1)] : []),
    here,
    ...(page < pages ? [to(t('Next Page'), page + 1)] : []),
  ];
  return [0, document.lineCount - 1].flatMap(line =>
    commands.map(command => new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command)),
  );
}
