import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';
import { deleteComment } from '../../../jira/comments/changeComments.ts';
import { Product } from '../../connections/settings/connection.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { askModal } from '../../shell/messages/notifications.ts';
import { type IssueRef, issueIn, pathOfIssue } from '../issues/issueRef.ts';
import { pickIssue } from '../issues/pickIssue.ts';
import { chooseVisibility } from './chooseVisibility.ts';
import type { CommentCommand } from './commentCommandNames.ts';
import { CommentEditor, type CommentEditorDeps, draftIn } from './commentEditor.ts';
import { CommentLenses } from './commentLenses.ts';
import { CommentPreview } from './commentPreview.ts';
import { DraftFiles, placeOfDraft } from './draftFiles.ts';
import { draftScheme } from './draftScheme.ts';
import { Mentions } from './mentions.ts';

const { t } = vscode.l10n;

export interface CommentFeatureDeps extends CommentEditorDeps {
  /** Folder of drafts. */
  readonly storage: vscode.Uri;
  readonly extension: vscode.Uri;
}

/** Part of the feature that writes comments. */
export interface CommentFeature extends vscode.Disposable {
  readonly files: DraftFiles;
  readonly handlers: Readonly<Record<CommentCommand, Handler>>;
}

/** Opened with the first comment. */
export function openCommentFeature({ storage, extension, ...deps }: CommentFeatureDeps): CommentFeature {
  const { store, sessions, background } = deps;
  const files = new DraftFiles(storage);
  const editor = new CommentEditor(deps, files);
  const preview = new CommentPreview({ store, files, extension, background });
  const lenses = new CommentLenses(files, background);
  const find = (id: string) => store.findJira(id);
  const commentIn = (target: unknown) => (isObject(target) ? asString(target['commentId']) : undefined);
  const selector = { scheme: draftScheme };
  const parts = vscode.Disposable.from(
    preview,
    vscode.languages.registerCodeLensProvider(selector, lenses),
    vscode.languages.registerCompletionItemProvider(selector, new Mentions(store, sessions, background), '@'),
  );
  const handlers: CommentFeature['handlers'] = {
    async addComment(target) {
      const issue =
        issueIn(target, find) ?? (await pickIssue(store.ofProduct(Product.jira), sessions, t('Add Comment')));
      if (issue) await editor.open(issue);
    },
    async editComment(target) {
      const issue = issueIn(target, find);
      const id = commentIn(target);
      if (issue && id) await editor.edit(issue, id);
    },
    async deleteComment(target) {
      const issue = issueIn(target, find);
      const id = commentIn(target);
      if (!issue || !id || !(await confirmDelete(issue))) return;
      await remove(deps, issue, id);
      deps.changes.notify(issue);
    },
    postComment: target => editor.post(target),
    discardComment: target => editor.discard(target),
    async previewComment(target) {
      const document = await draftIn(target);
      if (document) await preview.show(document);
    },
    async chooseCommentVisibility(target) {
      const document = await draftIn(target);
      const place = document && placeOfDraft(document.uri);
      const connection = place && store.findJira(place.connectionId);
      if (!document || !connection) return;
      const details = await background.optional('The audience of a draft could not be read', () =>
        files.readDetails(document.uri),
      );
      const { visibility: _, internal, ...others } = details ?? {};
      const chosen = await chooseVisibility(deps, { connection, key: place.key }, internal !== undefined);
      if (!chosen) return;
      await files.writeDetails(document.uri, { ...others, ...chosen });
      lenses.refresh();
    },
  };
  return { files, handlers, dispose: () => void parts.dispose() };
}

async function confirmDelete({ connection, key }: IssueRef): Promise<boolean> {
  const button = t('Delete');
  const chosen = await askModal(
    t('Delete the comment on {0} on {1}?', key, connection.name),
    { detail: t('This cannot be undone.') },
    button,
  );
  return chosen === button;
}

async function remove({ sessions }: CommentEditorDeps, { connection, key }: IssueRef, id: string): Promise<void> {
  const words = {
    connection,
    doing: t('Deleting the comment on {0}…', key),
    done: t('The comment on {0} was deleted.', key),
    failed: t('Could not delete the comment on {0}.', key),
    doubtful: t('The comment on {0} may or may not have been deleted.', key),
    page: pathOfIssue(key),
  };
  await doWrite(words, control => deleteComment(sessions.jira(connection), key, id, control));
}
