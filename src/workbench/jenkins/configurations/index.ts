import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { configurationCommandNames } from './configurationCommandNames.ts';
import type { ConfigurationFeature, ConfigurationDeps as FeatureDeps } from './configurationFeature.ts';
import { configurationScheme } from './configurationScheme.ts';

export interface ConfigurationDeps extends FeatureDeps {
  readonly commands: CommandTable;
}

/** Configurations of jobs: edited as XML, and created. Loaded at the first of them. */
export function register({ commands, ...deps }: ConfigurationDeps): vscode.Disposable {
  const feature = new Lazy<ConfigurationFeature>(
    async () => (await import('./configurationFeature.ts')).openConfigurationFeature(deps),
    deps.background,
  );
  return vscode.Disposable.from(
    feature,
    deps.drafts.register(configurationScheme, async () => (await feature.get()).files),
    commands.registerLater(configurationCommandNames, feature.get),
  );
}
