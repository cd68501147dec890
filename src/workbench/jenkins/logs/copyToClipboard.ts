import * as vscode from 'vscode';
import type { Spool } from '../../../logs/spool.ts';
import { copyText, textOf } from './copyText.ts';
import type { Place } from './page/protocol.ts';

const { t } = vscode.l10n;

/**
 * Copies the text between two places of a log.
 * @param runs of the shown lines, the first and the last of each
 * @returns words about it
 */
export async function copyToClipboard(
  spool: Spool,
  runs: readonly (readonly [number, number])[],
  { from, to, stamps }: { readonly from: Place; readonly to: Place; readonly stamps: boolean },
): Promise<string> {
  const text = await copyText(textOf(spool, runs), from, to, stamps);
  if (text === undefined) return t('Too large for the clipboard. Save the log instead');
  await vscode.env.clipboard.writeText(text);
  const lines = runs.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return lines === 1 ? t('Copied') : t('Copied {0} lines', lines.toLocaleString());
}
