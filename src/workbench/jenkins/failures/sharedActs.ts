import * as vscode from 'vscode';
import { asObject, parseJson } from '../../../base/json.ts';
import { type FileFinder, openPlace } from '../logs/fileFinder.ts';

/** Opens the issue that a button of a commit names. */
export function openIssueOf(argument: string | undefined): Thenable<unknown> {
  const { connection, key } = asObject(parseJson(argument ?? ''));
  return vscode.commands.executeCommand('jenkinsJira.openIssue', { connection: { id: connection }, key });
}

/** Opens the file of the workspace that a button of a commit names. */
export function openFileOf(finder: FileFinder, path = ''): Promise<void> {
  return openPlace(finder, { path, line: undefined, column: undefined }, undefined);
}
