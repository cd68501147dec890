import * as vscode from 'vscode';
import { epicFieldOf } from '../../../jira/issues/epicField.ts';
import type { Issue } from '../../../jira/issues/issues.ts';
import { type IssuePage, type SearchCursor, searchIssues } from '../../../jira/issues/search.ts';
import { countIssues, listFavoriteFilters } from '../../../jira/jql/queries.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { type JiraConnection, userOf } from '../../connections/settings/connection.ts';
import { lineUri } from '../../shell/drafts/draftDecorations.ts';
import { MessageNode, MoreNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { queriesFor, type SavedQuery } from '../queries/queries.ts';
import { draftPlaceOf } from '../queries/queryUri.ts';
import { Grouping, groupIssues, type IssueGroup } from './issueGroups.ts';
import { IssueNode, type IssueNodeDeps, notifyCount } from './issueNodes.ts';

const { t } = vscode.l10n;

const pageSize = 50;

export class JiraNode implements TreeNode {
  readonly id: string;
  readonly connection: JiraConnection;
  /** Below the base URL. */
  readonly webPath = '/';
  private readonly deps: IssueNodeDeps;

  constructor(connection: JiraConnection, deps: IssueNodeDeps) {
    this.id = connection.id;
    this.connection = connection;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.connection.name, vscode.TreeItemCollapsibleState.Expanded);
    item.description = userOf(this.connection) ?? '';
    item.iconPath = new vscode.ThemeIcon('server');
    item.contextValue = contextValue(ContextFlag.connection, ContextFlag.web);
    return item;
  }

  async tooltip(): Promise<string> {
    const product = this.connection.flavor === JiraFlavor.cloud ? 'Jira Cloud' : t('Jira Data Center');
    const { connectionDetails } = await import('../../connections/words/connectionDetails.ts');
    return connectionDetails(this.connection, product).join('\n');
  }

  staticChildren(): TreeNode[] {
    const queries = queriesFor(this.connection.id).map(query => new QueryNode(this.connection, query, this.deps));
    return [...queries, new FavoritesNode(this.connection, this.deps)];
  }
}

/** Filters that the person has marked as favorites on the site. */
class FavoritesNode implements TreeNode {
  readonly id: string;
  readonly connection: JiraConnection;
  private readonly deps: IssueNodeDeps;

  constructor(connection: JiraConnection, deps: IssueNodeDeps) {
    this.id = `${connection.id}/favorites`;
    this.connection = connection;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(t('Favorite Filters'), vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('star');
    item.contextValue = contextValue();
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const filters = await listFavoriteFilters(this.deps.sessions.jira(this.connection), reading);
    if (filters.length === 0) return [new MessageNode(this.id, t('No favorite filters on this site'))];
    return filters.map(({ id, name, jql }) => {
      const query = { name, jql, connection: this.connection.id };
      return new QueryNode(this.connection, query, this.deps, `filter/${id}`);
    });
  }
}

/** Issues of a query, page by page, perhaps in groups. */
class QueryNode implements TreeNode {
  readonly id: string;
  readonly connection: JiraConnection;
  readonly query: SavedQuery;
  private readonly isFilter: boolean;
  private readonly deps: IssueNodeDeps;

  constructor(connection: JiraConnection, query: SavedQuery, deps: IssueNodeDeps, place = `query/${query.name}`) {
    this.id = `${connection.id}/${place}`;
    this.connection = connection;
    this.query = query;
    this.isFilter = place.startsWith('filter/');
    this.deps = deps;
  }

  get draftPlace(): string {
    return draftPlaceOf(this.query.name);
  }

  item(): vscode.TreeItem {
    const count = this.deps.counts.get(this.id);
    const label = count === undefined ? this.query.name : `${this.query.name} (${count})`;
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, this.isFilter ? Collapsed : Expanded);
    item.iconPath = new vscode.ThemeIcon('list-filter');
    item.tooltip = this.query.jql;
    if (!this.isFilter) item.resourceUri = lineUri(this.connection.id, this.draftPlace);
    const mark = this.isFilter ? undefined : this.deps.drafts.markAt(this.connection.id, this.draftPlace);
    item.description = mark ?? '';
    item.contextValue = contextValue(
      this.isFilter ? ContextFlag.filter : ContextFlag.query,
      mark !== undefined && ContextFlag.draft,
    );
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const grouping = this.deps.grouping(this.connection);
    const pages = this.deps.shown.get(this.id) ?? 1;
    const { issues, next, total } = await this.read(pages, grouping, reading);
    const all = next ? (total ?? (await this.count(reading))) : issues.length;
    notifyCount(this.deps, this.id, all === undefined ? `${issues.length}+` : all.toLocaleString(vscode.env.language));
    if (issues.length === 0) return [new MessageNode(this.id, t('No issues match'))];
    const lines = this.lines(issues, grouping);
    if (!next) return lines;
    const more =
      all === undefined
        ? t('Show more issues')
        : t('Show more issues ({0} of {1} shown)', issues.length, all.toLocaleString(vscode.env.language));
    return [...lines, new MoreNode(this.id, more, () => this.showMore(pages))];
  }

  private async read(pages: number, grouping: Grouping, reading: LoadOptions): Promise<IssuePage> {
    const session = this.deps.sessions.jira(this.connection);
    const epicField = grouping === Grouping.parent ? await epicFieldOf(session, reading) : undefined;
    // A list that changes while it is read may have an issue on two of its pages.
    const issues = new Map<string, Issue>();
    let cursor: SearchCursor | undefined;
    let total: number | undefined;
    for (let page = 0; page < pages; page++) {
      const found = await searchIssues(session, this.query.jql, pageSize, cursor, { ...reading, epicField });
      for (const issue of found.issues) issues.set(issue.key, issue);
      cursor = found.next;
      total = found.total;
      if (!cursor) break;
    }
    return { issues: [...issues.values()], next: cursor, total };
  }

  /** Approximate count, absent where it cannot be read. */
  private count(reading: LoadOptions): Promise<number | undefined> {
    const { sessions, background } = this.deps;
    return background.optional('The issues of a query could not be counted', () =>
      countIssues(sessions.jira(this.connection), this.query.jql, reading),
    );
  }

  private lines(issues: readonly Issue[], grouping: Grouping): TreeNode[] {
    if (grouping === Grouping.none) return issues.map(issue => this.line(this.id, issue));
    return groupIssues(issues, grouping).map(
      group => new IssueGroupNode(`${this.id}/:${group.name}`, group, issue => this.line(this.id, issue)),
    );
  }

  private line(parentId: string, issue: Issue): TreeNode {
    return new IssueNode(parentId, this.connection, issue, this.deps);
  }

  /** Doubles the number of pages, so that thousands of issues are few steps away. */
  private showMore(pages: number): void {
    this.deps.shown.set(this.id, pages * 2);
    this.deps.refreshNode(this.id);
  }
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
