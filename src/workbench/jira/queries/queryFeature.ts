import * as vscode from 'vscode';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { DraftLenses } from '../../shell/drafts/draftLenses.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { TextFiles } from '../../shell/drafts/textFiles.ts';
import { JqlCompletion } from './jqlCompletion.ts';
import { JqlDiagnostics } from './jqlDiagnostics.ts';
import { KnownJqlWords } from './jqlWords.ts';
import { queryHandlers } from './queryCommands.ts';
import { QueryLenses } from './queryLenses.ts';
import { QueryTexts } from './queryTexts.ts';
import { type QueryPlace, queryScheme } from './queryUri.ts';

export interface QueryFeatureDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly drafts: Drafts;
  readonly background: Background;
}

/** Part of the feature that edits queries. */
export interface QueryFeature extends vscode.Disposable {
  readonly files: TextFiles<QueryPlace>;
  readonly handlers: ReturnType<typeof queryHandlers>;
}

/** Opened with the first query that is edited. */
export function openQueryFeature(deps: QueryFeatureDeps): QueryFeature {
  const { store, sessions, background } = deps;
  const words = new KnownJqlWords(sessions);
  const files = new TextFiles(new QueryTexts(), deps);
  const selector = { scheme: queryScheme };
  const parts = vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      selector,
      new JqlCompletion({ store, sessions, words, background }),
      ...[' ', '=', '(', ',', '"', '~'],
    ),
    files,
    vscode.languages.registerCodeLensProvider(selector, new QueryLenses(store)),
    vscode.languages.registerCodeLensProvider(selector, new DraftLenses(files, deps)),
    new JqlDiagnostics({ store, sessions, files, background }),
    store.onDidChangeOf(Product.jira)(() => words.forget()),
  );
  return { files, handlers: queryHandlers({ ...deps, files }), dispose: () => void parts.dispose() };
}
