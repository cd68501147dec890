import * as vscode from 'vscode';
import { WriteFate } from '../../http/index.ts';
import { addCommentSurely, type Comment, type CommentOutcome } from '../../jira/index.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import { withLateProgress } from '../dialogs/lateProgress.ts';
import type { IssueRef } from '../issues/issueRef.ts';
import { Failure, UnknownFate } from '../messages/problemReporter.ts';
import { draftScheme, draftUri, issueOfDraft } from './draftFiles.ts';

const { t } = vscode.l10n;

export interface CommentEditorDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
}

/** Writing a comment in an editor: Save keeps a draft, posting sends it. */
export class CommentEditor implements vscode.Disposable {
  private readonly deps: CommentEditorDeps;
  private readonly posting = new Set<string>();
  private readonly posted = new vscode.EventEmitter<IssueRef>();
  readonly onDidPost = this.posted.event;

  constructor(deps: CommentEditorDeps) {
    this.deps = deps;
  }

  async open(issue: IssueRef): Promise<void> {
    const document = await vscode.workspace.openTextDocument(draftUri(issue));
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Sends the draft of the document, or of the active one. What could not be sent stays a draft. */
  async post(target: unknown): Promise<void> {
    const document = await draftIn(target);
    const issue = document && this.issueOf(document);
    if (!document || !issue) return;
    const text = document.getText();
    if (text.trim() === '') {
      void vscode.window.showInformationMessage(t('Write the comment first; there is nothing to post yet.'));
      return;
    }
    const id = document.uri.toString();
    if (this.posting.has(id)) return;
    this.posting.add(id);
    try {
      await document.save();
      const comment = await this.send(issue, text);
      this.posted.fire(issue);
      // Words that were added meanwhile are not sent: they stay.
      if (document.getText() === text) await discard(document);
      void this.tellPosted(issue, comment);
    } finally {
      this.posting.delete(id);
    }
  }

  /** Throws a draft away, after asking when there is something to lose. */
  async discard(target: unknown): Promise<void> {
    const document = await draftIn(target);
    const issue = document && issueOfDraft(document.uri);
    if (!document || !issue) return;
    if (document.getText().trim() !== '') {
      const throwAway = t('Discard Draft');
      const chosen = await vscode.window.showWarningMessage(
        t('Discard the draft of a comment on {0}?', issue.key),
        { modal: true },
        throwAway,
      );
      if (chosen !== throwAway) return;
    }
    await discard(document);
  }

  dispose(): void {
    this.posted.dispose();
  }

  private issueOf(document: vscode.TextDocument): IssueRef | undefined {
    const issue = issueOfDraft(document.uri);
    const connection = issue && this.deps.store.findJira(issue.connectionId);
    if (issue && connection) return { connection, key: issue.key };
    void vscode.window.showErrorMessage(
      t('Could not post the comment: its connection was removed. The draft is kept; copy it to where it belongs.'),
    );
    return undefined;
  }

  private async send(issue: IssueRef, text: string): Promise<Comment> {
    const { connection, key } = issue;
    let outcome: CommentOutcome;
    try {
      outcome = await withLateProgress(t('Posting the comment on {0}…', key), signal =>
        addCommentSurely(this.deps.sessions.jira(connection), key, text, { signal }),
      );
    } catch (error) {
      throw new Failure(t('Could not post the comment on {0}; the draft is kept.', key), error, connection);
    }
    if (outcome.fate === WriteFate.done) return outcome.comment;
    if (outcome.fate === WriteFate.notDone) {
      const what = t('The comment on {0} was not posted; the draft is kept, try again.', key);
      throw new Failure(what, outcome.error, connection);
    }
    throw new UnknownFate(
      t('Whether the comment on {0} was posted is not known; look before you post it again. The draft is kept.', key),
      outcome.error,
      connection,
      `/browse/${encodeURIComponent(key)}`,
    );
  }

  private async tellPosted({ connection, key }: IssueRef, comment: Comment): Promise<void> {
    const show = t('Open in Browser');
    const chosen = await vscode.window.showInformationMessage(t('Comment posted on {0}.', key), show);
    if (chosen !== show) return;
    const page = `/browse/${encodeURIComponent(key)}?focusedCommentId=${encodeURIComponent(comment.id)}`;
    await vscode.env.openExternal(vscode.Uri.parse(connection.url + page));
  }
}

/** The draft that a command was called on: the editor's title hands over its address. */
async function draftIn(target: unknown): Promise<vscode.TextDocument | undefined> {
  if (target instanceof vscode.Uri && target.scheme === draftScheme) return vscode.workspace.openTextDocument(target);
  const active = vscode.window.activeTextEditor?.document;
  return active?.uri.scheme === draftScheme ? active : undefined;
}

/** Closes a draft's editors and forgets it. */
async function discard(document: vscode.TextDocument): Promise<void> {
  // Saved first: closing something unsaved would ask.
  if (document.isDirty) await document.save();
  const uri = document.uri.toString();
  const tabs = vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri);
  await vscode.window.tabGroups.close(tabs);
  await vscode.workspace.fs.delete(document.uri);
}
