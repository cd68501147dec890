import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { buildCommandNames } from './buildCommandNames.ts';
import { type EndDeps, notifyEnds } from './buildEnds.ts';
import type { BuildFeature, BuildFeatureDeps } from './buildFeature.ts';
import { parameterScheme } from './parameterScheme.ts';

export interface BuildDeps extends BuildFeatureDeps, EndDeps {
  readonly commands: CommandTable;
  readonly workspaceState: vscode.Memento;
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
  return vscode.Disposable.from(
    feature,
    deps.drafts.register(parameterScheme, async () => (await feature.get()).texts),
    notifyEnds(deps),
    keepOverReloads(deps),
    commands.registerLater(buildCommandNames, feature.get),
  );
}

/** Follows on the builds of the window before a reload. */
function keepOverReloads({
  workspaceState: state,
  tracker,
  store,
  background,
}: Omit<BuildDeps, 'commands'>): vscode.Disposable {
  const key = 'followedBuilds';
  const failed = 'Followed builds could not be kept';
  const loaded = () => import('./followedBuilds.ts');
  const listening = tracker.onDidChange(() =>
    background.quietly(failed, async () => (await loaded()).keepFollowed(state, key, tracker)),
  );
  if (state.get(key))
    background.quietly(failed, async () => (await loaded()).resumeFollowed(state, key, { tracker, store }));
  return listening;
}
