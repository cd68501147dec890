import * as vscode from 'vscode';

/** Distinguishes the saves of a person from those of VS Code after a pause, or when the focus moves. */
export class SaveReasons implements vscode.Disposable {
  private readonly automatic = new Set<string>();
  private readonly listening: vscode.Disposable;

  constructor(scheme: string) {
    this.listening = vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
      if (document.uri.scheme !== scheme) return;
      if (reason === vscode.TextDocumentSaveReason.Manual) this.automatic.delete(document.uri.toString());
      else this.automatic.add(document.uri.toString());
    });
  }

  /** Whether the save that is under way is an automatic one. */
  takeAutomatic(uri: vscode.Uri): boolean {
    return this.automatic.delete(uri.toString());
  }

  dispose(): void {
    this.listening.dispose();
  }
}
