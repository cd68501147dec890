import * as vscode from 'vscode';
import type { Spool } from '../../../logs/spool.ts';
import type { LogDocument } from './logDocument.ts';

/** Least pause between two readings of a text. */
const growEveryMs = 1000;
/** Each reading hands all of the text to VS Code: the longer it is, the more seldom. */
const msPerMegabyte = 500;

export interface GrowthDeps {
  readonly uri: vscode.Uri;
  readonly document: LogDocument;
  /** Bytes of the text. */
  readonly size: () => number;
  /** Reads the text again. */
  readonly read: () => void;
}

/** Lets the text of a log grow with it while an editor shows it; else when an editor shows it again. */
export class LogTextGrowth implements vscode.Disposable {
  private readonly deps: GrowthDeps;
  private readonly listening: vscode.Disposable;
  private spool: Spool | undefined;
  private stopListening: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private hasGrown = false;
  /** Editors whose cursor is at the end of the text. */
  private following: readonly vscode.TextEditor[] = [];

  constructor(deps: GrowthDeps) {
    this.deps = deps;
    this.listening = vscode.Disposable.from(
      deps.document.onDidChange(() => {
        this.attach();
        this.grown();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.watch()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === deps.uri.toString()) this.follow();
      }),
    );
    this.attach();
    this.watch();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.stopListening?.();
    this.listening.dispose();
    this.deps.document.setWatched(this, false);
  }

  private get editors(): readonly vscode.TextEditor[] {
    const uri = this.deps.uri.toString();
    return vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri);
  }

  private attach(): void {
    const { spool } = this.deps.document;
    if (spool === this.spool) return;
    this.stopListening?.();
    this.spool = spool;
    this.stopListening = spool?.onChange(() => this.grown());
  }

  private watch(): void {
    this.deps.document.setWatched(this, this.editors.length > 0);
    if (this.hasGrown) this.readSoon();
  }

  private grown(): void {
    this.hasGrown = true;
    this.readSoon();
  }

  private readSoon(): void {
    if (this.timer || this.editors.length === 0) return;
    const pause = Math.max(growEveryMs, (this.deps.size() / 1024 / 1024) * msPerMegabyte);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.editors.length === 0) return;
      this.hasGrown = false;
      this.following = this.editors.filter(({ selection, document }) => {
        return selection.isEmpty && selection.active.line === document.lineCount - 1;
      });
      this.deps.read();
    }, pause);
  }

  /** Goes to the new end with cursors that were at the old one. */
  private follow(): void {
    for (const editor of this.following) {
      const { end } = editor.document.lineAt(editor.document.lineCount - 1).range;
      editor.selection = new vscode.Selection(end, end);
      editor.revealRange(new vscode.Range(end, end));
    }
    this.following = [];
  }
}
