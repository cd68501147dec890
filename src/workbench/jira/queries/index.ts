import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import type { QueryDesk, QueryDeskDeps } from './queryDesk.ts';
import { queryScheme } from './queryUri.ts';

const queryCommands = ['addQuery', 'editQuery', 'renameQuery', 'removeQuery'] as const;

export interface QueriesDeps extends QueryDeskDeps {
  readonly commands: CommandTable;
}

/** JQL queries: their editor, with what the site knows of them, and their commands. Loaded for the first of them. */
export function register({ commands, ...deps }: QueriesDeps): vscode.Disposable {
  const desk = new Lazy<QueryDesk>(async () => (await import('./queryDesk.ts')).openQueryDesk(deps));
  const files = new LazyFileSystemProvider(async () => (await desk.get()).files);
  return vscode.Disposable.from(
    desk,
    vscode.workspace.registerFileSystemProvider(queryScheme, files, { isCaseSensitive: true }),
    commands.registerLater(queryCommands, async () => (await desk.get()).handlers),
  );
}
