import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { addComment, updateComment } from '../../../jira/comments/changeComments.ts';
import { type Comment, type NewComment, readComment } from '../../../jira/comments/comments.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { Failure } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Background } from '../../shell/commands/background.ts';
import { UnderWay } from '../../shell/commands/underWay.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import {
  askModal,
  notifyError,
  notifyInformation,
  showInformation,
  showWarning,
} from '../../shell/messages/notifications.ts';
import { bodyOf, loadDocuments } from '../issues/documents.ts';
import type { IssueChanges } from '../issues/issueChanges.ts';
import { type IssueRef, openInBrowser, pathOfIssue } from '../issues/issueRef.ts';
import { type DraftDetails, type DraftFiles, type DraftPlace, draftUri, placeOfDraft } from './draftFiles.ts';
import { draftScheme } from './draftScheme.ts';
import { postOnce } from './postOnce.ts';

const { t } = vscode.l10n;

/** Characters of another's words in a dialog. */
const maxShown = 500;

export interface CommentEditorDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly changes: IssueChanges;
  readonly claims: Claims;
  readonly background: Background;
}

/** Editor of comments: Save keeps a draft, posting sends it. */
export class CommentEditor {
  private readonly deps: CommentEditorDeps;
  private readonly files: DraftFiles;
  private readonly underWay = new UnderWay();

  constructor(deps: CommentEditorDeps, files: DraftFiles) {
    this.deps = deps;
    this.files = files;
  }

  /** Opens the draft of a new comment; inserts a text if there is no draft yet. */
  async open(issue: IssueRef, text?: string): Promise<void> {
    const uri = draftUri(issue);
    if (text && !(await this.files.has(uri))) await this.files.writeFile(uri, Buffer.from(text));
    await show(uri);
  }

  /**
   * Opens a comment for editing: as Markdown, with the parts that Markdown cannot say kept separately. An existing
   * draft is continued, unless it was not edited yet; if the comment was changed meanwhile, the person is asked.
   */
  async edit(issue: IssueRef, id: string): Promise<void> {
    const uri = draftUri(issue, id);
    const draft = Buffer.from(await this.files.readFile(uri)).toString('utf8');
    const details = await this.deps.background.optional('The origin of a draft could not be read', () =>
      this.files.readDetails(uri),
    );
    const { before, updated } = details ?? {};
    if (draft === '' || draft === before) {
      await this.begin(uri, await this.read(issue, id));
      return show(uri);
    }
    await show(uri);
    // Without an answer the draft is still usable.
    const comment = await this.deps.background.optional('A comment could not be compared with its draft', () =>
      this.read(issue, id),
    );
    if (comment && comment.updated !== updated && (await this.wantsAnew(issue))) await this.beginAnew(uri, comment);
  }

  private async begin(uri: vscode.Uri, comment: Comment): Promise<void> {
    const { toEditable } = await loadDocuments();
    const { markdown, origin } = toEditable(comment.body);
    const { visibility, internal, updated } = comment;
    await this.files.writeFile(uri, Buffer.from(markdown));
    const seen = { visibility, ...(internal ? { internal } : {}) };
    await this.files.writeDetails(uri, { ...seen, origin, before: markdown, updated });
  }

