import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { asNumber, asObject, asString, asText, isObject } from '../../../base/json.ts';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import type { StageOrder } from '../../../jenkins/pipelines/stageOrder.ts';
import { linksIn } from '../../../logs/links.ts';
import { LogStore } from '../../../logs/logStore.ts';
import { readRows } from '../../../logs/rows.ts';
import { Scanner } from '../../../logs/scanner.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { openLink as openPage } from '../../shell/commands/openLink.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { FileFinder, openPlace } from './fileFinder.ts';
import { type LogCommand, logFolder } from './logCommands.ts';
import type { LogDocument } from './logDocument.ts';
import { LogDocumentPool } from './logDocumentPool.ts';
import { activeLogAddress, LogEditors } from './logEditors.ts';
import { LogTextColors } from './logTextColors.ts';
import { LogTextErrors } from './logTextErrors.ts';
import { registerTextFeatures } from './logTextFeatures.ts';
import { LogTextFiles, showAsText } from './logTextFiles.ts';
import { LogToolbar } from './logToolbar.ts';
import { addressOf, type LogAddress, logTextScheme, logTextUri, logUri } from './logUri.ts';
import { openLog } from './openLog.ts';
import type { PageAction } from './page/protocol.ts';
import { saveLog } from './saveLog.ts';
import type { ShownStage } from './stageFilter.ts';
import { ViewStates } from './viewStates.ts';
import { whenRead } from './whenRead.ts';

const { t } = vscode.l10n;

const usualLimitMegabytes = 1024;

export interface LogFeatureDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly claims: Claims;
  readonly jobPicker: JobPicker;
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'workspaceState'>;
  readonly background: Background;
}

/** Part of the feature that stores, shows and searches logs. */
export interface LogFeature extends vscode.Disposable {
  readonly logs: LogStore;
  readonly pool: LogDocumentPool;
  readonly files: LogTextFiles;
  readonly editors: LogEditors;
  readonly handlers: Readonly<Record<LogCommand, Handler>>;
}

/** Opened with the first log. */
export function openLogFeature(deps: LogFeatureDeps): LogFeature {
  const { store, sessions, claims, jobPicker, context, background } = deps;
  const logs = new LogStore(logFolder(context), { limitBytes, claims });
  const scanner = new Scanner(vscode.Uri.joinPath(context.extensionUri, 'dist', 'logScan.js').fsPath);
  const finder = new FileFinder(background, scanner);
  const pool = new LogDocumentPool(store, { sessions, logs, background });
  const toolbar = new LogToolbar(sessions, background);
  const files = new LogTextFiles(pool, toolbar);
  const editors = new LogEditors({
    pool,
    toolbar,
    scanner,
    background,
    extension: context.extensionUri,
    states: new ViewStates(context.workspaceState, background),
    openLink: (document, line, column) => openLink(finder, document, line, column),
    openLine: (document, line) => showAsText(pool, logUri(document.build), line),
  });
  const textErrors = new LogTextErrors({
    ...{ files, scanner, background, extension: context.extensionUri },
    openLine: (text, line) => showAsText(pool, text, line),
  });
  const parts = vscode.Disposable.from(
    textErrors,
    pool,
    files,
    new LogTextColors(files, background),
    editors,
    { dispose: () => background.quietly('The scanner of logs could not be closed', () => scanner.close()) },
    registerTextFeatures({ files, scanner, finder, background, errors: textErrors }),
  );
  const handlers: LogFeature['handlers'] = {
    ...openHandlers(editors, { store, sessions, jobPicker }),
    onlyThisStep: () => act(editors, 'step'),
    openLogAsText: target => openAsText(pool, target),
    refreshLogText: target => files.refresh(textUri(target)),
    saveLog: () => save(pool),
    stopBuildOfLog: target => onBuild('stopBuild', target),
    runAgainFromLog: target => onBuild('runAgain', target),
    openLogInBrowser: target => onBuild('openInBrowser', target),
    findInLog: () => act(editors, 'find'),
    nextMatchInLog: () => act(editors, 'next'),
    previousMatchInLog: () => act(editors, 'previous'),
    ...errorHandlers(editors, textErrors),
    followLog: () => act(editors, 'follow'),
    filterLog: () => act(editors, 'only'),
    toggleLogTimes: () => editors.active?.toggleStamps(),
    toggleLogWrap: () => act(editors, 'wrap'),
    toggleLogOutline: () => act(editors, 'outline'),
    copyFromLog: () => act(editors, 'copy'),
    foldLog: () => editors.active?.foldAll(true),
    unfoldLog: () => editors.active?.foldAll(false),
  };
  return { ...{ logs, pool, files, editors, handlers }, dispose: () => void parts.dispose() };
}

