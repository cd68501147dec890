import * as vscode from 'vscode';
import { asNumber } from '../../../base/json.ts';

/** Least pause between two rounds of polling, in milliseconds, from the settings; undefined for no polling. */
export function pollingPause(): number | undefined {
  const seconds = asNumber(vscode.workspace.getConfiguration('jenkinsJira').get('pollingSeconds')) ?? 15;
  // A timer takes no longer pause than some weeks.
  return seconds > 0 ? Math.min(seconds, 86_400) * 1000 : undefined;
}
