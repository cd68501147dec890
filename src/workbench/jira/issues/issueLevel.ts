import * as vscode from 'vscode';
import { boardFieldsOf } from '../../../jira/issues/boardFields.ts';
import type { Issue } from '../../../jira/issues/issues.ts';
import { type IssuePage, type SearchCursor, type SearchOptions, searchIssues } from '../../../jira/issues/search.ts';
import { countIssues } from '../../../jira/jql/queries.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import type { JiraSession } from '../../../jira/session/session.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { MessageNode, MoreNode } from '../../shell/trees/messageNode.ts';
import { contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { groupIssues, type IssueGroup } from './groupIssues.ts';
import { Grouping } from './issueGroups.ts';
import { type IssueNodeDeps, notifyCount } from './issueNodeDeps.ts';

const { t } = vscode.l10n;

const pageSize = 50;

/** Level of issues that match a JQL. */
export interface IssueLevel {
  /** Id of the node above. */
  readonly id: string;
  readonly connection: JiraConnection;
  readonly jql: string;
  readonly grouping: Grouping;
  /** Words where no issue matches. */
  readonly none: string;
  readonly line: (parentId: string, issue: Issue) => TreeNode;
}

/** Reads the issues of a level, page by page, perhaps in groups. */
export async function readIssueLevel(
  level: IssueLevel,
  deps: IssueNodeDeps,
  reading: LoadOptions,
): Promise<TreeNode[]> {
  const { id, connection, jql } = level;
  const session = deps.sessions.jira(connection);
  const pages = deps.shown.get(id) ?? 1;
  const fields = await fieldsFor(session, level.grouping, deps, reading);
  const { issues, next, total } = await readPages(session, jql, pages, { ...reading, ...fields });
  const count = () =>
    deps.background.optional('The issues of a query could not be counted', () => countIssues(session, jql, reading));
  const all = next ? (total ?? (await count())) : issues.length;
  notifyCount(deps, id, all === undefined ? `${issues.length}+` : all.toLocaleString(vscode.env.language));
  if (issues.length === 0) return [new MessageNode(id, level.none)];
  const lines = linesOf(level, issues);
  if (!next) return lines;
  const more =
    all === undefined
      ? t('Show more issues')
      : t('Show more issues ({0} of {1} shown)', issues.length, all.toLocaleString(vscode.env.language));
  // Doubles the number of pages, so that thousands of issues are few steps away.
  const showMore = () => {
    deps.shown.set(id, pages * 2);
    deps.refreshNode(id);
  };
  return [...lines, new MoreNode(id, more, showMore)];
}

async function readPages(session: JiraSession, jql: string, pages: number, options: SearchOptions): Promise<IssuePage> {
  // A list that changes while it is read may have an issue on two of its pages.
  const issues = new Map<string, Issue>();
  let cursor: SearchCursor | undefined;
  let total: number | undefined;
  for (let page = 0; page < pages; page++) {
    const found = await searchIssues(session, jql, pageSize, cursor, options);
    for (const issue of found.issues) issues.set(issue.key, issue);
    cursor = found.next;
    total = found.total;
    if (!cursor) break;
  }
  return { issues: [...issues.values()], next: cursor, total };
}

/** Fields that a grouping needs besides; Cloud tells the epic as the parent. Where boards are refused, only they are missing. */
async function fieldsFor(
  session: JiraSession,
  grouping: Grouping,
  { background }: IssueNodeDeps,
  reading: LoadOptions,
): Promise<Pick<SearchOptions, 'boards' | 'projects'>> {
  if (grouping === Grouping.project) return { projects: true };
  const isEpic = grouping === Grouping.parent && session.flavor !== JiraFlavor.cloud;
  if (!isEpic && grouping !== Grouping.sprint) return {};
  const { epic, sprint } =
    (await background.optional('The fields of boards could not be read', () => boardFieldsOf(session, reading))) ?? {};
  return { boards: isEpic ? { epic } : { sprint } };
}

function linesOf({ id, grouping, line }: IssueLevel, issues: readonly Issue[]): TreeNode[] {
  if (grouping === Grouping.none) return issues.map(issue => line(id, issue));
  return groupIssues(issues, grouping).map(
    group => new IssueGroupNode(`${id}/:${group.name}`, group, issue => line(id, issue)),
  );
}

/** Group of issues. */
class IssueGroupNode implements TreeNode {
  readonly id: string;
  private readonly group: IssueGroup;
  private readonly line: (issue: Issue) => TreeNode;

  constructor(id: string, group: IssueGroup, line: (issue: Issue) => TreeNode) {
    this.id = id;
    this.group = group;
    this.line = line;
  }

  item(): vscode.TreeItem {
    const { name, issues } = this.group;
    const item = new vscode.TreeItem(`${name} (${issues.length})`, vscode.TreeItemCollapsibleState.Expanded);
    item.iconPath = new vscode.ThemeIcon('list-tree');
    item.contextValue = contextValue();
    return item;
  }

  staticChildren(): TreeNode[] {
    return this.group.issues.map(this.line);
  }
}
