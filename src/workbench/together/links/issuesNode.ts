import * as vscode from 'vscode';
import { NotFoundError } from '../../../http/errors.ts';
import { readIssue } from '../../../jira/issues/issues.ts';
import { Failure } from '../../connections/words/failure.ts';
import { ProblemNode } from '../../connections/words/problemNodes.ts';
import type { IssueNodeDeps } from '../../jira/issues/issueNodeDeps.ts';
import { IssueNode } from '../../jira/issues/issueNodes.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import { contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { issuesId } from './issuesId.ts';

const { t } = vscode.l10n;

/** Issues to read below a build. */
const most = 20;

/** Issues that a build names. */
export class IssuesNode implements TreeNode {
  readonly id: string;
  /** Read once, a request an issue; again where an issue is changed here, and when the person refreshes. */
  readonly isFinal = true;
  private readonly issues: readonly IssueRef[];
  private readonly deps: IssueNodeDeps;

  constructor(buildId: string, issues: readonly IssueRef[], deps: IssueNodeDeps) {
    this.id = buildId + issuesId;
    this.issues = issues;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(t('Issues'), vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('issues');
    item.description = this.issues.map(({ key }) => key).join(' · ');
    item.tooltip = t('Named by the branch, commits, name, description, parameters or causes of the build.');
    item.contextValue = contextValue();
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const read = this.issues.slice(0, most).map(issue => issueLine(this.id, issue, this.deps, reading));
    const rest = this.issues.length - most;
    const more = rest > 0 ? [new MessageNode(this.id, t('And {0} more', rest))] : [];
    return [...(await Promise.all(read)), ...more];
  }
}

/** Reads an issue for a line. A failure is a line, too: it hides no other. */
export async function issueLine(
  parentId: string,
  { connection, key }: IssueRef,
  deps: IssueNodeDeps,
  { signal, background }: LoadOptions,
): Promise<TreeNode> {
  const id = `${parentId}/${connection.id}/${key}`;
  try {
    const issue = await readIssue(deps.sessions.jira(connection), key, { signal, background });
    return issue ? new IssueNode(parentId, connection, issue, deps) : absentLine(id, key);
  } catch (error) {
    if (error instanceof NotFoundError) return absentLine(id, key);
    return new ProblemNode(id, new Failure(t('Could not load {0}.', key), error, connection));
  }
}

function absentLine(id: string, key: string): TreeNode {
  return new MessageNode(id, t('{0} does not exist, or is hidden from this account', key));
}
