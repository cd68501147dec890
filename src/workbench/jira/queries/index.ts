import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { QueryFeature, QueryFeatureDeps } from './queryFeature.ts';
import { queryScheme } from './queryUri.ts';

const queryCommands = [
  'addQuery',
  'editQuery',
  'renameQuery',
  'removeQuery',
  'showQueryBadge',
  'hideQueryBadge',
] as const;

export interface QueriesDeps extends QueryFeatureDeps {
  readonly commands: CommandTable;
}

/**
 * JQL queries: their editor, with completion and diagnostics from the site, and their commands. Loaded at the first
 * use.
 */
export function register({ commands, ...deps }: QueriesDeps): vscode.Disposable {
  const feature = new Lazy<QueryFeature>(
    async () => (await import('./queryFeature.ts')).openQueryFeature(deps),
    deps.background,
  );
  return vscode.Disposable.from(
    feature,
    deps.drafts.register(queryScheme, async () => (await feature.get()).files),
    commands.registerLater(queryCommands, feature.get),
  );
}
