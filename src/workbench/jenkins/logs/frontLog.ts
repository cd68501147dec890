import * as vscode from 'vscode';
import type { BuildRef } from '../jobs/jobRef.ts';
import { addressOf, logScheme, logTextScheme } from './logUri.ts';

/** Whether a person looks at the log of a build, as page or as text. */
export function isLogInFront({ connection, job, number }: BuildRef): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isEditor = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  if (!isEditor || !vscode.window.state.focused || ![logScheme, logTextScheme].includes(input.uri.scheme)) return false;
  const address = addressOf(input.uri);
  return address?.connection === connection.id && address.job === job && address.number === number;
}
