import * as vscode from 'vscode';
import type { Issue } from '../../../jira/issues/issues.ts';
import { listFavoriteFilters } from '../../../jira/jql/queries.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { type JiraConnection, userOf } from '../../connections/settings/connection.ts';
import { lineUri } from '../../shell/drafts/draftDecorations.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { queriesFor, type SavedQuery } from '../queries/queries.ts';
import { draftPlaceOf } from '../queries/queryUri.ts';
import type { IssueNodeDeps } from './issueNodeDeps.ts';

const { t } = vscode.l10n;

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
    const item = new vscode.TreeItem(label, this.isFilter || this.query.collapsed ? Collapsed : Expanded);
    item.iconPath = new vscode.ThemeIcon('list-filter');
    item.tooltip = this.query.jql;
    if (!this.isFilter) item.resourceUri = lineUri(this.connection.id, this.draftPlace);
    const mark = this.isFilter ? undefined : this.deps.drafts.markAt(this.connection.id, this.draftPlace);
    item.description = mark ?? '';
    item.contextValue = contextValue(
      this.isFilter ? ContextFlag.filter : ContextFlag.query,
      mark !== undefined && ContextFlag.draft,
      this.query.badge === true && ContextFlag.badge,
    );
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { connection, deps } = this;
    const [{ readIssueLevel }, { IssueNode }] = await Promise.all([
      import('./issueLevel.ts'),
      import('./issueNodes.ts'),
    ]);
    const level = {
      ...{ id: this.id, connection, jql: this.query.jql, grouping: deps.grouping(connection) },
      none: t('No issues match'),
      line: (parentId: string, issue: Issue) => new IssueNode(parentId, connection, issue, deps),
    };
    return readIssueLevel(level, deps, reading);
  }
}
