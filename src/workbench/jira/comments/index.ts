import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { draftScheme } from '../issues/draftScheme.ts';
import { commentCommandNames } from './commentCommandNames.ts';
import type { CommentFeature, CommentFeatureDeps } from './commentFeature.ts';

export interface CommentDeps extends CommentFeatureDeps {
  readonly commands: CommandTable;
}

/** Writing, editing and posting comments. Loaded at the first of them. */
export function register({ commands, ...deps }: CommentDeps): vscode.Disposable {
  const feature = new Lazy<CommentFeature>(
    async () => (await import('./commentFeature.ts')).openCommentFeature(deps),
    deps.background,
  );
  return vscode.Disposable.from(
    feature,
    deps.drafts.register(draftScheme, async () => (await feature.get()).files),
    commands.registerLater(commentCommandNames, feature.get),
  );
}
