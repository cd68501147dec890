import * as vscode from 'vscode';
import { escapeHtml } from '../../../../base/escapeHtml.ts';
import type { Attachment, Comment, IssueDetails } from '../../../../jira/index.ts';
import { IssuePermission } from '../../../../jira/issues/permissions.ts';
import type { Unsent } from '../../../shell/drafts/unsent.ts';
import { button, muted, section } from '../../../shell/pages/pageParts.ts';
import { sizeWords } from '../../../shell/words/sizeWords.ts';
import { timeAgo } from '../../../shell/words/timeWords.ts';
import { bodyHtml } from '../documents.ts';
import { lacksComments } from '../issuePermissions.ts';
import { fieldsHtml } from './issueFields.ts';
import { briefHtml, editButton, personHtml, plainTime, timeHtml } from './issueParts.ts';
import { picturesAmong } from './issuePictures.ts';
import { firstComments, ListCommand } from './longLists.ts';

const { t } = vscode.l10n;

export interface IssuePageContent {
  readonly details: IssueDetails;
  /** Id of the account: own comments can be changed. */
  readonly me: string;
  /** Permissions that the account lacks: their buttons are left out. */
  readonly lacked?: ReadonlySet<IssuePermission>;
  /** Words to know first, such as a new key. */
  readonly notice?: string | undefined;
  /** HTML of the problem that keeps the page from being current. */
  readonly problem?: string | undefined;
  /** Section of its branches' builds, see `IssueBuilds`. */
  readonly builds?: string;
  /** Number of the newest comments that are shown, at most. */
  readonly maxComments?: number | undefined;
  /** Texts of this issue that were not sent yet. */
  readonly unsent?: readonly Unsent[];
}

/** Renders the page of an issue as HTML; every text of the server is escaped. */
export async function issueHtml(content: IssuePageContent): Promise<string> {
  const { details, notice, problem, builds = '', unsent = [] } = content;
  const { issue } = details;
  const parts = [
    problem,
    notice && `<p class="problem" role="alert">${escapeHtml(notice)}</p>`,
    ...unsent.map(draftLine),
    place(details),
    `<h1 dir="auto">${escapeHtml(issue.summary)} ${editButton(details, 'summary', t('Summary'))}</h1>`,
    actions(content),
    fieldsHtml({
      details,
      mayChangeStatus: may(content, IssuePermission.transition),
      mayAssign: may(content, IssuePermission.assign),
    }),
    builds,
    section(
      t('Description'),
      await bodyOrNone(details.description, details),
      editButton(details, 'description', t('Description')),
    ),
    ...(await richSections(details)),
    related(details),
    attachments(details.attachments),
    await comments(content),
    await worklogs(details),
    history(details),
  ];
  return parts.filter(Boolean).join('\n');
}

/** Project and key, with the buttons of the page itself. */
function place({ project, issue }: IssueDetails): string {
  const words = muted(`${project.name} / ${issue.key}`);
  const tools = [
    button(t('Open in Browser'), 'openInBrowser', '', 'link'),
    button(t('Refresh'), 'refreshIssue', '', 'link'),
  ];
  return `<p class="place">${words} ${tools.join('')}</p>`;
}

function draftLine({ title, since, uri }: Unsent): string {
  const words = escapeHtml(t('Unsent draft: {0}, started {1}', title, timeAgo(since)));
  return `<p class="draft">${words} ${button(t('Continue'), 'openDraft', uri, 'link')}</p>`;
}

async function bodyOrNone(body: unknown, details: IssueDetails): Promise<string> {
  return (await bodyHtml(body, mediaOf(details))) || muted(t('None'));
}