  private async beginAnew(uri: vscode.Uri, comment: Comment): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.isDirty) await document.save();
    await this.begin(uri, comment);
  }

  private async wantsAnew({ key }: IssueRef): Promise<boolean> {
    const anew = t('Begin Anew');
    const chosen = await showWarning(
      t('This draft was begun from an older text: the comment on {0} was changed on Jira since.', key),
      anew,
      t('Keep Draft'),
    );
    return chosen === anew;
  }

  /** Sends the draft of the document, or of the active one. A draft that could not be sent stays. */
  async post(target: unknown): Promise<void> {
    // A draft that was just posted is gone: opened again, it would be an empty one.
    if (target instanceof vscode.Uri && this.underWay.shows(postOf(target))) return;
    const document = await draftIn(target);
    const place = document && placeOfDraft(document.uri);
    const issue = place && this.issueAt(place);
    if (!document || !place || !issue) return;
    if (document.getText().trim() === '') {
      notifyInformation(t('Write the comment first; there is nothing to post yet.'));
      return;
    }
    const words = t('The comment on {0} is being posted.', issue.key);
    await this.underWay.once(postOf(document.uri), { words }, () =>
      postOnce(this.deps.claims, document, () => this.postText(document, place, issue)),
    );
  }

  /** @returns undefined when it was canceled */
  private async postText(
    document: vscode.TextDocument,
    place: DraftPlace,
    issue: IssueRef,
  ): Promise<Comment | undefined> {
    const text = document.getText();
    await document.save();
    const { visibility, internal, origin, updated } = await this.readDetails(document, issue);
    if (place.comment !== undefined && !(await this.mayReplace(issue, place.comment, updated))) return undefined;
    const body = await bodyOf(issue.connection, text, origin);
    const comment = { body, visibility, internal };
    const sent =
      place.comment === undefined ? await this.send(issue, comment) : await this.change(issue, place.comment, comment);
    this.deps.changes.notify(issue);
    // Words that were added meanwhile are not sent: they stay.
    if (document.getText() === text) await discard(document);
    this.deps.background.run(() => this.notifyPosted(issue, sent));
    return sent;
  }

  private async readDetails(document: vscode.TextDocument, { connection }: IssueRef): Promise<DraftDetails> {
    try {
      return await this.files.readDetails(document.uri);
    } catch (error) {
      const what = t('Could not read who may see the comment, so it was not posted. Choose it above the draft.');
      throw new Failure(what, error, connection);
    }
  }

  /** Discards a draft, after a confirmation unless it is empty. */
  async discard(target: unknown): Promise<void> {
    const document = await draftIn(target);
    const place = document && placeOfDraft(document.uri);
    if (!document || !place) return;
    if (document.getText().trim() !== '') {
      const throwAway = t('Discard Draft');
      const chosen = await askModal(t('Discard the draft of a comment on {0}?', place.key), {}, throwAway);
      if (chosen !== throwAway) return;
    }
    await discard(document);
  }

  private issueAt({ connectionId, key }: DraftPlace): IssueRef | undefined {
    const connection = this.deps.store.findJira(connectionId);
    if (connection) return { connection, key };
    notifyError(
      t('Could not post the comment: its connection was removed. The draft is kept; copy it to where it belongs.'),
    );
    return undefined;
  }

  private async read({ connection, key }: IssueRef, id: string): Promise<Comment> {
    try {
      return await withDelayedProgress(t('Reading the comment on {0}…', key), signal =>
        readComment(this.deps.sessions.jira(connection), key, id, { signal }),
      );
    } catch (error) {
      throw new Failure(t('Could not read the comment on {0}.', key), error, connection);
    }
  }

  /** Whether the comment is still the one that the editing began with, or the person wants to replace it. */
  private async mayReplace(issue: IssueRef, id: string, updated: string | undefined): Promise<boolean> {
    const now = await this.read(issue, id);
    if (updated === undefined || now.updated === updated) return true;
    const overwrite = t('Overwrite');
    const chosen = await askModal(
      t('The comment on {0} was changed on Jira since you began.', issue.key),
      { detail: now.text.slice(0, maxShown) },
      overwrite,
    );
    return chosen === overwrite;
  }

  private change({ connection, key }: IssueRef, id: string, comment: NewComment): Promise<Comment> {
    const words = {
      connection,
      doing: t('Changing the comment on {0}…', key),
      done: t('The comment on {0} was changed.', key),
      failed: t('Could not change the comment on {0}; the draft is kept.', key),
      doubtful: t('The comment on {0} may or may not have been changed. The draft is kept.', key),
      page: pathOfIssue(key),
    };
    return doWrite(words, control => updateComment(this.deps.sessions.jira(connection), key, id, comment, control));
  }

  private send({ connection, key }: IssueRef, comment: NewComment): Promise<Comment> {
    const words = {
      connection,
      doing: t('Posting the comment on {0}…', key),
      done: t('The comment on {0} was posted.', key),
      failed: t('Could not post the comment on {0}; the draft is kept.', key),
      doubtful: t('The comment on {0} may or may not have been posted. The draft is kept.', key),
      page: pathOfIssue(key),
    };
    return doWrite(words, control => addComment(this.deps.sessions.jira(connection), key, comment, control));
  }

  private async notifyPosted(issue: IssueRef, comment: Comment): Promise<void> {
    const show = t('Open in Browser');
    const chosen = await showInformation(t('Comment posted on {0}.', issue.key), show);
    if (chosen !== show) return;
    await openInBrowser(issue, `?focusedCommentId=${encodeURIComponent(comment.id)}`);
  }
}

function postOf(draft: vscode.Uri): readonly string[] {
  return ['post', draft.toString()];
}

async function show(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Draft that a command was called on: the editor's title passes its URI. */
export async function draftIn(target: unknown): Promise<vscode.TextDocument | undefined> {
  if (target instanceof vscode.Uri && target.scheme === draftScheme) return vscode.workspace.openTextDocument(target);
  const active = vscode.window.activeTextEditor?.document;
  return active?.uri.scheme === draftScheme ? active : undefined;
}

/** Closes a draft's editors and deletes it. */
async function discard(document: vscode.TextDocument): Promise<void> {
  // Saved first: closing an unsaved document would ask.
  if (document.isDirty) await document.save();
  const uri = document.uri.toString();
  const tabs = vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri);
  await vscode.window.tabGroups.close(tabs);
  await vscode.workspace.fs.delete(document.uri);
}
