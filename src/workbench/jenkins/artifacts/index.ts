import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import { artifactScheme } from './artifactUri.ts';
import type { ArtifactDeps as DownloadDeps } from './downloadArtifacts.ts';

export interface ArtifactDeps extends DownloadDeps {
  readonly commands: CommandTable;
}

/** Artifacts of builds: opened in the editor, saved to a folder. */
export function register({ commands, ...deps }: ArtifactDeps): vscode.Disposable {
  const { store, sessions } = deps;
  const files = new LazyFileSystemProvider(
    async () => new (await import('./artifactFiles.ts')).ArtifactFiles(store, sessions),
  );
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(artifactScheme, files, { isCaseSensitive: true, isReadonly: true }),
    commands.register({
      downloadArtifacts: async target => (await import('./downloadArtifacts.ts')).downloadArtifacts(deps, target),
    }),
  );
}
