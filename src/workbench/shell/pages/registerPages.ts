import * as vscode from 'vscode';
import { PageFiles } from './pageFiles.ts';

type Provider = Pick<vscode.CustomReadonlyEditorProvider, 'resolveCustomEditor'>;

/** Registers pages that exist by their URIs alone. */
export function registerPages(
  scheme: string,
  viewType: string,
  load: () => Promise<{ readonly pages: Provider }>,
): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: uri => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async (...given) => (await load()).pages.resolveCustomEditor(...given),
  };
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(scheme, new PageFiles(), { isReadonly: true }),
    vscode.window.registerCustomEditorProvider(viewType, provider, {
      webviewOptions: { enableFindWidget: true },
      supportsMultipleEditorsPerDocument: true,
    }),
  );
}
