import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type IssueDetails, readIssueDetails } from '../../../../jira/issues/issueDetails.ts';
import { listWebLinks } from '../../../../jira/issues/issueLinks.ts';
import { IssuePermission } from '../../../../jira/issues/permissions.ts';
import { readMyself } from '../../../../jira/session/verify.ts';
import type { ConnectionStore } from '../../../connections/settings/connectionStore.ts';
import { explanationText } from '../../../connections/words/explain.ts';
import { setContextKeys } from '../../../shell/commands/contextKeys.ts';
import { withDelayedProgress } from '../../../shell/dialogs/delayedProgress.ts';
import { isCanceled } from '../../../shell/messages/canceled.ts';
import { ContentPage } from '../../../shell/pages/contentPage.ts';
import type { PageFile } from '../../../shell/pages/pageMessages.ts';
import { muted } from '../../../shell/pages/pageParts.ts';
import { problemHtml } from '../../../shell/pages/problemPage.ts';
import type { IssueBuilds } from '../issueBuilds.ts';
import type { IssuePermissions } from '../issuePermissions.ts';
import type { IssueRef } from '../issueRef.ts';
import { issueOfUri } from '../issueUri.ts';
import { CommentBox, type CommentBoxDeps } from './commentBox.ts';
import { type IssuePageContent, may } from './issueContent.ts';
import { draftsPart, type IssuePageParts, issuePageParts } from './issueHtml.ts';
import { showPictures } from './issuePictures.ts';
import { firstComments, lengthenLists, readLists, type WantedLists, wantedBy } from './longLists.ts';

const { t } = vscode.l10n;

const refreshCommand = 'refreshIssue';

export interface IssuePageDeps extends CommentBoxDeps {
  readonly store: ConnectionStore;
  readonly extension: vscode.Uri;
  readonly builds: IssueBuilds;
  readonly permissions: Pick<IssuePermissions, 'read'>;
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
  readonly view: ContentPage;
  readonly isInFront: () => boolean;
  reading: AbortController;
  content: IssuePageContent | undefined;
  wanted: WantedLists;
  /** Content as it was drawn last. */
  parts: IssuePageParts | undefined;
  /** Undefined before the issue was read. */
  box: CommentBox | undefined;
}

