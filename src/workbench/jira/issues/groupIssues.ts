import * as vscode from 'vscode';
import type { Issue } from '../../../jira/issues/issues.ts';
import { Grouping } from './issueGroups.ts';

const { t } = vscode.l10n;

export interface IssueGroup {
  readonly name: string;
  readonly issues: readonly Issue[];
}

type Grouped = Exclude<Grouping, 'none'>;

/** Groups the issues, each group at the place of its first issue. An epic stands above its children. */
export function groupIssues(issues: readonly Issue[], by: Grouped): IssueGroup[] {
  const parents = new Set(by === Grouping.parent ? issues.map(({ parent }) => parent?.key) : []);
  const groups = new Map<string, IssueGroup & { readonly issues: Issue[] }>();
  for (const issue of issues) {
    const isAbove = parents.has(issue.key) && issue.parent === undefined;
    const [id, name] = isAbove ? groupOfParent(issue) : groupOf(issue, by);
    const members = groups.get(id)?.issues ?? [];
    groups.set(id, { name: isAbove ? name : (groups.get(id)?.name ?? name), issues: members });
    if (isAbove) members.unshift(issue);
    else members.push(issue);
  }
  return [...groups.values()];
}

function groupOfParent({ key, summary }: Pick<Issue, 'key' | 'summary'>): readonly [id: string, name: string] {
  return [key, `${key} ${summary}`.trim()];
}

/** Data Center tells no more of an epic than its key: its group has the summary where the epic is in the list. */
function groupOf(issue: Issue, by: Grouped): readonly [id: string, name: string] {
  if (by === Grouping.parent && issue.parent) return groupOfParent(issue.parent);
  const name = nameOf(issue, by);
  return [`:${name}`, name];
}

function nameOf(issue: Issue, by: Grouped): string {
  switch (by) {
    case Grouping.status:
      return issue.status;
    case Grouping.parent:
      return t('No parent');
    case Grouping.sprint:
      return issue.sprint ?? t('No sprint');
    case Grouping.project:
      return issue.project ?? issue.key.slice(0, issue.key.lastIndexOf('-'));
    case Grouping.type:
      return issue.type;
    case Grouping.assignee:
      return issue.assignee ?? t('Unassigned');
    case Grouping.priority:
      return issue.priority ?? t('No priority');
  }
}
