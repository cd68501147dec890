import * as vscode from 'vscode';
import { TooLargeError } from '../../http/index.ts';
import { followLog, type JenkinsSession, readableName, readWholeLog } from '../../jenkins/index.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import { FlatFiles } from '../files/flatFiles.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { explanationText, isCancelled } from '../messages/explain.ts';
import { LogText } from './logText.ts';
import { buildOfLog, logScheme } from './logUri.ts';

const { t } = vscode.l10n;

/** A text document is redrawn whole at each change, so it holds the log's end only. */
const shownBytes = 4 * 1024 * 1024;
/** Redrawing takes ever longer as the text grows; these keep it below a fifth of the time. */
const shortestPauseMs = 100;
const pauseMsPerMegabyte = 600;

interface OpenLog {
  readonly text: LogText;
  readonly abort: AbortController;
  /** Said below the text: what is amiss. */
  note: string;
  /** As last given to the editor; undefined when there is more since. */
  content: Uint8Array | undefined;
  /** When it last changed: an editor reads a file again only when this grew. */
  changedAt: number;
  drawing: NodeJS.Timeout | undefined;
}

/**
 * Logs as read-only documents that grow while their build runs and are followed as long as they are open. As files,
 * because VS Code wakes an extension up for a file that it restores, and not for other documents.
 */
export class LogDocuments extends FlatFiles implements vscode.Disposable {
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;
  private readonly open = new Map<string, OpenLog>();
  private readonly listening: vscode.Disposable;

  constructor(store: ConnectionStore, sessions: Sessions) {
    super();
    this.store = store;
    this.sessions = sessions;
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument(document => this.close(document.uri)),
      vscode.workspace.onDidChangeTextDocument(event => keepAtEnd(event)),
    );
  }

  override stat(uri: vscode.Uri): vscode.FileStat {
    const log = this.logAt(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: log.changedAt, size: contentOf(log).length };
  }

  override readFile(uri: vscode.Uri): Uint8Array {
    return contentOf(this.logAt(uri));
  }

  dispose(): void {
    for (const log of this.open.values()) stop(log);
    this.listening.dispose();
    this.changed.dispose();
  }

  private logAt(uri: vscode.Uri): OpenLog {
    return this.open.get(uri.toString()) ?? this.start(uri);
  }

  private start(uri: vscode.Uri): OpenLog {
    const log: OpenLog = {
      text: new LogText(shownBytes),
      abort: new AbortController(),
      note: '',
      content: undefined,
      changedAt: Date.now(),
      drawing: undefined,
    };
    this.open.set(uri.toString(), log);
    const build = buildOfLog(uri, id => this.store.findJenkins(id));
    if (build) void this.follow(uri, build, log);
    else log.note = t('[The connection of this log was removed.]');
    return log;
  }

  private close(uri: vscode.Uri): void {
    const log = this.open.get(uri.toString());
    if (!log) return;
    stop(log);
    this.open.delete(uri.toString());
  }

  private async follow(uri: vscode.Uri, build: BuildRef, log: OpenLog): Promise<void> {
    const { signal } = log.abort;
    const session = this.sessions.jenkins(build.connection);
    const draw = () => this.drawSoon(uri, log);
    try {
      for await (const event of followLog(session, build.job, build.number, { signal, tailBytes: shownBytes })) {
        if (event.kind === 'begin' && event.skippedBytes > 0) log.text.skipToNextLine();
        if (event.kind === 'text') log.text.add(event.bytes);
        if (event.kind === 'end') await settle(session, build, log);
        draw();
      }
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      const name = `${readableName(build.job)} #${build.number}`;
      log.note = `\n[${t('Could not read the log of {0}.', name)} ${explanationText(error)}]\n`;
      draw();
    }
  }

  /** Many pieces, one drawing. */
  private drawSoon(uri: vscode.Uri, log: OpenLog): void {
    const megabytes = log.text.length / 1024 / 1024;
    log.drawing ??= setTimeout(
      () => {
        log.drawing = undefined;
        log.content = undefined;
        log.changedAt = Math.max(Date.now(), log.changedAt + 1);
        this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      },
      Math.max(shortestPauseMs, megabytes * pauseMsPerMegabyte),
    );
  }
}

function contentOf(log: OpenLog): Uint8Array {
  const head = log.text.isCut ? `${t('[The beginning is not shown: this is the end of a long log.]')}\n` : '';
  log.content ??= Buffer.from(`${head}${log.text}${log.note}`, 'utf8');
  return log.content;
}

function stop(log: OpenLog): void {
  log.abort.abort();
  clearTimeout(log.drawing);
}

/**
 * After the end the console's text is the truth: followers of old controllers can miscount. Logs that are not shown
 * whole stay as they were followed.
 */
async function settle(session: JenkinsSession, build: BuildRef, log: OpenLog): Promise<void> {
  if (log.text.isCut) return;
  const { signal } = log.abort;
  try {
    log.text.replace(await readWholeLog(session, build.job, build.number, shownBytes, { signal }));
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
  }
}

/** An editor that showed the end goes on showing it; one that was scrolled up stays where it is. */
function keepAtEnd({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
  if (document.uri.scheme !== logScheme) return;
  const last = document.lineCount - 1;
  const added = contentChanges.reduce(
    (sum, { text, range }) => sum + lineEnds(text) - range.end.line + range.start.line,
    0,
  );
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document !== document) continue;
    const bottom = editor.visibleRanges.at(-1)?.end.line ?? 0;
    if (bottom >= last - added - 1) editor.revealRange(new vscode.Range(last, 0, last, 0));
  }
}

function lineEnds(text: string): number {
  return text.split('\n').length - 1;
}
