import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import { commentCommandNames } from './commentCommandNames.ts';
import type { CommentDesk, CommentDeskDeps } from './commentDesk.ts';
import { draftScheme } from './draftScheme.ts';

export interface CommentDeps extends CommentDeskDeps {
  readonly commands: CommandTable;
}

/** Writing, changing and posting comments. Loaded for the first of them. */
export function register({ commands, ...deps }: CommentDeps): vscode.Disposable {
  const desk = new Lazy<CommentDesk>(async () => (await import('./commentDesk.ts')).openCommentDesk(deps));
  const files = new LazyFileSystemProvider(async () => (await desk.get()).files);
  return vscode.Disposable.from(
    desk,
    vscode.workspace.registerFileSystemProvider(draftScheme, files, { isCaseSensitive: true }),
    commands.registerLater(commentCommandNames, async () => (await desk.get()).handlers),
  );
}
