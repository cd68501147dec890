import * as vscode from 'vscode';
import type { TreeNode } from './treeNode.ts';

/** Render key for change detection: the visible properties of nodes and of their static children. */
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
