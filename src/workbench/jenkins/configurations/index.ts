import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Late } from '../../shell/commands/late.ts';
import { LateFiles } from '../../shell/files/lateFiles.ts';
import { configurationCommandNames } from './configurationCommandNames.ts';
import type { ConfigurationDesk, ConfigurationDeps as DeskDeps } from './configurationDesk.ts';
import { configurationScheme } from './configurationScheme.ts';

export interface ConfigurationDeps extends DeskDeps {
  readonly commands: CommandTable;
}

/** Configurations of jobs: edited as XML, and made new. Loaded for the first of them. */
export function register({ commands, ...deps }: ConfigurationDeps): vscode.Disposable {
  const desk = new Late<ConfigurationDesk>(async () =>
    (await import('./configurationDesk.ts')).openConfigurationDesk(deps),
  );
  const files = new LateFiles(async () => (await desk.get()).files);
  return vscode.Disposable.from(
    desk,
    vscode.workspace.registerFileSystemProvider(configurationScheme, files, { isCaseSensitive: true }),
    commands.registerLater(configurationCommandNames, async () => (await desk.get()).handlers),
  );
}
