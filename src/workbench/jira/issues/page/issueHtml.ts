import * as vscode from 'vscode';
import { escapeHtml } from '../../../../base/escapeHtml.ts';
import type { Attachment, IssueDetails } from '../../../../jira/index.ts';
import { IssuePermission } from '../../../../jira/issues/permissions.ts';
import type { Unsent } from '../../../shell/drafts/unsent.ts';
import type { Part } from '../../../shell/pages/pageMessages.ts';
import { button, muted, section } from '../../../shell/pages/pageParts.ts';
import { sizeWords } from '../../../shell/words/sizeWords.ts';
import { timeAgo } from '../../../shell/words/timeWords.ts';
import { bodyBeginning, bodyHtml } from '../documents.ts';
import { LinkKind } from '../linkIssue.ts';
import { commentParts, commentsHead } from './commentParts.ts';
import { type IssuePageContent, may } from './issueContent.ts';
import { fieldsHtml } from './issueFields.ts';
import { picturesAmong } from './issuePictures.ts';
import { ListCommand } from './longLists.ts';
import { historyHtml, showAll, worklogsHtml } from './pastParts.ts';
import { briefHtml, editButton, timeHtml } from './pieces.ts';

const { t } = vscode.l10n;

/** Parts of the page of an issue; the box for a new comment and the marks of drafts stand between them. */
export interface IssuePageParts {
  readonly above: readonly Part[];
  readonly comments: readonly Part[];
}

/** Renders the page of an issue; every text of the server is escaped. */
export async function issuePageParts(content: IssuePageContent): Promise<IssuePageParts> {
  const { details, notice, problem, builds = '' } = content;
  const { issue } = details;
  const fields = fieldsHtml({
    details,
    mayChangeStatus: may(content, IssuePermission.transition),
    mayAssign: may(content, IssuePermission.assign),
  });
  const title = `<h1 dir="auto">${escapeHtml(issue.summary)} ${editButton(details, 'summary', t('Summary'))}</h1>`;
  const said = notice ? `<p class="problem" role="alert">${escapeHtml(notice)}</p>` : '';
  return {
    above: [
      { id: 'problem', html: problem ?? '' },
      { id: 'place', html: said + place(details) },
      { id: 'title', html: title, name: t('Summary') },
      { id: 'actions', html: actions(content) },
      { id: 'fields', html: fields, name: t('Fields') },
      { id: 'builds', html: builds, name: t('Builds') },
      ...(await descriptionParts(content)),
      ...(await richSections(details)),
      { id: 'children', html: childrenHtml(details), name: t('Child Issues') },
      { id: 'related', html: related(content), name: t('Links') },
      { id: 'attachments', html: attachments(details.attachments), name: t('Attachments') },
      { id: 'worklog', html: await worklogsHtml(content), name: t('Work log') },
      { id: 'history', html: historyHtml(details), name: t('History') },
      commentsHead(content),
    ],
    comments: await commentParts(content, mediaOf(details)),
  };
}

/** Renders the marks of texts of this issue that were not sent yet. */
export function draftsPart(unsent: readonly Unsent[]): Part {
  return { id: 'drafts', html: unsent.map(draftLine).join('') };
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
  return `<p class="draft">${words} ${button(t('Continue'), 'openDraft', uri, 'link', t('Continue {0}', title))}</p>`;
}

async function bodyOrNone(body: unknown, details: IssueDetails): Promise<string> {
  return (await bodyHtml(body, mediaOf(details))) || muted(t('None'));
}

