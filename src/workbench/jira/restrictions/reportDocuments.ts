import * as vscode from 'vscode';

const markdown = 'vscode.markdown-language-features';
const preview = 'markdown.showPreviewToSide';

const scheme = 'jira-restrictions-report';

/** Reports as read-only documents: they close without a question. */
export class ReportDocuments implements vscode.TextDocumentContentProvider {
  private readonly reports = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.reports.get(uri.toString()) ?? '';
  }

  /** Shows a report, rendered, beside its document; a new report of the same title replaces it. */
  async show(title: string, content: string): Promise<void> {
    const uri = this.keep(`${title}.md`, content);
    const document = await vscode.workspace.openTextDocument(uri);
    // Without VS Code's Markdown extension the source is shown.
    if (vscode.extensions.getExtension(markdown)) await vscode.commands.executeCommand(preview, uri);
    else await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  /** Keeps a text under a name, for an editor; a new text of the same name replaces it. */
  keep(name: string, content: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    this.reports.set(uri.toString(), content);
    this.changed.fire(uri);
    return uri;
  }

  register(): vscode.Disposable {
    return vscode.Disposable.from(this.changed, vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }
}
