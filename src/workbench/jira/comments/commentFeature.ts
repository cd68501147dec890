import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';
import { deleteComment } from '../../../jira/comments/changeComments.ts';
import { Product } from '../../connections/settings/connection.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { UnderWay } from '../../shell/commands/underWay.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { TextFiles } from '../../shell/drafts/textFiles.ts';
import { askModal } from '../../shell/messages/notifications.ts';
import { attachingPasted } from '../issues/attachmentFiles.ts';
import { draftScheme } from '../issues/draftScheme.ts';
import { type DraftPlace, placeOfDraft } from '../issues/draftUri.ts';
import { frontIssue } from '../issues/frontIssue.ts';
import { type IssueRef, issueIn, pathOfIssue } from '../issues/issueRef.ts';
import { Mentions, mentionPlaceAt } from '../issues/mentions.ts';
import { PastedPictures } from '../issues/pastedPictures.ts';
import { pickIssue } from '../issues/pickIssue.ts';
import type { CommentCommand } from './commentCommandNames.ts';
import { chooseAudience, draftIn, draftUriIn, openComment, openNewComment, quoteComment } from './commentEditor.ts';
import { CommentLenses } from './commentLenses.ts';
import { CommentPreview } from './commentPreview.ts';
import { CommentTexts, type CommentTextsDeps } from './commentTexts.ts';

const { t } = vscode.l10n;

export interface CommentFeatureDeps extends CommentTextsDeps {
  readonly drafts: Drafts;
  readonly extension: vscode.Uri;
}

/** Part of the feature that writes comments. */
export interface CommentFeature extends vscode.Disposable {
  readonly files: TextFiles<DraftPlace>;
  readonly handlers: Readonly<Record<CommentCommand, Handler>>;
}

/** Opened with the first comment. */
export function openCommentFeature(deps: CommentFeatureDeps): CommentFeature {
  const { store, sessions, extension, background } = deps;
  const files = new TextFiles(new CommentTexts(deps), deps);
  const editing = { files, sessions, background };
  const find = (id: string) => store.findJira(id);
  const subjectOf = (uri: vscode.Uri) => {
    const place = placeOfDraft(uri);
    return place && { title: place.key, connection: find(place.connectionId) };
  };
  const preview = new CommentPreview({ scheme: draftScheme, subjectOf, files, extension, background });
  const commentIn = (target: unknown) => (isObject(target) ? asString(target['commentId']) : undefined);
  const selector = { scheme: draftScheme };
  const issueOf = (uri: vscode.Uri): IssueRef | undefined => {
    const place = placeOfDraft(uri);
    const connection = place && find(place.connectionId);
    return connection && { connection, key: place.key };
  };
  const mentions = new Mentions({ sessions, background, placeOf: uri => mentionPlaceAt(issueOf(uri)) });
  const attach = attachingPasted({ ...deps, underWay: new UnderWay() });
  const parts = vscode.Disposable.from(
    files,
    preview,
    vscode.languages.registerCodeLensProvider(selector, new CommentLenses(files, deps)),
    vscode.languages.registerCompletionItemProvider(selector, mentions, '@'),
    new PastedPictures({ files, background, attach, issueOf }).register(draftScheme),
  );
  const handlers: CommentFeature['handlers'] = {
    async addComment(target) {
      const issue =
        issueIn(target ?? frontIssue(), find) ??
        (await pickIssue(store.ofProduct(Product.jira), sessions, t('Add Comment')));
      if (issue) await openNewComment(editing, issue);
    },
    async editComment(target) {
      const issue = issueIn(target, find);
      const id = commentIn(target);
      if (issue && id) await openComment(editing, issue, id);
    },
    async quoteComment(target) {
      const issue = issueIn(target, find);
      const id = commentIn(target);
      if (issue && id) await quoteComment(editing, issue, id);
    },
    async deleteComment(target) {
      const issue = issueIn(target, find);
      const id = commentIn(target);
      if (!issue || !id || !(await confirmDelete(issue))) return;
      await remove(deps, issue, id);
      deps.changes.notify(issue);
    },
    async postComment(target) {
      const uri = draftUriIn(target);
      if (uri) await files.apply(uri);
    },
    async discardComment(target) {
      const uri = draftUriIn(target);
      if (uri) await files.discard(uri);
    },
    async previewComment(target) {
      const document = await draftIn(target);
      if (document) await preview.show(document);
    },
    async chooseCommentVisibility(target) {
      const document = await draftIn(target);
      const place = document && placeOfDraft(document.uri);
      const connection = place && store.findJira(place.connectionId);
      if (document && connection) await chooseAudience(editing, document, { connection, key: place.key });
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

async function remove({ sessions }: CommentTextsDeps, { connection, key }: IssueRef, id: string): Promise<void> {
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
