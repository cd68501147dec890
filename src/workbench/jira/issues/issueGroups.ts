import * as vscode from 'vscode';
import type { Issue } from '../../../jira/index.ts';

const { t } = vscode.l10n;

/** Groupings of a query's issues. */
export const Grouping = {
  none: 'none',
  status: 'status',
  parent: 'parent',
  assignee: 'assignee',
  priority: 'priority',
} as const;
export type Grouping = (typeof Grouping)[keyof typeof Grouping];

const groupings = new Set<string>(Object.values(Grouping));

export function parseGrouping(value: unknown): Grouping {
  return typeof value === 'string' && groupings.has(value) ? (value as Grouping) : Grouping.none;
}

export interface IssueGroup {
  readonly name: string;
  readonly issues: readonly Issue[];
}

/** Groups the issues, each group at the place of its first issue. */
export function groupIssues(issues: readonly Issue[], by: Exclude<Grouping, 'none'>): IssueGroup[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const name = nameOf(issue, by);
    const group = groups.get(name);
    if (group) group.push(issue);
    else groups.set(name, [issue]);
  }
  return [...groups].map(([name, members]) => ({ name, issues: members }));
}

function nameOf(issue: Issue, by: Exclude<Grouping, 'none'>): string {
  switch (by) {
    case Grouping.status:
      return issue.status;
    case Grouping.parent:
      return issue.parent ? `${issue.parent.key} ${issue.parent.summary}`.trim() : t('No parent');
    case Grouping.assignee:
      return issue.assignee ?? t('Unassigned');
    case Grouping.priority:
      return issue.priority ?? t('No priority');
  }
}
