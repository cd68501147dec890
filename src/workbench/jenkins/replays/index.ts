import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { replayCommandNames } from './replayCommandNames.ts';
import type { ReplayFeature } from './replayFeature.ts';
import type { ReplayDeps as FeatureDeps } from './replaying.ts';
import { replayScheme } from './replayScheme.ts';

export interface ReplayDeps extends FeatureDeps {
  readonly commands: CommandTable;
}

/** Runs of Pipelines that are started again, with other scripts or from a stage. Loaded at the first of them. */
export function register({ commands, ...deps }: ReplayDeps): vscode.Disposable {
  const feature = new Lazy<ReplayFeature>(
    async () => (await import('./replayFeature.ts')).openReplayFeature(deps),
    deps.background,
  );
  return vscode.Disposable.from(
    feature,
    deps.drafts.register(replayScheme, async () => (await feature.get()).files),
    commands.registerLater(replayCommandNames, feature.get),
  );
}
