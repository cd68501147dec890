import * as vscode from 'vscode';
import { escapeHtml } from '../../../../base/escapeHtml.ts';
import type { IssueBrief, IssueDetails, Person } from '../../../../jira/index.ts';
import type { StatusCategory } from '../../../../jira/issues/issues.ts';
import { button, muted, timeAt } from '../../../shell/pages/pageParts.ts';
import { fullTime } from '../../../shell/words/timeWords.ts';
import { parseJiraTime } from '../issueWords.ts';

// Pieces of an issue's page. Each text is escaped here.

const { t } = vscode.l10n;

/**
 * Button that changes a field where it stands, where this account may.
 * @param name of the field
 */
export function editButton({ editable }: IssueDetails, field: string, name: string): string {
  return editable.has(field) ? button(t('Edit'), 'editField', field, 'link', t('Edit {0}', name)) : '';
}

/** Status with the sign of its category; a page tells its meaning by color and shape, too. */
export function statusHtml(status: string, category: StatusCategory | undefined): string {
  return `<span class="${statusClass(category)}">${escapeHtml(status)}</span>`;
}

export function statusClass(category: StatusCategory | undefined): string {
  return category === undefined ? 'status' : `status status-${category}`;
}

export function personHtml(who: Person | undefined): string {
  if (!who) return muted(t('Unassigned'));
  return escapeHtml(who.displayName) + (who.active ? '' : ` ${muted(t('(no longer active)'))}`);
}

/** @param text in Jira's format */
export function timeHtml(text: string | undefined): string {
  const moment = text === undefined ? undefined : parseJiraTime(text);
  return moment === undefined ? escapeHtml(text ?? '') : timeAt(moment);
}

/** Person and moment of a comment or a work log, for names of its buttons. */
export function entryName(author: Person | undefined, time: string | undefined): string {
  const moment = time === undefined ? undefined : parseJiraTime(time);
  return [author?.displayName, moment === undefined ? time : fullTime(moment)].filter(Boolean).join(', ');
}

export function briefHtml({ key, summary, status, statusCategory }: IssueBrief): string {
  return `${button(key, 'openIssue', key, 'link')} ${escapeHtml(summary)} ${statusHtml(status, statusCategory)}`;
}
