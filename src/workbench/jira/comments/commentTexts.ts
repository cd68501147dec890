import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { addComment, updateComment } from '../../../jira/comments/changeComments.ts';
import { type Comment, type NewComment, readComment } from '../../../jira/comments/comments.ts';
import type { JiraSession } from '../../../jira/index.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { EditedText, ServerText, TextKind, TextPlace } from '../../shell/drafts/textKind.ts';
import { notifyError, notifyInformation, showInformation } from '../../shell/messages/notifications.ts';
import { visibilityIn } from '../issues/chooseVisibility.ts';
import { bodyOf, editableOf, originIn } from '../issues/documents.ts';
import { draftScheme } from '../issues/draftScheme.ts';
import { type DraftPlace, draftTitle, placeOfDraft } from '../issues/draftUri.ts';
import type { IssueChanges } from '../issues/issueChanges.ts';
import { commentQuery, type IssueRef, openInBrowser, pathOfIssue } from '../issues/issueRef.ts';
import { postOnce } from './postOnce.ts';

const { t } = vscode.l10n;

export interface CommentTextsDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly changes: IssueChanges;
  readonly claims: Claims;
  readonly background: Background;
}

/** Comments as texts under edit, as Markdown: saving keeps a draft, posting sends it. */
export class CommentTexts implements TextKind<DraftPlace> {
  readonly scheme = draftScheme;
  readonly savingKeeps = true;
  readonly closes = true;
  private readonly deps: CommentTextsDeps;

  constructor(deps: CommentTextsDeps) {
    this.deps = deps;
  }

  refOf(uri: vscode.Uri): DraftPlace {
    const place = placeOfDraft(uri);
    if (!place) throw vscode.FileSystemError.FileNotFound(uri);
    return place;
  }

  placeOf({ connectionId, key, comment }: DraftPlace): TextPlace {
    const name = comment === undefined ? key : `${key}~${comment}`;
    return { connection: connectionId, name, place: key, title: draftTitle({ key, comment }) };
  }

  /** A new comment has no text yet. */
  async read({ connectionId, key, comment }: DraftPlace): Promise<ServerText> {
    if (comment === undefined) return { text: '' };
    const connection = this.deps.store.findJira(connectionId);
    if (!connection) throw vscode.FileSystemError.Unavailable(t('The connection of this draft was removed.'));
    try {
      const session = this.deps.sessions.jira(connection);
      return await textOfComment(session, await readComment(session, key, comment));
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(explanationText(error));
    }
  }

  async apply(place: DraftPlace, { text, details }: EditedText, uri: vscode.Uri): Promise<boolean> {
    const issue = this.issueAt(place);
    if (!issue) return false;
    if (text.trim() === '') {
      notifyInformation(t('The comment is empty. Write it before you post it.'));
      return false;
    }
    const draft = { uri, getText: () => text };
    const sent = await postOnce(this.deps.claims, draft, async () => {
      const body = await bodyOf(issue.connection, text, originIn(details));
      return this.send(issue, place.comment, { body, ...visibilityIn(details) });
    });
    if (!sent) return false;
    this.deps.changes.notify(issue);
    this.deps.background.run(() => notifyPosted(issue, sent));
    return true;
  }

  private issueAt({ connectionId, key }: DraftPlace): IssueRef | undefined {
    const connection = this.deps.store.findJira(connectionId);
    if (connection) return { connection, key };
    notifyError(
      t('Could not post the comment: its connection was removed. The draft is kept; copy its text to another comment.'),
    );
    return undefined;
  }

  private send(issue: IssueRef, id: string | undefined, comment: NewComment): Promise<Comment> {
    const { connection, key } = issue;
    const session = this.deps.sessions.jira(connection);
    return id === undefined
      ? doWrite(postWords(issue), control => addComment(session, key, comment, control))
      : doWrite(changeWords(issue), control => updateComment(session, key, id, comment, control));
  }
}

/** Markdown of a comment with its audience, and the parts that Markdown cannot say kept separately. */
export async function textOfComment(session: JiraSession, comment: Comment): Promise<ServerText> {
  const { body, visibility, internal, updated } = comment;
  const { markdown, origin } = await editableOf(session, body);
  return { text: markdown, version: updated, details: { origin, visibility, ...(internal ? { internal } : {}) } };
}

function postWords({ connection, key }: IssueRef) {
  return {
    connection,
    doing: t('Posting the comment on {0}…', key),
    done: t('The comment on {0} was posted.', key),
    failed: t('Could not post the comment on {0}; the draft is kept.', key),
    doubtful: t('The comment on {0} may or may not have been posted. The draft is kept.', key),
    page: pathOfIssue(key),
  };
}

function changeWords({ connection, key }: IssueRef) {
  return {
    connection,
    doing: t('Changing the comment on {0}…', key),
    done: t('The comment on {0} was changed.', key),
    failed: t('Could not change the comment on {0}; the draft is kept.', key),
    doubtful: t('The comment on {0} may or may not have been changed. The draft is kept.', key),
    page: pathOfIssue(key),
  };
}

async function notifyPosted(issue: IssueRef, comment: Comment): Promise<void> {
  const show = t('Open in Browser');
  const chosen = await showInformation(t('Comment posted on {0}.', issue.key), show);
  if (chosen !== show) return;
  await openInBrowser(issue, commentQuery(comment.id));
}
