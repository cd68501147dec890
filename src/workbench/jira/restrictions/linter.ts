import * as vscode from 'vscode';
import type { Diagnostic, Severity } from '../../../restrictions/index.ts';
import type { Background } from '../../shell/commands/background.ts';
import { languageId } from './engine.ts';
import { type RestrictionDocuments, rangeOf } from './restrictionDocuments.ts';

const { t } = vscode.l10n;

/** Pause in typing before a text is checked. */
const pauseMs = 150;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Diagnostic in the editor, with the engine's finding. */
class Shown extends vscode.Diagnostic {
  readonly found: Diagnostic;
  constructor(document: vscode.TextDocument, found: Diagnostic) {
    // The message is built here, from the template, so that it can be translated.
    super(rangeOf(document, found), t(found.template, ...found.args), severities[found.severity]);
    this.found = found;
    this.source = languageId;
    this.code = {
      value: found.code,
      target: vscode.Uri.parse(
        `command:jenkinsJira.explainDiagnostic?${encodeURIComponent(JSON.stringify([found.code]))}`,
      ),
    };
  }
}

/** Shows diagnostics of restrictions while they are typed, and offers fixes. */
export class Linter implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly documents: RestrictionDocuments;
  private readonly background: Background;
  private readonly shown = vscode.languages.createDiagnosticCollection(languageId);
  private readonly waiting = new Map<string, { timer: NodeJS.Timeout; abort: AbortController }>();
  private readonly listening: vscode.Disposable;

  constructor(documents: RestrictionDocuments, background: Background) {
    this.background = background;
    this.documents = documents;
    this.listening = vscode.Disposable.from(
      documents.onDidChange(document => this.later(document)),
      vscode.workspace.onDidCloseTextDocument(document => this.forget(document)),
    );
    for (const document of documents.all()) this.later(document);
  }

  provideCodeActions(document: vscode.TextDocument, _range: vscode.Range, context: vscode.CodeActionContext) {
    const here = context.diagnostics.filter(each => each instanceof Shown);
    const all = (this.shown.get(document.uri) ?? []).filter(each => each instanceof Shown);
    const fixes = here.flatMap(each => quickFix(document, each) ?? []);
    const kinds = new Set(here.filter(({ found }) => found.fix).map(({ found }) => found.code));
    const sameKind = [...kinds].flatMap(code => fixAllOf(document, code, all) ?? []);
    return [...fixes, ...sameKind, ...everyFix(document, all)];
  }

  dispose(): void {
    for (const { timer, abort } of this.waiting.values()) {
      clearTimeout(timer);
      abort.abort();
    }
    this.listening.dispose();
    this.shown.dispose();
  }

  private later(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.cancel(key);
    const abort = new AbortController();
    const look = () => this.background.run(() => this.look(document, abort.signal), key);
    const timer = setTimeout(look, pauseMs);
    this.waiting.set(key, { timer, abort });
  }

  private async look(document: vscode.TextDocument, signal: AbortSignal): Promise<void> {
    const session = await this.documents.session();
    const restrictions = await this.documents.read(document);
    const found = await session.lint(restrictions, this.documents.assumptions(document), signal);
    // A newer text is being checked already, or the document is closed.
    if (signal.aborted || document.isClosed) return;
    this.shown.set(
      document.uri,
      found.map(each => new Shown(document, each)),
    );
  }

  private forget(document: vscode.TextDocument): void {
    this.cancel(document.uri.toString());
    this.shown.delete(document.uri);
  }

  private cancel(key: string): void {
    const waiting = this.waiting.get(key);
    clearTimeout(waiting?.timer);
    waiting?.abort.abort();
    this.waiting.delete(key);
  }
}

function quickFix(document: vscode.TextDocument, shown: Shown): vscode.CodeAction | undefined {
  const { fix } = shown.found;
  if (!fix) return undefined;
  const action = new vscode.CodeAction(t(fix.title), vscode.CodeActionKind.QuickFix);
  action.diagnostics = [shown];
  action.edit = editOf(document, [shown]);
  // Each kind has a single fix, so there is no choice.
  action.isPreferred = true;
  return action;
}

function fixAllOf(document: vscode.TextDocument, code: string, all: readonly Shown[]): vscode.CodeAction | undefined {
  const same = all.filter(({ found }) => found.code === code && found.fix);
  if (same.length < 2) return undefined;
  const action = new vscode.CodeAction(t('Fix all of “{0}”', code), vscode.CodeActionKind.QuickFix);
  action.edit = editOf(document, same);
  return action;
}

function everyFix(document: vscode.TextDocument, all: readonly Shown[]): vscode.CodeAction[] {
  // Fix-all only fixes mistakes; a diagnostic about a possible intent is the person's to decide.
  const sure = all.filter(({ found }) => found.fix && found.severity === 'error');
  if (sure.length === 0) return [];
  const action = new vscode.CodeAction(t('Fix all errors'), vscode.CodeActionKind.SourceFixAll);
  action.edit = editOf(document, sure);
  return [action];
}

/** Edits of several fixes; where two overlap the first counts, and the other is offered again afterwards. */
function editOf(document: vscode.TextDocument, shown: readonly Shown[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const edits = shown.flatMap(({ found }) => found.fix?.edits ?? []).sort((a, b) => a.start - b.start);
  let reached = -1;
  for (const { start, end, newText } of edits) {
    if (start < reached) continue;
    edit.replace(document.uri, rangeOf(document, { start, end }), newText);
    reached = Math.max(end, start + 1);
  }
  return edit;
}
