import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import type { DetailDeps } from './detailFeature.ts';

const detailCommandNames = ['openChangedFile', 'openScanLog'] as const;

/** Files of changes and logs of scans, opened from their lines. */
export function register({ commands, ...deps }: DetailDeps & { readonly commands: CommandTable }): vscode.Disposable {
  const load = () => import('./detailFeature.ts');
  const logs = new LazyFileSystemProvider(async () => new (await load()).ScanLogs(deps.store, deps.sessions));
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider('jenkins-scan', logs, { isCaseSensitive: true, isReadonly: true }),
    commands.registerLater(detailCommandNames, async () => ({ handlers: (await load()).detailCommands(deps) })),
  );
}
