import type * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';

/** Makes others' texts in lines of a pick harmless: an icon of our own is an `iconPath`, never in the text. */
export function shownItems<T extends vscode.QuickPickItem>(items: readonly T[]): T[] {
  return items.map(item => ({
    ...item,
    label: inLabel(item.label),
    ...(item.description !== undefined && { description: inLabel(item.description) }),
    ...(item.detail !== undefined && { detail: inLabel(item.detail) }),
  }));
}