/** The likeliest actions, and a menu of the others. */
function actions(content: IssuePageContent): string {
  const { attention, editable, issue } = content.details;
  const isSubtask = (issue.level ?? 0) < 0;
  const { attach, comment, logWork, transition } = IssuePermission;
  const others = [
    may(content, attach) && button(t('Attach File…'), 'attachFile'),
    button(t('Start Work…'), 'startWork'),
    may(content, IssuePermission.create) && !isSubtask && button(t('Create Sub-task…'), 'createSubtask'),
    may(content, IssuePermission.create) && button(t('Clone Issue…'), 'cloneIssue'),
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

/** Description, of a long one the beginning; the rest comes when scrolling reaches its end. */
async function descriptionParts({ details, wanted }: IssuePageContent): Promise<Part[]> {
  const { description = 1 } = wanted ?? {};
  const name = t('Description');
  const { pieces, isWhole } = await bodyBeginning(details.description, description, mediaOf(details));
  const [first = muted(t('None')), ...others] = pieces;
  const more = button(t('Show More'), ListCommand.body, '', 'link', t('Show More of the Description'));
  return [
    { id: 'description', html: section(name, first, editButton(details, 'description', name)), name },
    ...others.map((html, at) => ({ id: `description-${at + 1}`, html: `<section>${html}</section>` })),
    { id: 'description-end', html: isWhole ? '' : `<p data-when-seen="${pieces.length}">${more}</p>` },
  ];
}

/** Fields of rich text have sections of their own. */
function richSections(details: IssueDetails): Promise<Part[]> {
  const sections = details.others.flatMap(({ id, name, value }) => {
    if (typeof value === 'string' || !('body' in value)) return [];
    const part = async (html: Promise<string>): Promise<Part> => ({
      ...{ id: `field-${id}`, name },
      html: section(name, await html, editButton(details, id, name)),
    });
    return [part(bodyOrNone(value.body, details))];
  });
  return Promise.all(sections);
}

/** Issues below an epic, its sub-tasks among them. */
function childrenHtml({ children, isEpic }: IssueDetails): string {
  if (!isEpic) return '';
  if (!children) return section(t('Child Issues'), muted(t('They could not be read.')));
  const { issues, total = issues.length } = children;
  if (issues.length === 0) return section(t('Child Issues'), muted(t('None')));
  const items = issues.map(issue => `<li>${briefHtml(issue)}</li>`);
  const more = showAll(total > issues.length, ListCommand.children, t('Show All Child Issues'));
  return section(t('Child Issues ({0})', total), `<ul class="plain">${items.join('')}</ul>${more}`);
}

/** Sub-tasks, linked issues and pages elsewhere, with what links more of them and removes them. */
function related(content: IssuePageContent): string {
  const { links, webLinks, children } = content.details;
  const shown = new Set(children?.issues.map(({ key }) => key));
  const subtasks = content.details.subtasks.filter(({ key }) => !shown.has(key));
  const mayLink = may(content, IssuePermission.link);
  const remove = (argument: string, name: string) =>
    mayLink ? button(t('Remove'), 'removeLink', argument, 'link', t('Remove the Link to {0}', name)) : '';
  const items = [
    ...subtasks.map(issue => `<li>${muted(t('Sub-task'))} ${briefHtml(issue)}</li>`),
    ...links.map(
      ({ id, words, issue }) =>
        `<li>${muted(words)} ${briefHtml(issue)} ${remove(`${LinkKind.issue}:${id}`, issue.key)}</li>`,
    ),
    ...(webLinks ?? []).map(({ id, url, title, relationship }) => {
      const words = muted(relationship ?? t('Web page'));
      const name = escapeHtml(title);
      const link = /^https?:/i.test(url) ? `<a href="${escapeHtml(url)}">${name}</a>` : name;
      return `<li>${words} ${link} ${remove(`${LinkKind.page}:${id}`, title)}</li>`;
    }),
  ];
  const tool = mayLink ? button(t('Link…'), 'linkIssue', '', 'link', t('Link to an Issue or a Web Page')) : '';
  const unread = webLinks ? '' : `<p>${muted(t('The web links could not be read.'))}</p>`;
  if (items.length === 0 && !mayLink && !unread) return '';
  const list = items.length === 0 ? unread || muted(t('None')) : `<ul class="plain">${items.join('')}</ul>${unread}`;
  return section(t('Links'), list, tool);
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
