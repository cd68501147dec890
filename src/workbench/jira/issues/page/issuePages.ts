import * as vscode from 'vscode';
import { escapeHtml } from '../../../../base/escapeHtml.ts';
import { asString, isObject } from '../../../../base/json.ts';
import { type IssueDetails, readIssueDetails } from '../../../../jira/issues/issueDetails.ts';
import { readMyself } from '../../../../jira/session/verify.ts';
import type { Sessions } from '../../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../../connections/settings/connectionStore.ts';
import { explanationText } from '../../../connections/words/explain.ts';
import { isCanceled } from '../../../shell/messages/canceled.ts';
import { pageHtml, pageOptions } from '../../../shell/pages/page.ts';
import type { IssueBuilds } from '../issueBuilds.ts';
import type { IssueRef } from '../issueRef.ts';
import { issueOfUri } from '../issueUri.ts';
import { issueHtml } from './issueHtml.ts';
import { type ContentMessage, readyCommand } from './pageMessages.ts';

const { t } = vscode.l10n;

export interface IssuePageDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly extension: vscode.Uri;
  readonly builds: IssueBuilds;
  /** Runs the command of a button of the page for its issue. */
  readonly act: (
    issue: IssueRef,
    command: string,
    argument: string | undefined,
    details: IssueDetails,
  ) => Promise<void>;
}

interface OpenPage {
  readonly uri: vscode.Uri;
  readonly webview: vscode.Webview;
  reading: AbortController;
  details: IssueDetails | undefined;
  /** Content of the page: a page that was hidden starts again and requests it. */
  html: string | undefined;
}

/** Pages of issues: read when they are opened, and again after a change from here. */
export class IssuePages implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  private readonly deps: IssuePageDeps;
  private readonly pages = new Set<OpenPage>();

  constructor(deps: IssuePageDeps) {
    this.deps = deps;
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  /** Does not wait for the issue: VS Code shows the page only when this has returned. */
  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const page: OpenPage = { uri, webview, reading: new AbortController(), details: undefined, html: undefined };
    this.pages.add(page);
    webview.options = pageOptions(this.deps.extension);
    const body = `<p class="muted">${t('Reading the issue…')}</p>`;
    webview.html = pageHtml(webview, this.deps.extension, { title: '', body, script: 'issuePage.js' });
    webview.onDidReceiveMessage((message: unknown) => void this.take(page, message));
    panel.onDidDispose(() => {
      page.reading.abort();
      this.pages.delete(page);
    });
    void this.draw(page);
  }

  /** Reads the open pages of an issue again. */
  refresh(key: string): void {
    for (const page of this.pages) {
      if (issueOfUri(page.uri, id => this.deps.store.findJira(id))?.key === key) void this.draw(page);
    }
  }

  dispose(): void {
    for (const { reading } of this.pages) reading.abort();
  }

  private async draw(page: OpenPage): Promise<void> {
    page.reading.abort();
    const reading = new AbortController();
    page.reading = reading;
    const issue = issueOfUri(page.uri, id => this.deps.store.findJira(id));
    if (!issue) return this.send(page, `<p class="problem">${t('The connection of this issue was removed.')}</p>`);
    const session = this.deps.sessions.jira(issue.connection);
    try {
      const { signal } = reading;
      const [details, me] = await Promise.all([
        readIssueDetails(session, issue.key, { signal }),
        readMyself(session, signal),
      ]);
      if (signal.aborted || !details) return;
      page.details = details;
      const moved = details.issue.key === issue.key ? undefined : t('{0} is {1} now.', issue.key, details.issue.key);
      const content = { details, me: me.id, problem: moved };
      this.send(page, await issueHtml(content));
      const builds = await this.deps.builds.section(details.issue.key, signal);
      if (builds !== '' && !signal.aborted) this.send(page, await issueHtml({ ...content, builds }));
    } catch (error) {
      if (reading.signal.aborted || isCanceled(error)) return;
      await this.notify(page, error);
    }
  }

  /** Keeps the earlier content, with a line that explains why it is not current. */
  private async notify(page: OpenPage, error: unknown): Promise<void> {
    const problem = t('Could not read the issue. {0}', explanationText(error));
    if (page.details) return this.send(page, await issueHtml({ details: page.details, me: '', problem }));
    const again = `<button type="button" data-command="refreshIssue">${t('Try Again')}</button>`;
    this.send(page, `<p class="problem" role="alert">${escapeHtml(problem)}</p>${again}`);
  }

  private send(page: OpenPage, html: string): void {
    page.html = html;
    const message: ContentMessage = { html };
    void page.webview.postMessage(message);
  }

  private async take(page: OpenPage, message: unknown): Promise<void> {
    const command = isObject(message) ? asString(message['command']) : undefined;
    const issue = issueOfUri(page.uri, id => this.deps.store.findJira(id));
    if (command === readyCommand && page.html !== undefined) this.send(page, page.html);
    if (!command || !issue) return;
    if (command === 'refreshIssue') return this.draw(page);
    if (!page.details) return;
    const argument = isObject(message) ? asString(message['argument']) : undefined;
    await this.deps.act({ ...issue, key: page.details.issue.key }, command, argument, page.details);
  }
}
