import * as vscode from 'vscode';
import { type Comment, listComments } from '../../../jira/comments/comments.ts';
import { boardFieldsOf } from '../../../jira/issues/boardFields.ts';
import type { Issue } from '../../../jira/issues/issues.ts';
import { jqlOfChildren } from '../../../jira/issues/search.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { lineUri } from '../../shell/drafts/draftDecorations.ts';
import { MessageNode, MoreNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { timeAgo } from '../../shell/words/timeWords.ts';
import { Grouping } from './issueGroups.ts';
import { readIssueLevel } from './issueLevel.ts';
import { iconOfType, issueParts, spokenIssue, titleOfIssue } from './issueLine.ts';
import { type IssueNodeDeps, notifyCount } from './issueNodeDeps.ts';
import { commentQuery, type IssueRef, pathOfIssue } from './issueRef.ts';
import { parseJiraTime, tooltipOfIssue } from './issueWords.ts';

const { t } = vscode.l10n;

const firstComments = 10;
const moreComments = 40;

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
    this.webPath = pathOfIssue(issue.key);
  }

  get draftPlace(): string {
    return this.key;
  }

  get summary(): string {
    return this.issue.summary;
  }

  item(): vscode.TreeItem {
    const { key, watching, voted } = this.issue;
    const item = new vscode.TreeItem(titleOfIssue(this.issue), vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = iconOfType(this.issue);
    item.resourceUri = lineUri(this.connection.id, key);
    const mark = this.deps.drafts.markAt(this.connection.id, key);
    item.description = [mark, ...issueParts(this.issue)].filter(Boolean).join(' · ');
    item.accessibilityInformation = { label: spokenIssue(this.issue, mark) };
    item.contextValue = contextValue(
      ContextFlag.issue,
      ContextFlag.web,
      watching === true && ContextFlag.watched,
      voted === true && ContextFlag.voted,
      mark !== undefined && ContextFlag.draft,
      ...this.deps.permissions.flagsOf(this),
    );
    item.command = { command: 'jenkinsJira.openIssue', title: t('Open Issue'), arguments: [this] };
    return item;
  }

  async tooltip(signal: AbortSignal): Promise<vscode.MarkdownString> {
    const builds = await this.deps.background.optional('The builds of an issue could not be read', () =>
      this.deps.builds.lines(this, signal),
    );
    return tooltipOfIssue(this.issue, builds ?? []);
  }

  staticChildren(): TreeNode[] {
    const { level = 0 } = this.issue;
    const isEpic = level > 0;
    const comments = new CommentsNode(this, this.deps, !isEpic);
    const builds = this.deps.builds.nodes(this, this.deps);
    if (level < 0) return [comments, ...builds];
    const children = new ChildrenNode(this, this.deps, isEpic);
    return isEpic ? [children, comments, ...builds] : [comments, ...builds, children];
  }
}

/** Issues below another: those of an epic, and sub-tasks. */
class ChildrenNode implements TreeNode {
  readonly id: string;
  private readonly issue: IssueNode;
  private readonly deps: IssueNodeDeps;
  private readonly isOpen: boolean;

  constructor(issue: IssueNode, deps: IssueNodeDeps, isOpen: boolean) {
    this.id = `${issue.id}/children`;
    this.issue = issue;
    this.deps = deps;
    this.isOpen = isOpen;
  }

  item(): vscode.TreeItem {
    const count = this.deps.counts.get(this.id);
    const label = count === undefined ? t('Child Issues') : t('Child Issues ({0})', count);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, this.isOpen ? Expanded : Collapsed);
    item.iconPath = new vscode.ThemeIcon('list-tree');
    item.contextValue = contextValue();
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { connection, key } = this.issue;
    const { sessions, background } = this.deps;
    const session = sessions.jira(connection);
    const boards =
      session.flavor === JiraFlavor.cloud
        ? undefined
        : await background.optional('The fields of boards could not be read', () => boardFieldsOf(session, reading));
    const level = {
      ...{ id: this.id, connection, jql: jqlOfChildren(key, boards), grouping: Grouping.none },
      none: t('No child issues'),
      line: (parentId: string, issue: Issue) => new IssueNode(parentId, connection, issue, this.deps),
    };
    return readIssueLevel(level, this.deps, reading);
  }
}

/** The comments of an issue, with their number, newest first. */
class CommentsNode implements TreeNode, IssueRef {
  readonly id: string;
  readonly connection: JiraConnection;
  readonly key: string;
  readonly webPath: string;
  private readonly deps: IssueNodeDeps;
  private readonly isOpen: boolean;

  constructor(issue: IssueNode, deps: IssueNodeDeps, isOpen: boolean) {
    this.isOpen = isOpen;
    this.id = `${issue.id}/comments`;
    this.connection = issue.connection;
    this.key = issue.key;
    this.webPath = issue.webPath;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const count = this.deps.counts.get(this.id);
    const label = count === undefined ? t('Comments') : t('Comments ({0})', count);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, this.isOpen ? Expanded : Collapsed);
    item.iconPath = new vscode.ThemeIcon('comment-discussion');
    item.contextValue = contextValue(ContextFlag.comments, ContextFlag.web, ...this.deps.permissions.flagsOf(this));
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const session = this.deps.sessions.jira(this.connection);
    const shown = this.deps.shown.get(this.id) ?? firstComments;
    const { comments, total } = await listComments(session, this.key, shown, reading);
    notifyCount(this.deps, this.id, String(total));
    const nodes: TreeNode[] = comments.map(comment => new CommentNode(this, comment, this.deps));
    if (nodes.length === 0) return [new MessageNode(this.id, t('No comments yet'))];
    if (nodes.length >= total) return nodes;
    return [...nodes, new MoreNode(this.id, t('Show older comments'), () => this.showMore(shown))];
  }

  private showMore(shown: number): void {
    this.deps.shown.set(this.id, shown + moreComments);
    this.deps.refreshNode(this.id);
  }
}

class CommentNode implements TreeNode, IssueRef {
  readonly id: string;
  readonly connection: JiraConnection;
  readonly key: string;
  readonly commentId: string;
  readonly webPath: string;
  private readonly comment: Comment;
  private readonly deps: IssueNodeDeps;

  constructor({ id, connection, key, webPath }: CommentsNode, comment: Comment, deps: IssueNodeDeps) {
    this.id = `${id}/${comment.id}`;
    this.connection = connection;
    this.key = key;
    this.commentId = comment.id;
    this.webPath = webPath + commentQuery(comment.id);
    this.comment = comment;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const { author, created, text, visibility, internal } = this.comment;
    const moment = created ? parseJiraTime(created) : undefined;
    const ago = moment === undefined ? '' : timeAgo(moment);
    const name = author?.displayName ?? t('Former user');
    const seenBy = internal ? t('internal') : visibility && t('visible to {0}', visibility.value);
    const [firstLine = ''] = text.split('\n', 1);
    const item = new vscode.TreeItem(firstLine || t('(no text)'));
    item.iconPath = new vscode.ThemeIcon(visibility || internal ? 'lock' : 'comment');
    item.description = [name, ago, seenBy].filter(Boolean).join(' · ');
    item.tooltip = new vscode.MarkdownString().appendText(`${name}, ${ago}\n\n${text}`);
    item.contextValue = contextValue(
      ContextFlag.comment,
      ContextFlag.web,
      ...this.deps.permissions.commentFlagsOf(this),
    );
    return item;
  }
}
