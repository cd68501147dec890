import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { pageHtml, pageOptions } from '../../shell/pages/page.ts';
import { showProblem } from '../../shell/pages/problemPage.ts';
import { originIn, previewHtml } from '../issues/documents.ts';

const { t } = vscode.l10n;

/** Object of a preview. */
export interface PreviewSubject {
  readonly title: string;
  /** Jira that the text is for; undefined where its connection was removed. */
  readonly connection: JiraConnection | undefined;
  /** Makes the text as it is posted; absent: as it is written. */
  readonly sentText?: ((connection: JiraConnection, text: string) => Promise<string>) | undefined;
}

export interface CommentPreviewDeps {
  /** Scheme of the drafts. */
  readonly scheme: string;
  readonly subjectOf: (uri: vscode.Uri, details: JsonObject) => PreviewSubject | undefined;
  readonly files: Pick<TextFiles<never>, 'detailsOf'>;
  readonly extension: vscode.Uri;
  readonly background: Background;
}

/** Preview of a draft beside its editor, as Jira will show it. */
export class CommentPreview implements vscode.Disposable {
  private readonly deps: CommentPreviewDeps;
  private readonly listening: vscode.Disposable;
  private panel: vscode.WebviewPanel | undefined;
  private shown: vscode.TextDocument | undefined;
  /** Listener of the problem that is shown instead. */
  private problem: vscode.Disposable | undefined;

  constructor(deps: CommentPreviewDeps) {
    this.deps = deps;
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.shown) deps.background.run(() => this.draw(), 'preview');
      }),
      vscode.window.onDidChangeActiveTextEditor(editor => {
        if (this.panel && editor?.document.uri.scheme === deps.scheme)
          deps.background.run(() => this.show(editor.document), 'preview');
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
        this.options(),
      );
      this.panel.onDidDispose(() => {
        this.panel = undefined;
        this.problem?.dispose();
        this.problem = undefined;
      });
    }
    await this.draw();
  }

  dispose(): void {
    this.listening.dispose();
    this.panel?.dispose();
  }

  private options(): vscode.WebviewOptions {
    return { ...pageOptions(this.deps.extension), enableScripts: false };
  }

  private async draw(): Promise<void> {
    const document = this.shown;
    const subject = document && this.deps.subjectOf(document.uri, {});
    if (!document || !subject) return;
    const { body = '', reason } = await this.read(document);
    // The draft may have been edited meanwhile, or the page closed.
    if (!this.panel || this.shown !== document) return;
    this.panel.title = t('Preview: {0}', subject.title);
    this.problem?.dispose();
    this.problem = undefined;
    if (reason !== undefined) return this.showProblem(this.panel.webview, subject.title, reason);
    this.panel.webview.options = this.options();
    // For screen readers; sighted people have the tab.
    const heading = `<h1 class="unseen">${escapeHtml(this.panel.title)}</h1>`;
    const page = { title: subject.title, body: heading + body };
    this.panel.webview.html = pageHtml(this.panel.webview, this.deps.extension, page);
  }

  /** @returns the page's HTML, or the reason why there is none */
  private async read(document: vscode.TextDocument): Promise<{ readonly body?: string; readonly reason?: string }> {
    try {
      const details = await this.deps.files.detailsOf(document.uri);
      const { connection, sentText } = this.deps.subjectOf(document.uri, details) ?? {};
      if (!connection) return { reason: t('The connection of this draft was removed.') };
      const written = document.getText();
      const text = sentText ? await sentText(connection, written) : written;
      const html = await previewHtml(connection, text, originIn(details));
      return { body: html || `<p class="muted">${t('Nothing to preview yet.')}</p>` };
    } catch (error) {
      this.deps.background.note('A preview could not be shown', error);
      return { reason: t('Could not show the preview. {0}', explanationText(error)) };
    }
  }

  private showProblem(webview: vscode.Webview, title: string, reason: string): void {
    const tryAgain = () => this.deps.background.run(() => this.draw(), 'preview');
    this.problem = showProblem(webview, this.deps.extension, { title, reason, tryAgain });
  }
}

function isTabOf(input: unknown, document: vscode.TextDocument | undefined): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === document?.uri.toString();
}
