import * as vscode from 'vscode';

/** Render key for change detection: the visible properties of a tree item. */
export function renderKey({ label, description, iconPath, contextValue, collapsibleState }: vscode.TreeItem): string {
  const icon = iconPath instanceof vscode.ThemeIcon ? `${iconPath.id} ${iconPath.color?.id}` : '';
  return JSON.stringify([label, description, icon, contextValue, collapsibleState]);
}
