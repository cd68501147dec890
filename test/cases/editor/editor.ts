import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dialogs } from './dialogs.ts';
import { DataTransferItem, DocumentDropEdit, type DropProvider } from './dragging.ts';
import { Disposable, EventEmitter } from './events.ts';
import { overInert } from './inert.ts';
import { Panel } from './panel.ts';
import {
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  TreeView,
  type TreeViewOptions,
} from './treeView.ts';
import { Uri } from './uri.ts';

type Command = (...given: readonly unknown[]) => unknown;

interface CustomEditors {
  openCustomDocument(uri: Uri): Promise<{ dispose(): void }>;
  resolveCustomEditor(document: unknown, panel: Panel): Promise<void>;
}

const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

class CancellationError extends Error {}
class FileSystemError extends Error {}
class Anything {}

class CodeLens {
  readonly command: unknown;

  constructor(_range: unknown, command: unknown) {
    this.command = command;
  }
}

/** The editor of this process: the extension can be loaded only once. */
export class Editor {
  readonly dialogs = new Dialogs();
  readonly settings = new Map<string, unknown>();
  /** Texts of messages that were shown, newest last. */
  readonly messages: string[] = [];
  /** Folders that are open. */
  readonly folders: { readonly uri: Uri }[] = [];
  /** Paths that the next dialogs for a file answer with. */
  readonly chosenFiles: string[] = [];
  /** Paths of files that were shown, newest last. */
  readonly opened: string[] = [];
  private readonly pressed = new Set<string>();
  clipboard = '';
  /** Addresses that were opened in the browser. */
  readonly browsed: string[] = [];
  readonly panels: Panel[] = [];
  readonly dropProviders: DropProvider[] = [];
  /** Views with trees, by id. */
  readonly trees = new Map<string, TreeView>();
  private readonly commands = new Map<string, Command>();
  private readonly customEditors = new Map<string, CustomEditors>();
  private readonly settingsChanged = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();

  /** The interface that the extension imports as `vscode`. */
  readonly api = overInert({
    ...{ Uri, Disposable, EventEmitter, CancellationError, FileSystemError, CodeLens },
    ...{ TabInputText: Anything, TabInputCustom: Anything, TabInputTextDiff: Anything, FileType },
    ...{ ThemeIcon, ThemeColor, TreeItem, TreeItemCollapsibleState, DataTransferItem, DocumentDropEdit },
    languages: overInert({
      registerDocumentDropEditProvider: (_: unknown, provider: DropProvider) => {
        this.dropProviders.push(provider);
        return new Disposable(() => undefined);
      },
    }),
    l10n: { t: localized },
    commands: overInert({
      registerCommand: (name: string, run: Command) => {
        this.commands.set(name, run);
        return new Disposable(() => this.commands.delete(name));
      },
      executeCommand: (name: string, ...given: readonly unknown[]) => this.execute(name, ...given),
    }),
    window: overInert({
      ...{ createQuickPick: this.dialogs.createQuickPick, createInputBox: this.dialogs.createInputBox },
      ...{ activeTextEditor: undefined, visibleTextEditors: [], state: { focused: true, active: true } },
      tabGroups: overInert({ all: [], activeTabGroup: { activeTab: undefined, tabs: [] } }),
      createTreeView: (id: string, options: TreeViewOptions) => {
        const view = new TreeView(options);
        this.trees.set(id, view);
        return view;
      },
      createWebviewPanel: () => {
        const panel = new Panel();
        this.panels.push(panel);
        return panel;
      },
      registerCustomEditorProvider: (viewType: string, editors: CustomEditors) => {
        this.customEditors.set(viewType, editors);
        return new Disposable(() => this.customEditors.delete(viewType));
      },
      showTextDocument: async (shown: Uri | { readonly uri: Uri }) =>
        void this.opened.push('uri' in shown ? shown.uri.fsPath : shown.fsPath),
      showOpenDialog: async () => this.chosenFiles.splice(0, 1).map(Uri.file),
      showSaveDialog: async () => this.chosenFiles.splice(0, 1).map(Uri.file)[0],
      showInformationMessage: (text: string, ...rest: readonly unknown[]) => this.show(text, rest),
      showWarningMessage: (text: string, ...rest: readonly unknown[]) => this.show(text, rest),
      showErrorMessage: (text: string, ...rest: readonly unknown[]) => this.show(text, rest),
    }),
    workspace: overInert({
      ...{ workspaceFolders: this.folders, textDocuments: [], onDidChangeConfiguration: this.settingsChanged.event },
      fs: overInert({
        stat: async (uri: Uri) => {
          const found = statSync(uri.fsPath);
          return { type: found.isFile() ? FileType.File : 0, size: found.size };
        },
        readFile: async (uri: Uri) => readFileSync(uri.fsPath),
        writeFile: async (uri: Uri, bytes: Uint8Array) => writeFileSync(uri.fsPath, bytes),
      }),
      getWorkspaceFolder: (uri: Uri) => this.folders.find(folder => uri.path.startsWith(`${folder.uri.path}/`)),
      findFiles: async () => this.folders.flatMap(({ uri }) => filesIn(uri.fsPath)).map(Uri.file),
      openTextDocument: async (uri: Uri) => ({ uri }),
      getConfiguration: (section?: string) => {
        const name = (key: string) => (section === undefined ? key : `${section}.${key}`);
        return {
          get: (key: string, otherwise?: unknown) => this.settings.get(name(key)) ?? otherwise,
          inspect: (key: string) => this.inspected(name(key)),
          update: async (key: string, value: unknown) => this.set(name(key), value),
        };
      },
    }),
    extensions: overInert({ getExtension: () => undefined, all: [] }),
    env: overInert({
      language: 'en',
      openExternal: async (uri: Uri) => void this.browsed.push(addressOf(uri)),
      clipboard: {
        writeText: async (text: string) => {
          this.clipboard = text;
        },
      },
    }),
  });

