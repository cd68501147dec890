import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { SnippetFeature, SnippetFeatureDeps } from './snippetFeature.ts';
import { snippetCommandNames } from './snippetNames.ts';

export interface SnippetDeps extends SnippetFeatureDeps {
  readonly commands: CommandTable;
}

/** Calls as code, and curl lines as calls. Loaded with the first of them. */
export function register({ commands, ...deps }: SnippetDeps): vscode.Disposable {
  const feature = new Lazy<SnippetFeature>(
    async () => (await import('./snippetFeature.ts')).openSnippetFeature(deps),
    deps.background,
  );
  return vscode.Disposable.from(feature, commands.registerLater(snippetCommandNames, feature.get));
}
