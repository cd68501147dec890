import * as vscode from 'vscode';
import { readComment } from '../../../jira/comments/comments.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import type { ServerText } from '../../shell/drafts/textKind.ts';
import { chooseVisibility, type VisibilityDeps } from '../issues/chooseVisibility.ts';
import { draftScheme } from '../issues/draftScheme.ts';
import { type DraftPlace, draftUri } from '../issues/draftUri.ts';
import type { IssueRef } from '../issues/issueRef.ts';
import { textOfComment } from './commentTexts.ts';

const { t } = vscode.l10n;

export interface CommentEditorDeps extends VisibilityDeps {
  readonly files: TextFiles<DraftPlace>;
}

/** Opens the draft of a new comment. */
export async function openNewComment({ files }: CommentEditorDeps, issue: IssueRef): Promise<void> {
  await files.show(draftUri(issue));
}

/** Opens a comment for editing, as it is now or with the draft of it; a draft opens also where Jira cannot be read. */
export async function openComment(deps: CommentEditorDeps, issue: IssueRef, id: string): Promise<void> {
  const { files, sessions } = deps;
  const uri = draftUri(issue, id);
  if (await files.draftOf(uri)) await files.show(uri);
  else await files.open(uri, await read(sessions, issue, id));
}

/**
 * Adds a comment as a quotation to the draft of a new comment. The audience of the comment becomes the draft's, unless
 * the draft has its own: the words were not for others.
 */
export async function quoteComment(deps: CommentEditorDeps, issue: IssueRef, id: string): Promise<void> {
  const { files, sessions } = deps;
  const { text, details: { visibility, internal } = {} } = await read(sessions, issue, id);
  const uri = draftUri(issue);
  const editor = await vscode.window.showTextDocument(await files.show(uri), { preview: false });
  const before = editor.document.getText();
  const gap = before.trim() === '' || before.endsWith('\n\n') ? '' : '\n\n';
  const lines = text.trim().split('\n');
  const end = editor.document.positionAt(before.length);
  // The cursor moves along with what is inserted at it: what is typed at once comes after the quotation.
  editor.selection = new vscode.Selection(end, end);
  await editor.edit(edit => edit.insert(end, `${gap}${lines.map(line => `> ${line}`.trimEnd()).join('\n')}\n\n`));
  const own = await files.detailsOf(uri);
  const isFree = own['visibility'] === undefined && own['internal'] !== true;
  if (isFree && (visibility !== undefined || internal === true))
    await files.keepDetails(uri, { ...own, visibility, ...(internal === true ? { internal } : {}) }, true);
}

/** Asks for the audience of the comment in the document. */
export async function chooseAudience(
  deps: CommentEditorDeps,
  document: vscode.TextDocument,
  issue: IssueRef,
): Promise<void> {
  const { files, background } = deps;
  const { uri } = document;
  const details = await background.optional('The audience of a draft could not be read', () => files.detailsOf(uri));
  const { visibility: _, internal, ...others } = details ?? {};
  const chosen = await chooseVisibility(deps, issue, internal !== undefined);
  if (chosen) await files.keepDetails(uri, { ...others, ...chosen }, true);
}

/** Draft that a command was called on, or that is in front: the editor's title passes its URI. */
export function draftUriIn(target: unknown): vscode.Uri | undefined {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === draftScheme ? uri : undefined;
}

export async function draftIn(target: unknown): Promise<vscode.TextDocument | undefined> {
  const uri = draftUriIn(target);
  return uri && vscode.workspace.openTextDocument(uri);
}

async function read(sessions: Sessions, { connection, key }: IssueRef, id: string): Promise<ServerText> {
  try {
    return await withDelayedProgress(t('Loading the comment on {0}…', key), async signal => {
      const session = sessions.jira(connection);
      return textOfComment(session, await readComment(session, key, id, { signal }));
    });
  } catch (error) {
    throw new Failure(t('Could not load the comment on {0}.', key), error, connection);
  }
}
