import * as vscode from 'vscode';
import type { JobKey } from './jobRef.ts';

const command = 'jenkinsJira.explainFailure';

/** Tooltip of a text, with a link to *Explain Failure* that is no part of it. */
export function explainable(text: string, build: JobKey & { readonly number: number }): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  for (const line of text.split('\n')) tooltip.appendText(line).appendMarkdown('  \n');
  tooltip.isTrusted = { enabledCommands: [command] };
  // A parenthesis would end the link.
  const target = encodeURIComponent(JSON.stringify([build])).replace(/[()]/g, sign => (sign === '(' ? '%28' : '%29'));
  return tooltip.appendMarkdown(`\n[${vscode.l10n.t('Explain Failure')}](command:${command}?${target})`);
}
