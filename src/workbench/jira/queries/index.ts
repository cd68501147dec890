import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Late } from '../../shell/commands/late.ts';
import { LateFiles } from '../../shell/files/lateFiles.ts';
import type { QueryDesk, QueryDeskDeps } from './queryDesk.ts';
import { queryScheme } from './queryUri.ts';

const queryCommands = ['addQuery', 'editQuery', 'renameQuery', 'removeQuery'] as const;

export interface QueriesDeps extends QueryDeskDeps {
  readonly commands: CommandTable;
}

/** JQL queries: their editor, with what the site knows of them, and their commands. Loaded for the first of them. */
export function register({ commands, ...deps }: QueriesDeps): vscode.Disposable {
  const desk = new Late<QueryDesk>(async () => (await import('./queryDesk.ts')).openQueryDesk(deps));
  const files = new LateFiles(async () => (await desk.get()).files);
  return vscode.Disposable.from(
    desk,
    vscode.workspace.registerFileSystemProvider(queryScheme, files, { isCaseSensitive: true }),
    commands.registerLater(queryCommands, async () => (await desk.get()).handlers),
  );
}
