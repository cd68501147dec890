import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import { serverUri } from '../../shell/drafts/comparison.ts';
import { labelOf, nameOf, type ScriptRef, scriptUri } from './scriptUri.ts';

/** Shows a script beside the one that ran. */
export async function compareScript(ref: ScriptRef): Promise<void> {
  const uri = scriptUri(ref);
  const label = inLabel(vscode.l10n.t('{0} of {1}: what ran ↔ replay', labelOf(ref.script), nameOf(ref)));
  await vscode.commands.executeCommand('vscode.diff', serverUri(uri), uri, label, { preview: false });
}
