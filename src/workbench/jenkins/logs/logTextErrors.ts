import * as vscode from 'vscode';
import { RowMap } from '../../../logs/rowMap.ts';
import type { Scanner } from '../../../logs/scanner.ts';
import type { Background } from '../../shell/commands/background.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import { LogErrors } from './logErrors.ts';
import { hasEnded } from './logPhase.ts';
import type { LogTextFiles } from './logTextFiles.ts';
import { logTextScheme } from './logUri.ts';

const { t } = vscode.l10n;

/** More marks would hold up VS Code. */
const maxMarks = 5000;
const noteMs = 5000;

export interface LogTextErrorsDeps {
  readonly files: LogTextFiles;
  readonly scanner: Scanner;
  readonly background: Background;
  readonly extension: vscode.Uri;
  /** Opens the page of a text that has a line. */
  readonly openLine: (text: vscode.Uri, line: number) => Promise<void>;
}

interface TextErrors {
  readonly errors: LogErrors;
  readonly listening: vscode.Disposable;
}

/** Errors of logs as text: marked beside their lines and in the scroll bar, counted, gone through. */
export class LogTextErrors implements vscode.Disposable {
  private readonly deps: LogTextErrorsDeps;
  private readonly known = new Map<string, TextErrors>();
  private readonly mark: vscode.TextEditorDecorationType;
  private readonly listening: vscode.Disposable;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when the errors of a text have changed. */
  readonly onDidChange = this.changed.event;

  constructor(deps: LogTextErrorsDeps) {
    this.deps = deps;
    this.mark = vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: new vscode.ThemeColor('diffEditor.removedLineBackground'),
      gutterIconPath: vscode.Uri.joinPath(deps.extension, 'media', 'log-error.svg'),
      gutterIconSize: 'contain',
      overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.errorForeground'),
      overviewRulerLane: vscode.OverviewRulerLane.Right,
    });
    this.listening = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.look()),
      vscode.workspace.onDidOpenTextDocument(() => this.look()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === logTextScheme) this.look();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri.toString())),
    );
    this.look();
  }

  /** Number of the errors in the log of a text. */
  countIn(uri: vscode.Uri): number {
    return this.known.get(uri.toString())?.errors.shown.total ?? 0;
  }

  /** Goes to the first error of the active text, or from the cursor to the next or previous one. */
  async go(by: 1 | -1, first = false): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const uri = editor?.document.uri;
    const log = uri && this.deps.files.logOf(uri);
    const errors = uri && this.known.get(uri.toString())?.errors;
    if (!editor || !log || !errors) return;
    const { hit, note } = await errors.find(by, first, log.firstLine + editor.selection.active.line);
    showBriefly(note, noteMs);
    if (!hit) return;
    if (hit.line < log.firstLine || hit.line > log.lastLine) return this.deps.openLine(uri, hit.line);
    const at = new vscode.Position(hit.line - log.firstLine, hit.column);
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose(): void {
    this.listening.dispose();
    for (const uri of [...this.known.keys()]) this.forget(uri);
    this.mark.dispose();
    this.changed.dispose();
  }

  private look(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.scheme !== logTextScheme) continue;
      this.read(editor.document.uri);
      this.draw(editor);
    }
  }

  private read(uri: vscode.Uri): void {
    const log = this.deps.files.logOf(uri);
    const known = this.known.get(uri.toString());
    if (known && known.errors.spool !== log?.spool) this.forget(uri.toString());
    if (!log) return;
    const { scanner, background } = this.deps;
    const { spool, document } = log;
    const errors =
      this.known.get(uri.toString())?.errors ??
      new LogErrors({
        ...{ spool, scanner, background, rowMap: new RowMap() },
        phase: () => document.phase,
        found: () => undefined,
        changed: () => this.redraw(uri),
      });
    if (!this.known.has(uri.toString())) {
      const listening = document.onDidChange(() => errors.refreshSoon(hasEnded(document.phase)));
      this.known.set(uri.toString(), { errors, listening });
    }
    errors.refreshSoon(hasEnded(document.phase));
  }

  private redraw(uri: vscode.Uri): void {
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document.uri.toString() === uri.toString()) this.draw(editor);
    this.changed.fire();
  }

  private draw(editor: vscode.TextEditor): void {
    const { uri, lineCount } = editor.document;
    const log = this.deps.files.logOf(uri);
    const errors = this.known.get(uri.toString())?.errors;
    if (!log || !errors) return;
    const lines = errors.linesIn(log.firstLine, log.firstLine + lineCount - 1, maxMarks);
    const marks = lines.map(line => {
      const at = line - log.firstLine;
      return { range: new vscode.Range(at, 0, at, 0), hoverMessage: t('Error') };
    });
    editor.setDecorations(this.mark, marks);
  }

  private forget(uri: string): void {
    const known = this.known.get(uri);
    known?.listening.dispose();
    known?.errors.dispose();
    this.known.delete(uri);
  }
}