/** The likeliest actions, and a menu of the others. */
function actions(content: IssuePageContent): string {
  const { attention, editable } = content.details;
  const { attach, comment, logWork, transition } = IssuePermission;
  const others = [
    may(content, attach) && button(t('Attach File…'), 'attachFile'),
    button(t('Start Work…'), 'startWork'),
    attention.watching ? button(t('Stop Watching'), 'unwatchIssue') : button(t('Watch'), 'watchIssue'),
    attention.voted ? button(t('Remove Vote'), 'unvoteIssue') : button(t('Vote'), 'voteForIssue'),
  ];
  return `<div class="actions" role="toolbar" aria-label="${escapeHtml(t('Actions'))}">${joined([
    may(content, transition) && button(t('Change Status…'), 'changeStatus', '', 'primary'),
    may(content, comment) && button(t('Add Comment…'), 'addComment'),
    editable.size > 0 && button(t('Edit Field…'), 'editField'),
    may(content, logWork) && button(t('Log Work…'), 'logWork'),
    `<details class="menu" id="more-actions"><summary>${escapeHtml(t('More Actions'))}</summary><div>${joined(others)}</div></details>`,
  ])}</div>`;
}

function joined(parts: readonly (string | false)[]): string {
  return parts.filter(Boolean).join('');
}

function may({ lacked }: IssuePageContent, permission: IssuePermission): boolean {
  return !lacked?.has(permission);
}

/** Fields of rich text have sections of their own. */
function richSections(details: IssueDetails): Promise<string[]> {
  const sections = details.others.flatMap(({ id, name, value }) =>
    typeof value !== 'string' && 'body' in value
      ? [bodyOrNone(value.body, details).then(html => section(name, html, editButton(details, id, name)))]
      : [],
  );
  return Promise.all(sections);
}

function related({ links, subtasks }: IssueDetails): string {
  const items = [
    ...subtasks.map(issue => `<li>${muted(t('Sub-task'))} ${briefHtml(issue)}</li>`),
    ...links.map(({ words, issue }) => `<li>${muted(words)} ${briefHtml(issue)}</li>`),
  ];
  return items.length > 0 ? section(t('Linked issues'), `<ul class="plain">${items.join('')}</ul>`) : '';
}

function attachments(files: readonly Attachment[]): string {
  if (files.length === 0) return '';
  const pictures = picturesAmong(files);
  const shown = files.filter(({ id }) => pictures.has(id)).map(pictureHtml);
  const gallery = shown.length > 0 ? `<div class="pictures">${shown.join('')}</div>` : '';
  const items = files.map(({ id, fileName, size, author, created }) => {
    const by = author ? ` ${escapeHtml(author.displayName)}` : '';
    return `<li>${button(fileName, 'openAttachment', id, 'link')} ${muted(sizeWords(size))}${by} ${timeHtml(created)} ${button(t('Download'), 'downloadAttachment', id, 'link', t('Download {0}', fileName))}</li>`;
  });
  return section(t('Attachments ({0})', files.length), `${gallery}<ul class="plain">${items.join('')}</ul>`);
}

/** Picture that opens in an editor of its own; it comes after the content. */
function pictureHtml({ id, fileName }: Attachment): string {
  const [name, argument] = [escapeHtml(fileName), escapeHtml(id)];
  const words = escapeHtml(t('Open picture {0}', fileName));
  return `<button type="button" class="picture" data-command="openAttachment" data-argument="${argument}" aria-label="${words}" title="${name}"><img data-picture="${argument}" alt="${name}"></button>`;
}

/** Shows pictures in a text, and its files by name, with a link to the attachment. */
function mediaOf({ attachments: files }: IssueDetails) {
  // Of several files with a name, the first.
  const filesByName = new Map(files.toReversed().map(file => [file.fileName, file]));
  const pictures = picturesAmong(files);
  return {
    mediaHtml: (node: { attrs?: Readonly<Record<string, unknown>> }) => {
      const name = String(node.attrs?.['alt'] ?? node.attrs?.['id'] ?? '');
      const file = filesByName.get(name);
      if (!file) return undefined;
      return pictures.has(file.id) ? pictureHtml(file) : button(file.fileName, 'openAttachment', file.id, 'link');
    },
  };
}

