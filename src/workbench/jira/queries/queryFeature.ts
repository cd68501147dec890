import * as vscode from 'vscode';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { JqlCompletion } from './jqlCompletion.ts';
import { JqlDiagnostics } from './jqlDiagnostics.ts';
import { KnownJqlWords } from './jqlWords.ts';
import { queryHandlers } from './queryCommands.ts';
import { QueryFiles } from './queryFiles.ts';
import { QueryLenses } from './queryLenses.ts';
import { queryScheme } from './queryUri.ts';

export interface QueryFeatureDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Part of the feature that edits queries. */
export interface QueryFeature extends vscode.Disposable {
  readonly files: QueryFiles;
  readonly handlers: ReturnType<typeof queryHandlers>;
}

/** Opened with the first query that is edited. */
export function openQueryFeature(deps: QueryFeatureDeps): QueryFeature {
  const { store, sessions, background } = deps;
  const words = new KnownJqlWords(sessions);
  const selector = { scheme: queryScheme };
  const parts = vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      selector,
      new JqlCompletion({ store, sessions, words, background }),
      ...[' ', '=', '(', ',', '"', '~'],
    ),
    vscode.languages.registerCodeLensProvider(selector, new QueryLenses(store)),
    new JqlDiagnostics(store, sessions, background),
    store.onDidChangeOf(Product.jira)(() => words.forget()),
  );
  return { files: new QueryFiles(), handlers: queryHandlers(deps), dispose: () => void parts.dispose() };
}
