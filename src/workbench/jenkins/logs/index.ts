// Logs on the screen: follows a log from the wire onto the disk, and shows its rows in editors, as page and as text.
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import { logCommands, logFolder } from './logCommands.ts';
import type { LogDocumentPool } from './logDocumentPool.ts';
import type { LogEditors } from './logEditors.ts';
import type { LogFeature, LogFeatureDeps } from './logFeature.ts';
import { logScheme, logTextScheme, logViewType } from './logUri.ts';

const sweepAfterMs = 20_000;

export interface LogDeps extends LogFeatureDeps {
  readonly commands: CommandTable;
}

export interface Logs {
  /** Logs that are read onto the disk; the code is loaded with the first of them. */
  readonly pool: () => Promise<LogDocumentPool>;
  readonly disposable: vscode.Disposable;
}

/** Logs of builds: kept on the disk, shown in an editor of their own and as text. Loaded with the first of them. */
export function register({ commands, ...deps }: LogDeps): Logs {
  const feature = new Lazy<LogFeature>(
    async () => (await import('./logFeature.ts')).openLogFeature(deps),
    deps.background,
  );
  const files = new LazyFileSystemProvider(async () => (await feature.get()).files);
  const { registerFileSystemProvider } = vscode.workspace;
  const disposable = vscode.Disposable.from(
    feature,
    keepTidy(deps, feature),
    registerEditors(feature),
    registerFileSystemProvider(logTextScheme, files, { isCaseSensitive: true, isReadonly: true }),
    registerFileSystemProvider(logScheme, files, { isCaseSensitive: true, isReadonly: true }),
    commands.registerLater(logCommands, feature.get),
  );
  return { pool: async () => (await feature.get()).pool, disposable };
}

function registerEditors(feature: Lazy<LogFeature>): vscode.Disposable {
  type Document = ReturnType<LogEditors['openCustomDocument']>;
  const provider: vscode.CustomReadonlyEditorProvider<Document> = {
    openCustomDocument: async uri => (await feature.get()).editors.openCustomDocument(uri),
    resolveCustomEditor: async (document, panel) => (await feature.get()).editors.resolveCustomEditor(document, panel),
  };
  return vscode.window.registerCustomEditorProvider(logViewType, provider, {
    supportsMultipleEditorsPerDocument: true,
    // A hidden page is restored quicker than a person notices, and takes no memory meanwhile.
    webviewOptions: { retainContextWhenHidden: false },
  });
}

/** Removes logs with their connections, and files left by crashed windows some time after the start. */
function keepTidy({ store, context, background }: LogFeatureDeps, feature: Lazy<LogFeature>): vscode.Disposable {
  let known = store.all().map(({ id }) => id);
  const tidy = async (work: (logs: LogFeature['logs']) => Promise<void>) => {
    // Without any stored log there is nothing to tidy, and no code is loaded for it.
    if (existsSync(logFolder(context))) await work((await feature.get()).logs);
  };
  const tidySoon = (work: (logs: LogFeature['logs']) => Promise<void>) =>
    background.quietly('Stored logs could not be removed', () => tidy(work));
  const timer = setTimeout(() => tidySoon(logs => logs.sweep(store.all().map(({ id }) => id))), sweepAfterMs);
  const listening = store.onDidChange(() => {
    const now = store.all().map(({ id }) => id);
    for (const id of known.filter(each => !now.includes(each))) tidySoon(logs => logs.removeConnection(id));
    known = now;
  });
  return vscode.Disposable.from(listening, { dispose: () => clearTimeout(timer) });
}
