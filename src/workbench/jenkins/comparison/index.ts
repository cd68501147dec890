import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { registerPages } from '../../shell/pages/registerPages.ts';
import type { ComparisonFeature, ComparisonFeatureDeps } from './comparisonFeature.ts';
import { comparisonCommandNames, comparisonScheme, comparisonViewType } from './comparisonNames.ts';

export interface ComparisonDeps extends ComparisonFeatureDeps {
  readonly commands: CommandTable;
}

/** *Compare Builds*: pages that tell how two builds differ. Loaded with the first of them. */
export function register({ commands, ...deps }: ComparisonDeps): vscode.Disposable {
  const feature = new Lazy<ComparisonFeature>(
    async () => (await import('./comparisonFeature.ts')).openComparisonFeature(deps),
    deps.background,
  );
  return vscode.Disposable.from(
    feature,
    registerPages(comparisonScheme, comparisonViewType, feature.get),
    commands.registerLater(comparisonCommandNames, feature.get),
  );
}
