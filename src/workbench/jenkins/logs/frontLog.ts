import * as vscode from 'vscode';
import type { BuildRef } from '../jobs/jobRef.ts';
import { addressOf, type LogAddress, logScheme, logTextScheme } from './logUri.ts';

/**
 * Address of the build that the active editor shows.
 * @param schemes of the editors that count
 */
export function frontAddress(schemes: readonly string[]): LogAddress | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isEditor = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isEditor && schemes.includes(input.uri.scheme) ? addressOf(input.uri) : undefined;
}

/** Whether a person looks at the log of a build, as page or as text. */
export function isLogInFront({ connection, job, number }: BuildRef): boolean {
  if (!vscode.window.state.focused) return false;
  const address = frontAddress([logScheme, logTextScheme]);
  return address?.connection === connection.id && address.job === job && address.number === number;
}
