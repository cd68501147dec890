import type * as vscode from 'vscode';
import { inTree } from '../../../base/othersTexts.ts';

/** A line of a tree with the texts of others made harmless. */
export function shownItem(item: vscode.TreeItem): vscode.TreeItem {
  if (typeof item.label === 'string') item.label = inTree(item.label);
  else if (item.label) item.label = { ...item.label, label: inTree(item.label.label) };
  if (typeof item.description === 'string') item.description = inTree(item.description);
  return item;
}
