import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { registerPages } from '../../shell/pages/registerPages.ts';
import type { BranchBuild, BranchBuilds } from '../branches/branchBuilds.ts';
import { isRed } from '../jobs/jobWords.ts';
import type { FailureFeature, FailureFeatureDeps } from './failureFeature.ts';
import { failureCommandNames, failureScheme, failureViewType } from './failureNames.ts';

export interface FailureDeps extends FailureFeatureDeps {
  readonly commands: CommandTable;
  readonly branchBuilds: BranchBuilds;
}

/**
 * *Explain Failure*: pages that tell why a build is red; and the errors of the branch's last build in *Problems*. Loaded
 * with the first red build.
 */
export function register({ commands, branchBuilds, ...deps }: FailureDeps): vscode.Disposable {
  const { background } = deps;
  const feature = new Lazy<FailureFeature>(
    async () => (await import('./failureFeature.ts')).openFailureFeature(deps),
    background,
  );
  const showProblems = (build: BranchBuild | undefined) => {
    const last = build?.job.lastBuild;
    if (!(last && isRed(last)) && !feature.ifMade) return;
    background.quietly('The problems of a build could not be shown', async () =>
      (await feature.get()).problems.take(build),
    );
  };
  return vscode.Disposable.from(
    feature,
    registerPages(failureScheme, failureViewType, feature.get),
    branchBuilds.onDidChange(showProblems),
    vscode.workspace.onDidChangeConfiguration(
      event => event.affectsConfiguration('jenkinsJira.problems') && showProblems(branchBuilds.current()),
    ),
    commands.registerLater(failureCommandNames, feature.get),
  );
}
