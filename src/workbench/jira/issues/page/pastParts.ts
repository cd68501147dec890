import * as vscode from 'vscode';
import { escapeHtml } from '../../../../base/escapeHtml.ts';
import type { IssueDetails, Worklog } from '../../../../jira/index.ts';
import { button, muted } from '../../../shell/pages/pageParts.ts';
import { bodyHtml } from '../documents.ts';
import { type IssuePageContent, mayChange } from './issueContent.ts';
import { ListCommand } from './longLists.ts';
import { entryName, personHtml, timeHtml } from './pieces.ts';

const { t } = vscode.l10n;

/** Work log of an issue, which opens on demand. */
export async function worklogsHtml(content: IssuePageContent): Promise<string> {
  const { worklogs: logs, worklogCount } = content.details;
  if (logs.length === 0) return '';
  const items = await Promise.all(logs.map(log => worklogHtml(log, content)));
  const more = showAll(worklogCount > logs.length, ListCommand.worklogs, t('Show All of the Work Log'));
  return details('worklog', t('Work log ({0})', worklogCount), `<ul class="plain">${items.join('')}</ul>${more}`);
}

async function worklogHtml(log: Worklog, content: IssuePageContent): Promise<string> {
  const { id, author, timeSpent, started, comment, visibility } = log;
  const when = entryName(author, started);
  const tools = [
    mayChange(content, author, 'worklogs', 'edit') &&
      button(t('Edit'), 'editWorklog', id, 'link', t('Edit Work Log of {0}', when)),
    mayChange(content, author, 'worklogs', 'delete') &&
      button(t('Delete'), 'deleteWorklog', id, 'link', t('Delete Work Log of {0}', when)),
  ];
  const seenBy = visibility && muted(t('visible to {0}', visibility.value));
  const head = [escapeHtml(timeSpent), personHtml(author), timeHtml(started), seenBy, ...tools];
  return `<li>${head.filter(Boolean).join(' ')} ${await bodyHtml(comment)}</li>`;
}

/** Changes of an issue, which open on demand. */
export function historyHtml({ history: entries, historyCount }: IssueDetails): string {
  if (entries.length === 0) return '';
  const items = entries.map(({ author, created, changes }) => {
    const lines = changes.map(
      ({ field, from, to }) => `${escapeHtml(field)}: ${escapeHtml(from) || '∅'} → ${escapeHtml(to) || '∅'}`,
    );
    return `<li>${personHtml(author)} ${timeHtml(created)}<br>${lines.join('<br>')}</li>`;
  });
  const more = showAll(historyCount > entries.length, ListCommand.history, t('Show All of the History'));
  return details('history', t('History ({0})', historyCount), `<ul class="plain">${items.join('')}</ul>${more}`);
}

/** Button below a list that is not shown in whole. */
export function showAll(hasMore: boolean, command: string, name: string): string {
  return hasMore ? `<p>${button(t('Show All'), command, '', 'link', name)}</p>` : '';
}

function details(id: string, title: string, html: string): string {
  return `<details id="${id}"><summary>${escapeHtml(title)}</summary>${html}</details>`;
}
