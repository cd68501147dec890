import * as vscode from 'vscode';
import {
  type Comment,
  type CommentPage,
  type Issue,
  JiraFlavor,
  listComments,
  type SearchCursor,
  searchIssues,
} from '../../jira/index.ts';
import { type JiraConnection, userOf } from '../connections/connection.ts';
import { connectionDetails } from '../connections/connectionDetails.ts';
import type { Sessions } from '../connections/sessions.ts';
import { timeAgo } from '../jobs/timeWords.ts';
import { MessageNode, MoreNode } from '../trees/messageNode.ts';
import { contextValue, Facet, type Reading, type TreeNode } from '../trees/treeNode.ts';
import type { IssueRef } from './issueRef.ts';
import { iconOfIssue, parseJiraTime, tooltipOfIssue } from './issueWords.ts';
import { queriesFor, type SavedQuery } from './queries.ts';

const { t } = vscode.l10n;

const pageSize = 50;
const firstComments = 10;
const moreComments = 40;

/** What the nodes of the Jira tree ask for. */
export interface IssueNodeDeps {
  readonly sessions: Sessions;
  /** Loads and draws a line and what is below it. */
  readonly refreshNode: (id: string) => void;
  /** Draws a line alone. */
  readonly redrawNode: (id: string) => void;
}

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
    const product = this.connection.flavor === JiraFlavor.cloud ? 'Jira Cloud' : t('Jira Data Center');
    item.description = userOf(this.connection) ?? '';
    item.iconPath = new vscode.ThemeIcon('server');
    item.tooltip = connectionDetails(this.connection, product).join('\n');
    item.contextValue = contextValue(Facet.connection, Facet.web);
    return item;
  }

  async children(): Promise<TreeNode[]> {
    const queries = queriesFor(this.connection.id);
    if (queries.length === 0) return [new MessageNode(this.id, t('No queries: add some in the settings'))];
    return queries.map((query, index) => new QueryNode(this.connection, query, index, this.deps));
  }
}

export class QueryNode implements TreeNode {
  readonly id: string;
  readonly connection: JiraConnection;
  private readonly query: SavedQuery;
  private readonly deps: IssueNodeDeps;
  private pages = 1;
  private count: string | undefined;

  constructor(connection: JiraConnection, query: SavedQuery, index: number, deps: IssueNodeDeps) {
    this.id = `${connection.id}/query/${index}/${query.name}`;
    this.connection = connection;
    this.query = query;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const label = this.count === undefined ? this.query.name : `${this.query.name} (${this.count})`;
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.iconPath = new vscode.ThemeIcon('list-filter');
    item.tooltip = this.query.jql;
    item.contextValue = contextValue();
    return item;
  }

  async children(reading: Reading): Promise<TreeNode[]> {
    const session = this.deps.sessions.jira(this.connection);
    const issues: Issue[] = [];
    let cursor: SearchCursor | undefined;
    let total: number | undefined;
    for (let page = 0; page < this.pages; page++) {
      const found = await searchIssues(session, this.query.jql, pageSize, cursor, reading);
      issues.push(...found.issues);
      cursor = found.next;
      total = found.total;
      if (!cursor) break;
    }
    this.tellCount(cursor ? (total?.toString() ?? `${issues.length}+`) : String(issues.length));
    if (issues.length === 0) return [new MessageNode(this.id, t('No issues match'))];
    const nodes: TreeNode[] = issues.map(issue => new IssueNode(this.id, this.connection, issue, this.deps));
    return cursor ? [...nodes, new MoreNode(this.id, t('Show more issues'), () => this.showMore())] : nodes;
  }

  private tellCount(count: string): void {
    if (count === this.count) return;
    this.count = count;
    this.deps.redrawNode(this.id);
  }

  private showMore(): void {
    this.pages++;
    this.deps.refreshNode(this.id);
  }
}

export class IssueNode implements TreeNode, IssueRef {
  readonly id: string;
  readonly connection: JiraConnection;
  readonly key: string;
  readonly webPath: string;
  private readonly issue: Issue;
  private readonly deps: IssueNodeDeps;

  constructor(parentId: string, connection: JiraConnection, issue: Issue, deps: IssueNodeDeps) {
    this.id = `${parentId}/${issue.key}`;
    this.connection = connection;
    this.key = issue.key;
    this.issue = issue;
    this.deps = deps;
    this.webPath = `/browse/${encodeURIComponent(issue.key)}`;
  }

  item(): vscode.TreeItem {
    const { key, summary, type, status, priority } = this.issue;
    const item = new vscode.TreeItem(`${key} ${summary}`, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = iconOfIssue(this.issue);
    item.description = [type, status, priority].filter(Boolean).join(' · ');
    item.tooltip = tooltipOfIssue(this.issue);
    item.contextValue = contextValue(Facet.issue, Facet.web);
    return item;
  }

  async children(): Promise<TreeNode[]> {
    return [new CommentsNode(this, this.deps)];
  }
}

/** The comments of an issue, with their number, newest first. */
export class CommentsNode implements TreeNode, IssueRef {
  readonly id: string;
  readonly connection: JiraConnection;
  readonly key: string;
  readonly webPath: string;
  private readonly deps: IssueNodeDeps;
  private shown = firstComments;
  private total: number | undefined;

  constructor(issue: IssueNode, deps: IssueNodeDeps) {
    this.id = `${issue.id}/comments`;
    this.connection = issue.connection;
    this.key = issue.key;
    this.webPath = issue.webPath;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const label = this.total === undefined ? t('Comments') : t('Comments ({0})', this.total);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.iconPath = new vscode.ThemeIcon('comment-discussion');
    item.contextValue = contextValue(Facet.issue, Facet.web);
    return item;
  }

  async children(reading: Reading): Promise<TreeNode[]> {
    const session = this.deps.sessions.jira(this.connection);
    const page = await listComments(session, this.key, this.shown, reading);
    this.tellTotal(page);
    const nodes: TreeNode[] = page.comments.map(comment => new CommentNode(this.id, comment));
    if (nodes.length === 0) return [new MessageNode(this.id, t('No comments yet'))];
    if (nodes.length >= page.total) return nodes;
    return [...nodes, new MoreNode(this.id, t('Show older comments'), () => this.showMore())];
  }

  private tellTotal({ total }: CommentPage): void {
    if (total === this.total) return;
    this.total = total;
    this.deps.redrawNode(this.id);
  }

  private showMore(): void {
    this.shown += moreComments;
    this.deps.refreshNode(this.id);
  }
}

class CommentNode implements TreeNode {
  readonly id: string;
  private readonly comment: Comment;

  constructor(parentId: string, comment: Comment) {
    this.id = `${parentId}/${comment.id}`;
    this.comment = comment;
  }

  item(): vscode.TreeItem {
    const { author, created, text } = this.comment;
    const moment = created ? parseJiraTime(created) : undefined;
    const ago = moment === undefined ? '' : timeAgo(moment);
    const [firstLine = ''] = text.split('\n', 1);
    const item = new vscode.TreeItem(firstLine || t('(no text)'));
    item.iconPath = new vscode.ThemeIcon('comment');
    item.description = [author, ago].filter(Boolean).join(' · ');
    item.tooltip = new vscode.MarkdownString().appendText(`${author}, ${ago}\n\n${text}`);
    item.contextValue = contextValue();
    return item;
  }
}
