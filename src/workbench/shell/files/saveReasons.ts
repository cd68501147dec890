import * as vscode from 'vscode';

/** Distinguishes the saves of a person from those of VS Code after a pause, or when the focus moves. */
export class SaveReasons implements vscode.Disposable {
  private readonly byHand = new Set<string>();
  private readonly quiet = new Set<string>();
  private readonly listening: vscode.Disposable;

  constructor(scheme: string) {
    this.listening = vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
      if (document.uri.scheme !== scheme) return;
      const key = document.uri.toString();
      const isByHand = reason === vscode.TextDocumentSaveReason.Manual && !this.quiet.has(key);
      if (isByHand) this.byHand.add(key);
      else this.byHand.delete(key);
    });
  }

  /** Whether the save that is under way is a person's. */
  takeByHand(uri: vscode.Uri): boolean {
    return this.byHand.delete(uri.toString());
  }

  /** Saves without a person. */
  async quietly(uri: vscode.Uri, save: () => Thenable<unknown>): Promise<void> {
    const key = uri.toString();
    this.quiet.add(key);
    try {
      await save();
    } finally {
      this.quiet.delete(key);
    }
  }

  dispose(): void {
    this.listening.dispose();
  }
}
