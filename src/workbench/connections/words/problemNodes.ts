import * as vscode from 'vscode';
import { labelOf, type ProblemLines } from '../../shell/trees/nodeTree.ts';
import { ContextFlag, contextValue, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { Connection } from '../settings/connection.ts';
import { explain, explanationText } from './explain.ts';
import { Failure } from './failure.ts';

const { t } = vscode.l10n;

/** Line with the reason why its parent could not be read; a click shows the whole message with its buttons. */
export class ProblemNode implements TreeNode {
  readonly id: string;
  readonly failure: Failure;

  constructor(parentId: string, failure: Failure) {
    this.id = `${parentId}/:problem`;
    this.failure = failure;
  }

  item(): vscode.TreeItem {
    const { why } = explain(this.failure.cause);
    const item = new vscode.TreeItem(why);
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.tooltip = `${this.failure.message} ${explanationText(this.failure.cause)}`;
    item.contextValue = contextValue(ContextFlag.problem);
    item.command = { command: 'jenkinsJira.showProblem', title: t('Show Problem'), arguments: [this] };
    return item;
  }
}

/** Line with the time since when the nodes below are not current, and the reason; a click shows the whole message. */
class StaleNode implements TreeNode {
  readonly id: string;
  readonly failure: Failure;
  private readonly readAt: number;

  constructor(parentId: string, failure: Failure, readAt: number) {
    this.id = `${parentId}/:stale`;
    this.failure = failure;
    this.readAt = readAt;
  }

  item(): vscode.TreeItem {
    const { why } = explain(this.failure.cause);
    const since = new Date(this.readAt).toLocaleTimeString(vscode.env.language, { timeStyle: 'short' });
    const item = new vscode.TreeItem(t('Out of date since {0}', since));
    item.description = why;
    item.iconPath = new vscode.ThemeIcon('history', new vscode.ThemeColor('list.warningForeground'));
    item.tooltip = `${this.failure.message} ${explanationText(this.failure.cause)}`;
    item.contextValue = contextValue(ContextFlag.problem);
    item.command = { command: 'jenkinsJira.showProblem', title: t('Show Problem'), arguments: [this] };
    return item;
  }
}

/** Problem lines of all trees. */
export const problemLines: ProblemLines = {
  problem: (parent, error) => new ProblemNode(parent.id, failureBelow(parent, error)),
  stale: (parent, error, readAt) => new StaleNode(parent.id, failureBelow(parent, error), readAt),
};

/** Failure behind a line of problems; undefined for any other line. */
export function failureOfNode(node: unknown): Failure | undefined {
  return node instanceof ProblemNode || node instanceof StaleNode ? node.failure : undefined;
}

function failureBelow(parent: TreeNode, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const connection = isOfConnection(parent) ? parent.connection : undefined;
  return new Failure(t('Could not load {0}.', labelOf(parent.item())), error, connection);
}

function isOfConnection(node: TreeNode): node is TreeNode & { readonly connection: Connection } {
  return 'connection' in node;
}
