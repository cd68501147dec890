import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { ReportFeature, ReportFeatureDeps } from './reportFeature.ts';
import { reportCommandNames, reportScheme } from './reportNames.ts';

export interface ReportDeps extends Omit<ReportFeatureDeps, 'storage'> {
  readonly commands: CommandTable;
  readonly context: Pick<vscode.ExtensionContext, 'globalStorageUri'>;
}

/** *Report Build on Issues…*: builds told to the issues that they name. Loaded with the first report. */
export function register({ commands, context, ...deps }: ReportDeps): vscode.Disposable {
  const feature = new Lazy<ReportFeature>(
    async () => (await import('./reportFeature.ts')).openReportFeature({ ...deps, storage: context.globalStorageUri }),
    deps.background,
  );
  return vscode.Disposable.from(
    feature,
    deps.drafts.register(reportScheme, async () => (await feature.get()).files),
    commands.registerLater(reportCommandNames, feature.get),
  );
}
