import * as vscode from 'vscode';
import type { Comment } from '../../../jira/comments/comments.ts';
import type { Issue } from '../../../jira/issues/issues.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { Background } from '../../shell/commands/background.ts';
import { lineUri } from '../../shell/drafts/draftDecorations.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { MessageNode, MoreNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { timeAgo } from '../../shell/words/timeWords.ts';
import type { IssueBuilds } from './issueBuilds.ts';
import type { Grouping } from './issueGroups.ts';
import type { IssuePermissions } from './issuePermissions.ts';
import { type IssueRef, pathOfIssue } from './issueRef.ts';
import { iconOfIssue, parseJiraTime, tooltipOfIssue } from './issueWords.ts';

const { t } = vscode.l10n;

const firstComments = 10;
const moreComments = 40;

/** Dependencies of the nodes of the Jira tree. */
export interface IssueNodeDeps {
  readonly sessions: Sessions;
  readonly background: Background;
  readonly drafts: Pick<Drafts, 'markAt'>;
  readonly builds: IssueBuilds;
  readonly permissions: IssuePermissions;
  readonly grouping: (connection: JiraConnection) => Grouping;
  /** Number of pages or comments to show below a node, where the person asked for more than usual. */
  readonly shown: Map<string, number>;
  /** Number of issues or comments below a node, as it was last read. */
  readonly counts: Map<string, string>;
  /** Loads and draws a node and its level again. */
  readonly refreshNode: (id: string) => void;
  /** Draws a node alone. */
  readonly redrawNode: (id: string) => void;
}

/** Saves the number below a node, and redraws the node when it has changed. */
export function notifyCount(deps: IssueNodeDeps, id: string, count: string): void {
  if (deps.counts.get(id) === count) return;
  deps.counts.set(id, count);
  deps.redrawNode(id);
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
    this.webPath = pathOfIssue(issue.key);
  }

  get draftPlace(): string {
    return this.key;
  }

  item(): vscode.TreeItem {
    const { key, summary, type, status, priority, watching, voted } = this.issue;
    const item = new vscode.TreeItem(`${key} ${summary}`, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = iconOfIssue(this.issue);
    item.resourceUri = lineUri(this.connection.id, key);
    const mark = this.deps.drafts.markAt(this.connection.id, key);
    item.description = [mark, type, status, priority].filter(Boolean).join(' · ');
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
      this.deps.builds.lines(this.key, signal),
    );
    return tooltipOfIssue(this.issue, builds ?? []);
  }

  staticChildren(): TreeNode[] {
    return [new CommentsNode(this, this.deps)];
  }
}

/** The comments of an issue, with their number, newest first. */
class CommentsNode implements TreeNode, IssueRef {
  readonly id: string;
  readonly connection: JiraConnection;
  readonly key: string;
  readonly webPath: string;
  private readonly deps: IssueNodeDeps;

  constructor(issue: IssueNode, deps: IssueNodeDeps) {
    this.id = `${issue.id}/comments`;
    this.connection = issue.connection;
    this.key = issue.key;
    this.webPath = issue.webPath;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const count = this.deps.counts.get(this.id);
    const label = count === undefined ? t('Comments') : t('Comments ({0})', count);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.iconPath = new vscode.ThemeIcon('comment-discussion');
    item.contextValue = contextValue(ContextFlag.comments, ContextFlag.web, ...this.deps.permissions.flagsOf(this));
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const session = this.deps.sessions.jira(this.connection);
    const shown = this.deps.shown.get(this.id) ?? firstComments;
    const { listComments } = await import('../../../jira/comments/comments.ts');
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
    this.webPath = `${webPath}?focusedCommentId=${encodeURIComponent(comment.id)}`;
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
