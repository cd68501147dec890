import * as vscode from 'vscode';
import type { CommandTable } from '../commands/commandTable.ts';
import { Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import { JqlCompletion } from './jqlCompletion.ts';
import { JqlDiagnostics } from './jqlDiagnostics.ts';
import { KnownJqlWords } from './jqlWords.ts';
import { queryCommands } from './queryCommands.ts';
import { QueryFiles } from './queryFiles.ts';
import { QueryLenses } from './queryLenses.ts';
import { queryScheme } from './queryUri.ts';

export interface QueriesDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
}

/** JQL queries: their editor, with what the site knows of them, and their commands. */
export function register(deps: QueriesDeps): vscode.Disposable {
  const { store, sessions } = deps;
  const words = new KnownJqlWords(sessions);
  const selector = { scheme: queryScheme };
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(queryScheme, new QueryFiles(), { isCaseSensitive: true }),
    vscode.languages.registerCompletionItemProvider(
      selector,
      new JqlCompletion({ store, sessions, words }),
      ...[' ', '=', '(', ',', '"', '~'],
    ),
    vscode.languages.registerCodeLensProvider(selector, new QueryLenses(store)),
    new JqlDiagnostics(store, sessions),
    queryCommands(deps),
    store.onDidChangeOf(Product.jira)(() => words.forget()),
  );
}
