import * as vscode from 'vscode';
import { placeOfJqlProblem } from '../../../jira/jql/problemPlace.ts';
import { checkJql } from '../../../jira/jql/queries.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { Background } from '../../shell/commands/background.ts';
import { onShownOrChanged, tabsOf } from '../../shell/drafts/openTexts.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { placeOfQuery } from './queryUri.ts';

const { t } = vscode.l10n;

const pauseMs = 500;

interface Checking {
  readonly timer: NodeJS.Timeout;
  readonly abort: AbortController;
}

export interface JqlDiagnosticsDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly files: Pick<TextFiles<never>, 'onDidClose'>;
  readonly background: Background;
}

/** Diagnostics of a query while it is being written: the site's complaints, at the word that they concern. */
export class JqlDiagnostics implements vscode.Disposable {
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;
  private readonly background: Background;
  private readonly collection = vscode.languages.createDiagnosticCollection('jira-jql');
  private readonly checking = new Map<string, Checking>();
  private readonly listening: vscode.Disposable;

  constructor({ store, sessions, files, background }: JqlDiagnosticsDeps) {
    this.background = background;
    this.store = store;
    this.sessions = sessions;
    this.listening = vscode.Disposable.from(
      onShownOrChanged(document => this.checkSoon(document)),
      files.onDidClose(uri => this.forget(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
    );
  }

  dispose(): void {
    this.listening.dispose();
    for (const { timer, abort } of this.checking.values()) {
      clearTimeout(timer);
      abort.abort();
    }
    this.collection.dispose();
  }

  private forget(uri: vscode.Uri): void {
    this.stop(uri);
    this.collection.delete(uri);
  }

  private stop(uri: vscode.Uri): void {
    const checking = this.checking.get(uri.toString());
    if (!checking) return;
    clearTimeout(checking.timer);
    checking.abort.abort();
    this.checking.delete(uri.toString());
  }

  private checkSoon(document: vscode.TextDocument): void {
    if (!placeOfQuery(document.uri)) return;
    this.stop(document.uri);
    const abort = new AbortController();
    const key = document.uri.toString();
    const check = () => this.background.run(() => this.check(document, abort.signal), key);
    const timer = setTimeout(check, pauseMs);
    this.checking.set(key, { timer, abort });
  }

  private async check(document: vscode.TextDocument, signal: AbortSignal): Promise<void> {
    const place = placeOfQuery(document.uri);
    const connection = place && this.store.findJira(place.helper);
    if (!connection || tabsOf(document.uri).length === 0) return;
    const jql = document.getText();
    try {
      const problems = jql.trim() === '' ? [] : await checkJql(this.sessions.jira(connection), jql, { signal });
      if (!signal.aborted)
        this.collection.set(
          document.uri,
          problems.map(problem => diagnosticOf(problem, document)),
        );
    } catch (error) {
      if (signal.aborted || isCanceled(error)) return;
      const message = t('Could not validate the query. {0}', explanationText(error));
      const start = new vscode.Range(0, 0, 0, 0);
      this.collection.set(document.uri, [new vscode.Diagnostic(start, message, vscode.DiagnosticSeverity.Information)]);
    }
  }
}

function diagnosticOf(problem: string, document: vscode.TextDocument): vscode.Diagnostic {
  const { start, end } = placeOfJqlProblem(problem, document.getText());
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const diagnostic = new vscode.Diagnostic(range, problem, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'Jira';
  return diagnostic;
}