/** Commands that open a log, at a line, its first error or a stage, or show a stage alone. */
function openHandlers(editors: LogEditors, deps: Pick<LogFeatureDeps, 'store' | 'sessions' | 'jobPicker'>) {
  const onlyStage: Handler = async target => {
    const stage = stageIn(target);
    const build = stage && (await openLog(target, deps));
    if (build) editors.whenShown(logUri(build), view => view.stages.show(stage));
    else await act(editors, 'stage');
  };
  const open: Handler = async target => {
    const build = await openLog(target, deps);
    const stage = stageIn(target);
    const line = isObject(target) ? asNumber(target['atLine']) : undefined;
    if (build && line !== undefined) {
      editors.whenShown(logUri(build), async view => {
        await whenRead(view.document, line + 1);
        await view.go({ line, column: 0 }, 0, true);
      });
    } else if (build && isObject(target) && target['atError']) {
      editors.whenShown(logUri(build), async view => {
        await whenRead(view.document);
        await view.goToError(1, true);
      });
    } else if (build && stage) {
      editors.whenShown(logUri(build), async view => {
        await view.stages.arrival(stage);
        await view.stages.goTo(stage);
      });
    }
  };
  return { openLog: open, onlyThisStage: onlyStage, onlyThisBranch: onlyStage };
}

/** Commands on errors, in the view of a log and in its text. */
function errorHandlers(editors: LogEditors, texts: LogTextErrors) {
  const go = (by: 1 | -1, first?: boolean) => editors.active?.goToError(by, first) ?? texts.go(by, first);
  return {
    goToFirstError: () => go(1, true),
    goToNextError: () => go(1),
    goToPreviousError: () => go(-1),
  } satisfies Partial<LogFeature['handlers']>;
}

function orderIn(value: unknown): StageOrder | undefined {
  const { isBranch, index, count, isFinal } = asObject(value);
  return typeof isBranch === 'boolean' && typeof index === 'number' && typeof count === 'number'
    ? { isBranch, index, count, isFinal: isFinal === true }
    : undefined;
}

/** Stage of a node. */
function stageIn(target: unknown): ShownStage | undefined {
  const stage = isObject(target) ? asObject(target['shownStage']) : {};
  const id = asString(stage['id']);
  return id ? { id, name: asText(stage['name']), among: orderIn(stage['among']) } : undefined;
}

function act(editors: LogEditors, action: PageAction): Promise<void> | undefined {
  return editors.active?.do(action);
}

function limitBytes(): number {
  const megabytes = asNumber(vscode.workspace.getConfiguration('jenkinsJira').get('logs.storageLimit'));
  return Math.max(1, megabytes ?? usualLimitMegabytes) * 1024 * 1024;
}

/** @param column of the link, in the line's clean text */
async function openLink(finder: FileFinder, document: LogDocument, line: number, column: number): Promise<void> {
  const { spool } = document;
  if (!spool) return;
  const [row] = await readRows(spool, line, 1, { separateStamps: true, reveal: { line, column } });
  if (!row) return;
  const text = row.runs.map(([part]) => part).join('');
  const at = column - row.skipped;
  const link = linksIn(text).find(({ start, end }) => start <= at && at < end);
  if (link?.kind === 'url') await openPage(text.slice(link.start, link.end));
  else if (link?.place) await openPlace(finder, link.place, spool);
}

/** Address of the log that a command of its editor is for. */
function addressIn(target: unknown): LogAddress | undefined {
  const text = vscode.window.activeTextEditor?.document.uri;
  if (target instanceof vscode.Uri) return addressOf(target);
  return activeLogAddress() ?? (text?.scheme === logTextScheme ? addressOf(text) : undefined);
}

/** Carries out a command for the build of a log. */
async function onBuild(command: string, target: unknown): Promise<void> {
  const { connection, job, number } = addressIn(target) ?? {};
  if (!connection || !job || !number) return;
  const webPath = `${buildPath(job, number)}/console`;
  await vscode.commands.executeCommand(`jenkinsJira.${command}`, {
    connection: { id: connection },
    job,
    number,
    webPath,
  });
}

/** Opens the active log as text, or the page of the log that a link names. */
async function openAsText(pool: LogDocumentPool, target: unknown): Promise<void> {
  const named = isObject(target) ? asString(target['uri']) : undefined;
  const page = isObject(target) ? asNumber(target['page']) : undefined;
  const address = named ? addressOf(vscode.Uri.parse(named)) : activeLogAddress();
  if (!address) return;
  const uri = logTextUri(address, page);
  if (page === undefined) return showAsText(pool, uri);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

async function save(pool: LogDocumentPool): Promise<void> {
  const borrowed = pool.acquire(addressIn(undefined));
  if (!borrowed) {
    showBriefly(t('Open a log first.'), 5000);
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