async function comments(content: IssuePageContent): Promise<string> {
  const { details, maxComments = firstComments } = content;
  const all = details.comments.slice(-maxComments);
  const shown = await Promise.all(all.map(comment => commentHtml(comment, content)));
  const total = details.issue.commentCount ?? details.comments.length;
  const more =
    total > all.length
      ? `<p>${muted(t('{0} older comments are not shown.', total - all.length))} ${button(t('Show Older Comments'), ListCommand.comments, '', 'link')}</p>`
      : '';
  const html = shown.join('') || muted(t('No comments yet.'));
  const add = may(content, IssuePermission.comment) ? `<p>${button(t('Add Comment…'), 'addComment')}</p>` : '';
  return section(t('Comments ({0})', total), more + html + add);
}

async function commentHtml(comment: Comment, { details, me, lacked }: IssuePageContent): Promise<string> {
  const { id, author, created, updated, visibility, internal, body } = comment;
  const own = author?.id === me;
  const edited = updated !== created ? muted(t('edited')) : '';
  const seenBy = internal ? t('internal') : visibility && t('visible to {0}', visibility.value);
  const may = (change: 'edit' | 'delete') => own && !(lacked && lacksComments(lacked, change));
  const when = plainTime(created);
  const tools = [
    !lacked?.has(IssuePermission.comment) &&
      button(t('Reply'), 'quoteComment', id, 'link', t('Reply to Comment of {0}', when)),
    button(t('Copy Link'), 'copyCommentLink', id, 'link', t('Copy Link to Comment of {0}', when)),
    may('edit') && button(t('Edit'), 'editComment', id, 'link', t('Edit Comment of {0}', when)),
    may('delete') && button(t('Delete'), 'deleteComment', id, 'link', t('Delete Comment of {0}', when)),
  ];
  const head = [`<strong>${personHtml(author)}</strong>`, timeHtml(created), edited, seenBy && muted(seenBy), ...tools];
  const html = await bodyHtml(body, mediaOf(details));
  return `<article class="comment"><header>${head.filter(Boolean).join(' ')}</header>${html}</article>`;
}

async function worklogs({ worklogs: logs, worklogCount }: IssueDetails): Promise<string> {
  if (logs.length === 0) return '';
  const items = await Promise.all(
    logs.map(async ({ author, timeSpent, started, comment }) => {
      const words = await bodyHtml(comment);
      return `<li>${escapeHtml(timeSpent)} ${personHtml(author)} ${timeHtml(started)} ${words}</li>`;
    }),
  );
  const more = showAll(worklogCount > logs.length, ListCommand.worklogs, t('Show All of the Work Log'));
  return details('worklog', t('Work log ({0})', worklogCount), `<ul class="plain">${items.join('')}</ul>${more}`);
}

function history({ history: entries, historyCount }: IssueDetails): string {
  if (entries.length === 0) return '';
  const items = entries.map(({ author, created, changes }) => {
    const what = changes.map(
      ({ field, from, to }) => `${escapeHtml(field)}: ${escapeHtml(from) || '∅'} → ${escapeHtml(to) || '∅'}`,
    );
    return `<li>${personHtml(author)} ${timeHtml(created)}<br>${what.join('<br>')}</li>`;
  });
  const more = showAll(historyCount > entries.length, ListCommand.history, t('Show All of the History'));
  return details('history', t('History ({0})', historyCount), `<ul class="plain">${items.join('')}</ul>${more}`);
}

/** Button below a list that is not shown in whole. */
function showAll(hasMore: boolean, command: string, name: string): string {
  return hasMore ? `<p>${button(t('Show All'), command, '', 'link', name)}</p>` : '';
}

function details(id: string, title: string, html: string): string {
  return `<details id="${id}"><summary>${escapeHtml(title)}</summary>${html}</details>`;
}
