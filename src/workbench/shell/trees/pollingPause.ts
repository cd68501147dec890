import * as vscode from 'vscode';

/** Least pause between two rounds of polling, in milliseconds, from the settings; undefined for no polling. */
export function pollingPause(): number | undefined {
  const seconds: unknown = vscode.workspace.getConfiguration('jenkinsJira').get('pollingSeconds');
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined;
}
