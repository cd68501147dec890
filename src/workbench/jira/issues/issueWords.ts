import * as vscode from 'vscode';
import { type Issue, StatusCategory } from '../../../jira/issues/issues.ts';

const { t } = vscode.l10n;

/** Icon for the progress of an issue; its status stands beside it in words. */
export function iconOfIssue(issue: Issue): vscode.ThemeIcon {
  switch (issue.statusCategory) {
    case StatusCategory.done:
      return new vscode.ThemeIcon('issue-closed', new vscode.ThemeColor('testing.iconPassed'));
    case StatusCategory.inProgress:
      return new vscode.ThemeIcon('issue-draft', new vscode.ThemeColor('charts.blue'));
    case StatusCategory.toDo:
    case undefined:
      return new vscode.ThemeIcon('issues');
  }
}

/** @param builds lines about its branches' builds */
export function tooltipOfIssue(issue: Issue, builds: readonly string[] = []): vscode.MarkdownString {
  const lines = [
    `${issue.key}: ${issue.summary}`,
    t('Type: {0}', issue.type),
    t('Status: {0}', issue.status),
    issue.priority && t('Priority: {0}', issue.priority),
    t('Assignee: {0}', issue.assignee ?? t('Unassigned')),
    issue.updated && t('Updated: {0}', jiraTime(issue.updated)),
    ...builds,
  ];
  // Appended as text: a server's text is never Markdown of ours.
  return new vscode.MarkdownString().appendText(lines.filter(Boolean).join('\n'));
}

/** Parses a time of Jira (`2026-11-22T18:26:05.000+0000`) into milliseconds since 1970. */
export function parseJiraTime(time: string): number | undefined {
  const moment = Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(moment) ? undefined : moment;
}

function jiraTime(time: string): string {
  const moment = parseJiraTime(time);
  return moment === undefined
    ? time
    : new Date(moment).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'long' });
}
