import * as vscode from 'vscode';
import type { TreeNode } from './treeNode.ts';

/** All that can be seen of lines, and of what is at hand below them, as one text: to tell whether anything changed. */
export function renderKey(nodes: readonly TreeNode[]): string {
  return nodes
    .map(node => `${lookOf(node)}${node.staticChildren ? `{${renderKey(node.staticChildren())}}` : ''}`)
    .join('\n');
}

function lookOf(node: TreeNode): string {
  const { label, description, iconPath, contextValue, collapsibleState } = node.item();
  const icon = iconPath instanceof vscode.ThemeIcon ? `${iconPath.id} ${iconPath.color?.id}` : '';
  return JSON.stringify([node.id, label, description, icon, contextValue, collapsibleState]);
}
