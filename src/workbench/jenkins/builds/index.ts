import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import { buildCommandNames } from './buildCommandNames.ts';
import type { BuildDesk, BuildDeskDeps } from './buildDesk.ts';
import { tellEnds } from './buildEnds.ts';
import { parameterScheme } from './parameterScheme.ts';

export interface BuildDeps extends BuildDeskDeps {
  readonly commands: CommandTable;
}

/**
 * Starting, stopping and changing builds and jobs, from their lines, the status bar and the palette. Loaded for the
 * first of it.
 */
export function register({ commands, ...deps }: BuildDeps): vscode.Disposable {
  const desk = new Lazy<BuildDesk>(async () => (await import('./buildDesk.ts')).openBuildDesk(deps));
  const texts = new LazyFileSystemProvider(async () => (await desk.get()).texts);
  return vscode.Disposable.from(
    desk,
    vscode.workspace.registerFileSystemProvider(parameterScheme, texts, { isCaseSensitive: true }),
    tellEnds(deps.tracker),
    commands.registerLater(buildCommandNames, async () => (await desk.get()).handlers),
  );
}
