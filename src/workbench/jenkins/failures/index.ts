import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { PageFiles } from '../../shell/pages/pageFiles.ts';
import { failureCommandNames } from './failureCommandNames.ts';
import type { FailureFeature, FailureFeatureDeps } from './failureFeature.ts';
import { failureScheme, failureViewType } from './failureUri.ts';

export interface FailureDeps extends FailureFeatureDeps {
  readonly commands: CommandTable;
}

/** *Explain Failure*: pages that tell why a build is red. Loaded with the first of them. */
export function register({ commands, ...deps }: FailureDeps): vscode.Disposable {
  const feature = new Lazy<FailureFeature>(
    async () => (await import('./failureFeature.ts')).openFailureFeature(deps),
    deps.background,
  );
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: uri => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async (document, panel) => (await feature.get()).pages.resolveCustomEditor(document, panel),
  };
  return vscode.Disposable.from(
    feature,
    vscode.workspace.registerFileSystemProvider(failureScheme, new PageFiles(), { isReadonly: true }),
    vscode.window.registerCustomEditorProvider(failureViewType, provider, {
      webviewOptions: { enableFindWidget: true },
      supportsMultipleEditorsPerDocument: true,
    }),
    commands.registerLater(failureCommandNames, async () => (await feature.get()).handlers),
  );
}
