import * as vscode from 'vscode';
import type { Background } from '../commands/background.ts';
import type { SaveReasons } from '../files/saveReasons.ts';

/** Pause in typing after which a text is kept, in milliseconds: an editor that is closed within it asks to be saved. */
const pauseMs = 200;
/** Pause after a save that failed, in milliseconds. */
const againMs = 5_000;
/** Looks at a text after it was opened, or saved. */
const looks = 6;

/**
 * Saves texts under edit as drafts when typing pauses, whatever the settings say: so closing them asks nothing. Nothing
 * is formatted or trimmed by it. A document that is typed into while it is saved says that it is not dirty: versions
 * tell.
 */
export class AutoSave implements vscode.Disposable {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** Version of each document that was saved last. */
  private readonly saved = new Map<string, number>();
  private readonly reasons: SaveReasons;
  private readonly background: Background;
  private readonly listening: vscode.Disposable;

  constructor(scheme: string, reasons: SaveReasons, background: Background) {
    this.reasons = reasons;
    this.background = background;
    const opened = (document: vscode.TextDocument) => {
      if (document.uri.scheme === scheme) this.saveSoon(document, () => this.look(document, looks));
    };
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        // A text that was read again, such as another window's, is not dirty.
        if (document.uri.scheme === scheme && document.isDirty) this.saveSoon(document, () => this.save(document));
      }),
      vscode.window.onDidChangeActiveTextEditor(editor => editor && opened(editor.document)),
      vscode.workspace.onDidOpenTextDocument(document => opened(document)),
      vscode.workspace.onWillSaveTextDocument(({ document }) => this.note(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.saved.delete(uri.toString())),
    );
    for (const document of vscode.workspace.textDocuments) opened(document);
  }

  dispose(): void {
    this.listening.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  /** After a crash VS Code has a text that is dirty from the beginning, or says so some time later, without an event. */
  private async look(document: vscode.TextDocument, looksLeft: number): Promise<void> {
    if (document.isDirty) {
      // It may have been saved in this version before VS Code restored it.
      this.saved.delete(document.uri.toString());
      await this.save(document);
    } else if (looksLeft > 0 && !document.isClosed) {
      this.saveSoon(document, () => this.look(document, looksLeft - 1), againMs);
    }
  }

  private saveSoon({ uri }: vscode.TextDocument, save: () => unknown, ms = pauseMs): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    const run = () => {
      this.timers.delete(key);
      this.background.quietly('A draft could not be saved', save);
    };
    this.timers.set(key, setTimeout(run, ms));
  }

  /** A save by the extension's interface counts as a person's, and formats the text: only where nobody is typing. */
  private async save(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    const { version } = document;
    if (this.saved.get(key) === version) return;
    this.note(document);
    const isInFront = vscode.window.activeTextEditor?.document === document;
    if (isInFront) await vscode.commands.executeCommand('workbench.action.files.saveWithoutFormatting');
    else await this.reasons.quietly(document.uri, () => document.save());
    // Such as a text that VS Code restores after a crash, before it can be saved.
    if (document.isClosed || document.version !== version) return;
    this.saveSoon(document, () => this.look(document, looks), againMs);
  }

  private note(document: vscode.TextDocument): void {
    this.saved.set(document.uri.toString(), document.version);
  }
}
