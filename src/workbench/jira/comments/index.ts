import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import { commentCommandNames } from './commentCommandNames.ts';
import type { CommentFeature, CommentFeatureDeps } from './commentFeature.ts';
import { draftScheme } from './draftScheme.ts';

export interface CommentDeps extends CommentFeatureDeps {
  readonly commands: CommandTable;
}

/** Writing, editing and posting comments. Loaded at the first of them. */
export function register({ commands, ...deps }: CommentDeps): vscode.Disposable {
  const feature = new Lazy<CommentFeature>(
    async () => (await import('./commentFeature.ts')).openCommentFeature(deps),
    deps.background,
  );
  const loadFiles = async () => (await feature.get()).files;
  deps.drafts.register(draftScheme, loadFiles);
  const files = new LazyFileSystemProvider(loadFiles);
  return vscode.Disposable.from(
    feature,
    vscode.workspace.registerFileSystemProvider(draftScheme, files, { isCaseSensitive: true }),
    commands.registerLater(commentCommandNames, async () => (await feature.get()).handlers),
  );
}
