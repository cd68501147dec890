import * as vscode from 'vscode';
import type { Comment } from '../../../../jira/index.ts';
import { IssuePermission } from '../../../../jira/issues/permissions.ts';
import type { Part } from '../../../shell/pages/pageMessages.ts';
import { button, muted } from '../../../shell/pages/pageParts.ts';
import { bodyHtml } from '../documents.ts';
import { type IssuePageContent, may, mayChange } from './issueContent.ts';
import { firstComments, ListCommand } from './longLists.ts';
import { entryName, personHtml, timeHtml } from './pieces.ts';

const { t } = vscode.l10n;

type Media = Parameters<typeof bodyHtml>[1];

/** Heading of the comments, with their number. */
export function commentsHead({ details }: IssuePageContent): Part {
  const total = details.issue.commentCount ?? details.comments.length;
  return { id: 'comments', html: `<h2>${t('Comments ({0})', total)}</h2>`, name: t('Comments') };
}

/** Renders the comments, each a part of its own, the newest first; older ones come when scrolling reaches their end. */
export async function commentParts(content: IssuePageContent, media: Media): Promise<Part[]> {
  const { details, wanted: { comments: maxComments = firstComments } = {} } = content;
  const all = details.comments.slice(-maxComments).toReversed();
  const parts = await Promise.all(
    all.map(async comment => ({
      ...{ id: `comment-${comment.id}`, name: t('Comments') },
      html: await commentHtml(comment, content, media),
    })),
  );
  const total = details.issue.commentCount ?? details.comments.length;
  return [...parts, { id: 'older-comments', html: endHtml(all.length, total) }];
}

function endHtml(shown: number, total: number): string {
  if (total === 0) return muted(t('No comments yet.'));
  if (shown >= total) return '';
  const words = muted(t('{0} older comments are not shown.', total - shown));
  return `<p data-when-seen>${words} ${button(t('Show Older Comments'), ListCommand.comments, '', 'link')}</p>`;
}

async function commentHtml(comment: Comment, content: IssuePageContent, media: Media): Promise<string> {
  const { id, author, created, updated, visibility, internal, body } = comment;
  const edited = updated !== created ? muted(t('edited')) : '';
  const seenBy = internal ? t('internal') : visibility && t('visible to {0}', visibility.value);
  const when = entryName(author, created);
  const tools = [
    may(content, IssuePermission.comment) &&
      button(t('Reply'), 'quoteComment', id, 'link', t('Reply to Comment of {0}', when)),
    button(t('Copy Link'), 'copyCommentLink', id, 'link', t('Copy Link to Comment of {0}', when)),
    mayChange(content, author, 'comments', 'edit') &&
      button(t('Edit'), 'editComment', id, 'link', t('Edit Comment of {0}', when)),
    mayChange(content, author, 'comments', 'delete') &&
      button(t('Delete'), 'deleteComment', id, 'link', t('Delete Comment of {0}', when)),
  ];
  const head = [`<strong>${personHtml(author)}</strong>`, timeHtml(created), edited, seenBy && muted(seenBy), ...tools];
  const html = await bodyHtml(body, media);
  return `<article class="comment"><header>${head.filter(Boolean).join(' ')}</header>${html}</article>`;
}
