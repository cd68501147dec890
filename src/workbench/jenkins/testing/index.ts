import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { BranchBuild, BranchBuilds } from '../branches/branchBuilds.ts';
import type { TestingFeature, TestingFeatureDeps } from './testingFeature.ts';

const testingCommandNames = ['runTestAtCursor'] as const;

export interface TestingDeps extends TestingFeatureDeps {
  readonly commands: CommandTable;
  readonly branchBuilds: BranchBuilds;
}

/** Tests of the branch's last build in the Testing view. Loaded with the first build of a branch. */
export function register({ commands, branchBuilds, ...deps }: TestingDeps): vscode.Disposable {
  const feature = new Lazy<TestingFeature>(
    async () => new (await import('./testingFeature.ts')).TestingFeature(deps),
    deps.background,
  );
  const take = (build: BranchBuild | undefined) => {
    if (!build?.job.lastBuild && !feature.ifMade) return;
    deps.background.quietly('Tests could not be read', async () => (await feature.get()).take(build));
  };
  return vscode.Disposable.from(
    feature,
    branchBuilds.onDidChange(take),
    commands.registerLater(testingCommandNames, feature.get),
  );
}
