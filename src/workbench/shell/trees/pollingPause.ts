import * as vscode from 'vscode';

/** The shortest pause between two rounds of polling in milliseconds, as the person set it; undefined for no polling. */
export function pollingPause(): number | undefined {
  const seconds: unknown = vscode.workspace.getConfiguration('jenkinsJira').get('pollingSeconds');
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined;
}
