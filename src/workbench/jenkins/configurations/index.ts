import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import { configurationCommandNames } from './configurationCommandNames.ts';
import type { ConfigurationDesk, ConfigurationDeps as DeskDeps } from './configurationDesk.ts';
import { configurationScheme } from './configurationScheme.ts';

export interface ConfigurationDeps extends DeskDeps {
  readonly commands: CommandTable;
}

/** Configurations of jobs: edited as XML, and made new. Loaded for the first of them. */
export function register({ commands, ...deps }: ConfigurationDeps): vscode.Disposable {
  const desk = new Lazy<ConfigurationDesk>(async () =>
    (await import('./configurationDesk.ts')).openConfigurationDesk(deps),
  );
  const files = new LazyFileSystemProvider(async () => (await desk.get()).files);
  return vscode.Disposable.from(
    desk,
    vscode.workspace.registerFileSystemProvider(configurationScheme, files, { isCaseSensitive: true }),
    commands.registerLater(configurationCommandNames, async () => (await desk.get()).handlers),
  );
}