/** Pages of issues: read when they are opened, and again after a change from here. */
export class IssuePages implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  private readonly deps: IssuePageDeps;
  private readonly pages = new Set<OpenPage>();

  private readonly listening: vscode.Disposable;

  constructor(deps: IssuePageDeps) {
    this.deps = deps;
    this.listening = vscode.Disposable.from(
      deps.drafts.onDidChangeMarks(() => this.eachPage(page => this.compose(page))),
      deps.drafts.onDidChange(() => this.eachPage(page => page.box?.sync())),
    );
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  /** Does not wait for the issue: VS Code shows the page only when this has returned. */
  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { extension, background } = this.deps;
    const view = new ContentPage({
      ...{ webview: panel.webview, extension, background, title: basename(uri.path) },
      waiting: `<p>${muted(t('Loading the issue…'))}</p>`,
      script: 'issuePage.js',
      act: (command, argument, files) => this.take(page, command, argument, files),
      shown: () => page.box?.begin(),
    });
    const isInFront = () => panel.active;
    const reading = new AbortController();
    const page: OpenPage = {
      uri,
      view,
      isInFront,
      reading,
      content: undefined,
      wanted: {},
      parts: undefined,
      box: undefined,
    };
    this.pages.add(page);
    panel.onDidChangeViewState(() => this.tellState());
    panel.onDidDispose(() => {
      page.reading.abort();
      this.pages.delete(page);
    });
    this.drawSoon(page);
  }

  /** Reads the open pages of an issue again. */
  refresh(key: string): void {
    for (const page of this.pages) {
      if (issueOfUri(page.uri, id => this.deps.store.findJira(id))?.key === key) this.drawSoon(page);
    }
  }

  dispose(): void {
    this.listening.dispose();
    for (const { reading } of this.pages) reading.abort();
  }

  private drawSoon(page: OpenPage): void {
    this.deps.background.run(() => this.draw(page));
  }

  private async draw(page: OpenPage): Promise<void> {
    page.reading.abort();
    const reading = new AbortController();
    page.reading = reading;
    const issue = issueOfUri(page.uri, id => this.deps.store.findJira(id));
    if (!issue) return page.view.show(problemHtml(t('The connection of this issue was removed.'), refreshCommand));
    const session = this.deps.sessions.jira(issue.connection);
    try {
      const { signal } = reading;
      const read = async () =>
        readLists(
          { session, background: this.deps.background, signal },
          await readIssueDetails(session, issue.key, { signal, comments: page.wanted.comments ?? firstComments }),
          page.wanted,
        );
      const links = () => listWebLinks(session, issue.key, { signal });
      const [told, webLinks, me, lacked] = await Promise.all([
        read(),
        this.deps.background.optional('The web links of an issue could not be read', links),
        readMyself(session, signal),
        this.deps.permissions.read(issue, signal),
      ]);
      if (signal.aborted) return;
      const details = { ...told, webLinks };
      const moved = details.issue.key === issue.key ? undefined : t('{0} is {1} now.', issue.key, details.issue.key);
      // The builds that are known stay until they are read again.
      const content = { details, me: me.id, lacked, notice: moved, builds: page.content?.builds ?? '' };
      await this.show(page, content);
      // They may take long; the builds do not wait for them.
      this.deps.background.run(() => showPictures(this.deps, page.view, issue, details.attachments, signal));
      const builds = await this.deps.builds.section({ ...issue, key: details.issue.key }, signal);
      if (builds !== content.builds && !signal.aborted) await this.show(page, { ...(page.content ?? content), builds });
    } catch (error) {
      if (reading.signal.aborted || isCanceled(error)) return;
      await this.notify(page, error);
    }
  }

  /** Shows more of a list; a page that is read again keeps it so. */
  private async lengthen(page: OpenPage, { connection }: IssueRef, wanted: WantedLists): Promise<void> {
    const { content } = page;
    const { signal } = page.reading;
    if (!content) return;
    const { background } = this.deps;
    const session = this.deps.sessions.jira(connection);
    const longer = await withDelayedProgress(t('Loading more of {0}…', content.details.issue.key), canceled =>
      lengthenLists({ session, background, signal: AbortSignal.any([signal, canceled]) }, content.details, wanted),
    );
    page.wanted = { ...page.wanted, ...wanted };
    if (signal.aborted) return;
    // Another list may have come meanwhile.
    const now = page.content ?? content;
    await this.show(page, { ...now, details: { ...now.details, ...longer } });
  }

  /** Keeps the earlier content, with a line that explains why it is not current. */
  private async notify(page: OpenPage, error: unknown): Promise<void> {
    this.deps.background.note('An issue could not be shown', error);
    const problem = t('Could not load the issue. {0}', explanationText(error));
    const { content } = page;
    const again = problemHtml(problem, refreshCommand);
    if (content) await this.show(page, { ...content, problem: again });
    else page.view.show(again);
  }

  private eachPage(work: (page: OpenPage) => void): void {
    for (const page of this.pages) work(page);
  }

  /** Tells the palette whether the issue in front is watched and voted for. */
  private tellState(): void {
    const front = [...this.pages].find(page => page.isInFront())?.content?.details.attention;
    setContextKeys(this.deps.background, {
      watchesFrontIssue: front?.watching === true,
      votedForFrontIssue: front?.voted === true,
    });
  }

  private async show(page: OpenPage, content: IssuePageContent): Promise<void> {
    page.content = content;
    this.tellState();
    const parts = await issuePageParts({ ...content, wanted: page.wanted });
    // A newer content may have come meanwhile.
    if (page.content !== content) return;
    page.parts = parts;
    this.compose(page);
  }

  /** Shows the content as it was drawn, with the drafts of now: without a request. */
  private compose(page: OpenPage): void {
    const { content, parts } = page;
    const issue = issueOfUri(page.uri, id => this.deps.store.findJira(id));
    if (!content || !parts || !issue) return;
    const { key } = content.details.issue;
    const box = may(content, IssuePermission.comment) ? this.boxOf(page, { ...issue, key }) : undefined;
    const unsent = this.deps.drafts.at(issue.connection.id, key);
    // The draft that the box shows needs no line.
    const others = unsent.filter(({ uri }) => uri !== box?.uri.toString());
    page.view.show([draftsPart(others), ...parts.above, ...(box?.parts() ?? []), ...parts.comments]);
  }

  private boxOf(page: OpenPage, issue: IssueRef): CommentBox {
    if (page.box?.issue.key === issue.key) return page.box;
    page.box = new CommentBox(this.deps, page.view, issue, () => this.compose(page));
    page.box.begin();
    return page.box;
  }

  private async take(
    page: OpenPage,
    command: string,
    argument: string | undefined,
    files: readonly PageFile[],
  ): Promise<void> {
    const issue = issueOfUri(page.uri, id => this.deps.store.findJira(id));
    if (command === refreshCommand) return this.draw(page);
    const details = page.content?.details;
    if (!issue || !details || (await page.box?.take(command, argument, files))) return;
    const wanted = wantedBy(command, page.wanted);
    if (wanted) return this.lengthen(page, issue, wanted);
    await this.deps.act({ ...issue, key: details.issue.key }, command, argument, details);
  }
}
