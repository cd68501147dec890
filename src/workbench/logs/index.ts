import * as vscode from 'vscode';
import { isObject, numberAt, stringAt } from '../../base/json.ts';
import { LogStore, linksIn, readRows, Scanner } from '../../logs/index.ts';
import type { CommandTable } from '../commands/commandTable.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { FileFinder, openPlace } from './fileFinder.ts';
import type { LogDocument } from './logDocument.ts';
import { activeLogAddress, LogEditors } from './logEditors.ts';
import { LogShelf } from './logShelf.ts';
import { LogTextColors } from './logTextColors.ts';
import { registerTextFeatures } from './logTextFeatures.ts';
import { LogTextFiles, showAsText } from './logTextFiles.ts';
import { addressOf, logScheme, logTextScheme, logTextUri, logUri } from './logUri.ts';
import { openLog } from './openLog.ts';
import type { PageAction } from './page/protocol.ts';
import { saveLog } from './saveLog.ts';
import { ViewStates } from './viewStates.ts';

const { t } = vscode.l10n;

const usualLimitMegabytes = 1024;

export interface LogDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly jobPicker: JobPicker;
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'workspaceState'>;
  readonly report: (error: unknown) => void;
}

/** Logs of builds: kept on the disk, shown in an editor of their own and as text. */
export function register({ commands, store, sessions, jobPicker, context, report }: LogDeps): vscode.Disposable {
  const folder = vscode.Uri.joinPath(context.globalStorageUri, 'logs').fsPath;
  const logs = new LogStore(folder, { limitBytes });
  const scanner = new Scanner(vscode.Uri.joinPath(context.extensionUri, 'dist', 'logScan.js').fsPath);
  const finder = new FileFinder(scanner);
  const shelf = new LogShelf(store, { sessions, logs });
  const files = new LogTextFiles(shelf);
  const editors = new LogEditors({
    shelf,
    scanner,
    report,
    extension: context.extensionUri,
    states: new ViewStates(context.workspaceState),
    openLink: (document, line, column) => openLink(finder, document, line, column),
    openLine: (document, line) => showAsText(shelf, logUri(document.build), line),
  });
  return vscode.Disposable.from(
    shelf,
    files,
    new LogTextColors(files),
    editors.register(),
    keepTidy(store, logs),
    { dispose: () => void scanner.close() },
    vscode.workspace.registerFileSystemProvider(logTextScheme, files, { isCaseSensitive: true, isReadonly: true }),
    vscode.workspace.registerFileSystemProvider(logScheme, files, { isCaseSensitive: true, isReadonly: true }),
    registerTextFeatures({ files, scanner, finder }),
    commands.register({
      openLog: target => openLog(target, { store, sessions, jobPicker }),
      openLogAsText: target => openAsText(shelf, target),
      refreshLogText: target => files.refresh(textUri(target)),
      saveLog: () => save(shelf),
      findInLog: () => act(editors, 'find'),
      nextMatchInLog: () => act(editors, 'next'),
      previousMatchInLog: () => act(editors, 'previous'),
      goToFirstError: () => editors.active?.goToError(1, true),
      goToNextError: () => editors.active?.goToError(1),
      goToPreviousError: () => editors.active?.goToError(-1),
      followLog: () => act(editors, 'follow'),
      filterLog: () => act(editors, 'only'),
      toggleLogTimes: () => act(editors, 'stamps'),
      toggleLogOutline: () => act(editors, 'outline'),
      copyFromLog: () => act(editors, 'copy'),
      foldLog: () => editors.active?.foldAll(true),
      unfoldLog: () => editors.active?.foldAll(false),
    }),
  );
}

function act(editors: LogEditors, action: PageAction): Promise<void> | undefined {
  return editors.active?.do(action);
}

function limitBytes(): number {
  const megabytes = vscode.workspace.getConfiguration('jenkinsJira').get<number>('logs.storageLimit');
  return Math.max(1, megabytes ?? usualLimitMegabytes) * 1024 * 1024;
}

/** Logs go with their connections, and what crashed windows left goes some time after the start. */
function keepTidy(store: ConnectionStore, logs: LogStore): vscode.Disposable {
  let known = store.all().map(({ id }) => id);
  const timer = setTimeout(() => void logs.sweep(store.all().map(({ id }) => id)).catch(() => undefined), 20_000);
  const listening = store.onDidChange(() => {
    const now = store.all().map(({ id }) => id);
    for (const id of known.filter(each => !now.includes(each))) void logs.removeConnection(id).catch(() => undefined);
    known = now;
  });
  return vscode.Disposable.from(listening, { dispose: () => clearTimeout(timer) });
}

/** @param column at which the link is, in the line's clean text */
async function openLink(finder: FileFinder, document: LogDocument, line: number, column: number): Promise<void> {
  const { spool } = document;
  if (!spool) return;
  const [row] = await readRows(spool, line, 1, { separateStamps: true, reveal: { line, column } });
  if (!row) return;
  const text = row.runs.map(([part]) => part).join('');
  const at = column - row.skipped;
  const link = linksIn(text).find(({ start, end }) => start <= at && at < end);
  if (link?.kind === 'url') await vscode.env.openExternal(vscode.Uri.parse(text.slice(link.start, link.end), true));
  else if (link?.place) await openPlace(finder, link.place, spool);
}

/** The log that is active, or a page of the one that a link names. */
async function openAsText(shelf: LogShelf, target: unknown): Promise<void> {
  const named = isObject(target) ? stringAt(target['uri']) : undefined;
  const page = isObject(target) ? numberAt(target['page']) : undefined;
  const address = named ? addressOf(vscode.Uri.parse(named)) : activeLogAddress();
  if (!address) return;
  const uri = logTextUri(address, page);
  if (page === undefined) return showAsText(shelf, uri);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

async function save(shelf: LogShelf): Promise<void> {
  const text = vscode.window.activeTextEditor?.document.uri;
  const address = activeLogAddress() ?? (text?.scheme === logTextScheme ? addressOf(text) : undefined);
  const borrowed = shelf.take(address);
  if (!borrowed) {
    vscode.window.setStatusBarMessage(t('Open a log first.'), 5000);
    return;
  }
  try {
    await saveLog(borrowed.document);
  } finally {
    borrowed.dispose();
  }
}

function textUri(target: unknown): vscode.Uri {
  if (target instanceof vscode.Uri) return target;
  return vscode.window.activeTextEditor?.document.uri ?? vscode.Uri.from({ scheme: logTextScheme });
}
