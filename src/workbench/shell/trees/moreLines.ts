import type * as vscode from 'vscode';
import type { TreeNode } from './treeNode.ts';

/** Lines of another feature above those of a tree, with a badge for its view. */
export interface MoreLines {
  nodes: readonly TreeNode[];
  badge: vscode.ViewBadge | undefined;
  readonly onDidChange: vscode.Event<void>;
}
