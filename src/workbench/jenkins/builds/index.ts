import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { buildCommandNames } from './buildCommandNames.ts';
import { type EndDeps, notifyEnds } from './buildEnds.ts';
import type { BuildFeature, BuildFeatureDeps } from './buildFeature.ts';
import { parameterScheme } from './parameterScheme.ts';

export interface BuildDeps extends BuildFeatureDeps, EndDeps {
  readonly commands: CommandTable;
}

/**
 * Commands that start, stop and change builds and jobs, from nodes, the status bar and the palette. Loaded at the first
 * of them.
 */
export function register({ commands, ...deps }: BuildDeps): vscode.Disposable {
  const feature = new Lazy<BuildFeature>(
    async () => (await import('./buildFeature.ts')).openBuildFeature(deps),
    deps.background,
  );
  const ends = notifyEnds(deps);
  deps.tracker.resume();
  return vscode.Disposable.from(
    feature,
    deps.drafts.register(parameterScheme, async () => (await feature.get()).texts),
    ends,
    commands.registerLater(buildCommandNames, feature.get),
  );
}
