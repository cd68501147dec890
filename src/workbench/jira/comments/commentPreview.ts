import * as vscode from 'vscode';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { pageHtml, pageOptions } from '../../shell/pages/page.ts';
import { previewHtml } from '../issues/documents.ts';
import { type DraftFiles, placeOfDraft } from './draftFiles.ts';
import { draftScheme } from './draftScheme.ts';

const { t } = vscode.l10n;

export interface CommentPreviewDeps {
  readonly store: ConnectionStore;
  readonly files: DraftFiles;
  readonly extension: vscode.Uri;
}

/** Preview of a draft beside its editor, as Jira will show it. */
export class CommentPreview implements vscode.Disposable {
  private readonly deps: CommentPreviewDeps;
  private readonly listening: vscode.Disposable;
  private panel: vscode.WebviewPanel | undefined;
  private shown: vscode.TextDocument | undefined;

  constructor(deps: CommentPreviewDeps) {
    this.deps = deps;
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.shown) void this.draw();
      }),
      vscode.window.onDidChangeActiveTextEditor(editor => {
        if (this.panel && editor?.document.uri.scheme === draftScheme) void this.show(editor.document);
      }),
      // Closing a draft closes its preview, too.
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some(({ input }) => isTabOf(input, this.shown))) this.panel?.dispose();
      }),
    );
  }

  async show(document: vscode.TextDocument): Promise<void> {
    this.shown = document;
    if (!this.panel) {
      this.panel = vscode.window.createWebviewPanel(
        'jenkinsJira.commentPreview',
        t('Preview'),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { ...pageOptions(this.deps.extension), enableScripts: false },
      );
      this.panel.onDidDispose(() => {
        this.panel = undefined;
      });
    }
    await this.draw();
  }

  dispose(): void {
    this.listening.dispose();
    this.panel?.dispose();
  }

  private async draw(): Promise<void> {
    const document = this.shown;
    const place = document && placeOfDraft(document.uri);
    const connection = place && this.deps.store.findJira(place.connectionId);
    if (!document || !place || !connection) return;
    const { origin } = await this.deps.files.readDetails(document.uri);
    const html = await previewHtml(connection, document.getText(), origin);
    // The draft may have been edited meanwhile, or the page closed.
    if (!this.panel || this.shown !== document) return;
    this.panel.title = t('Preview: {0}', place.key);
    const body = html || `<p class="muted">${t('Nothing is written yet.')}</p>`;
    this.panel.webview.html = pageHtml(this.panel.webview, this.deps.extension, { title: place.key, body });
  }
}

function isTabOf(input: unknown, document: vscode.TextDocument | undefined): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === document?.uri.toString();
}
