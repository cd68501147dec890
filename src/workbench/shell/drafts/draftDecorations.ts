import * as vscode from 'vscode';
import type { Drafts } from './drafts.ts';

/** Scheme of lines that drafts are marked at. */
const lineScheme = 'jenkins-jira-line';

/** URI of a line, by which VS Code asks for its decoration. */
export function lineUri(connection: string, place: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: lineScheme,
    path: `/${encodeURIComponent(connection)}/${encodeURIComponent(place)}`,
  });
}

/** Badge of lines with unsent texts: it is visible however narrow the view is, unlike their description. */
export class DraftDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly drafts: Drafts;
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.changed.event;
  private readonly parts: vscode.Disposable;

  constructor(drafts: Drafts) {
    this.drafts = drafts;
    this.parts = vscode.Disposable.from(
      this.changed,
      drafts.onDidChangeMarks(() => this.changed.fire(undefined)),
      vscode.window.registerFileDecorationProvider(this),
    );
  }

  provideFileDecoration({ scheme, path }: vscode.Uri): vscode.FileDecoration | undefined {
    if (scheme !== lineScheme) return undefined;
    const [connection = '', place = ''] = path.slice(1).split('/').map(decodeURIComponent);
    const words = this.drafts.markAt(connection, place);
    return words === undefined ? undefined : new vscode.FileDecoration('✎', words);
  }

  dispose(): void {
    this.parts.dispose();
  }
}