  set(setting: string, value: unknown): void {
    this.settings.set(setting, value);
    this.settingsChanged.fire({ affectsConfiguration: section => `${setting}.`.startsWith(`${section}.`) });
  }

  /** A setting that was set is the user's own. */
  private inspected(key: string) {
    const globalValue = this.settings.get(key);
    return globalValue === undefined ? undefined : { key, globalValue };
  }

  async execute(name: string, ...given: readonly unknown[]): Promise<unknown> {
    if (name === 'vscode.open' && typeof given[0] === 'string') return this.browsed.push(given[0]);
    if (name === 'vscode.openWith') return this.openWith(given[0] as Uri, String(given[1]));
    return this.commands.get(name)?.(...given);
  }

  private async openWith(uri: Uri, viewType: string): Promise<void> {
    const editors = this.customEditors.get(viewType);
    if (!editors) return;
    for (const panel of this.panels) panel.active = false;
    const panel = new Panel();
    this.panels.push(panel);
    const document = await editors.openCustomDocument(uri);
    panel.onDidDispose(() => document.dispose());
    await editors.resolveCustomEditor(document, panel);
  }

  /** Presses a button of the next message that has it. */
  press(button: string): void {
    this.pressed.add(button);
  }

  /** Messages stay open until this is over. */
  messagesHeld: Promise<void> | undefined;

  private async show(text: string, buttons: readonly unknown[]): Promise<unknown> {
    this.messages.push(text);
    await this.messagesHeld;
    return buttons.find(button => this.pressed.delete(String(button)));
  }
}

/** Address that the browser gets: the editor's own encoding of decoded parts. */
function addressOf({ scheme, authority, path, query }: Uri): string {
  const part = (text: string) => text.replace(/[#?]/g, encodeURIComponent);
  return encodeURI(`${scheme}://${authority}${part(path)}${query && `?${part(query)}`}`);
}

/** All files, behind symlinks too, as the editor finds them unless `search.followSymlinks` is off. */
function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .map(name => join(folder, name))
    .flatMap(path => (statSync(path).isDirectory() ? filesIn(path) : [path]));
}

function localized(text: string, ...given: readonly unknown[]): string {
  return text.replace(/\{(\d+)\}/g, (_, index: string) => String(given[Number(index)]));
}
