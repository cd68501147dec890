import type * as vscode from 'vscode';
import { inTree } from '../../../base/othersTexts.ts';

/** Makes others' texts in a tree item harmless. */
export function shownItem(item: vscode.TreeItem): vscode.TreeItem {
  if (typeof item.label === 'string') item.label = inTree(item.label);
  else if (item.label) item.label = { ...item.label, label: inTree(item.label.label) };
  if (typeof item.description === 'string') item.description = inTree(item.description);
  return item;
}
