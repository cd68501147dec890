import * as vscode from 'vscode';
import { printable } from '../../../logs/escapes.ts';
import { readText } from '../../../logs/rows.ts';
import type { Spool } from '../../../logs/spool.ts';
import { FlatFiles } from '../../shell/files/flatFiles.ts';
import type { LogDocumentPool, LogHandle } from './logDocumentPool.ts';
import { linesOfPage, pageOfLine, pagesOf } from './logPages.ts';
import type { LogToolbar } from './logToolbar.ts';
import { addressOf, logTextUri, pageOf } from './logUri.ts';

const { t } = vscode.l10n;

/** Limit of a line: VS Code draws only a part of longer ones anyway. */
const maxLineCharacters = 2_000_000;

const carriageReturn = '\u240d';

interface OpenText {
  readonly shown: vscode.Disposable | undefined;
  readonly borrowed: LogHandle | undefined;
  content: Uint8Array | undefined;
  changedAt: number;
  /** Line of the log that the text begins with. */
  firstLine: number;
}

/**
 * Logs as read-only text without escapes, in pages when they are long: for screen readers, and for all features that
 * work on text. As files, because VS Code activates an extension for a restored file, but not for other documents.
 */
export class LogTextFiles extends FlatFiles implements vscode.Disposable {
  private readonly pool: LogDocumentPool;
  private readonly toolbar: LogToolbar;
  private readonly open = new Map<string, OpenText>();
  private readonly listening: vscode.Disposable;

  constructor(pool: LogDocumentPool, toolbar: LogToolbar) {
    super();
    this.pool = pool;
    this.toolbar = toolbar;
    this.listening = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.close(uri));
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const text = this.textAt(uri);
    const content = await this.contentOf(uri, text);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: text.changedAt,
      size: content.length,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  override readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.contentOf(uri, this.textAt(uri));
  }

  /** Reads the log again, as far as it has grown. */
  refresh(uri: vscode.Uri): void {
    const text = this.open.get(uri.toString());
    if (!text) return;
    text.content = undefined;
    text.changedAt = Math.max(Date.now(), text.changedAt + 1);
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** Log of a text, with the line that the text begins with. */
  logOf(uri: vscode.Uri): { spool: Spool; firstLine: number; lastLine: number } | undefined {
    const text = this.open.get(uri.toString());
    const spool = text?.borrowed?.document.spool;
    if (!text || !spool) return undefined;
    const { last } = linesOfPage(spool, pageOf(uri) ?? 1);
    return { spool, firstLine: text.firstLine, lastLine: last };
  }

  dispose(): void {
    for (const { borrowed } of this.open.values()) borrowed?.dispose();
    this.open.clear();
    this.listening.dispose();
    this.changed.dispose();
  }

  private textAt(uri: vscode.Uri): OpenText {
    const known = this.open.get(uri.toString());
    if (known) return known;
    const borrowed = this.pool.acquireAt(uri);
    const text: OpenText = {
      shown: borrowed && this.toolbar.add(uri, borrowed.document),
      borrowed,
      content: undefined,
      changedAt: Date.now(),
      firstLine: 0,
    };
    this.open.set(uri.toString(), text);
    return text;
  }

  private close(uri: vscode.Uri): void {
    const text = this.open.get(uri.toString());
    text?.shown?.dispose();
    text?.borrowed?.dispose();
    this.open.delete(uri.toString());
  }

  private async contentOf(uri: vscode.Uri, text: OpenText): Promise<Uint8Array> {
    text.content ??= Buffer.from(await this.read(uri, text), 'utf8');
    return text.content;
  }

  private async read(uri: vscode.Uri, text: OpenText): Promise<string> {
    const { borrowed } = text;
    if (!borrowed) return t('[The connection of this log was removed.]');
    const { document } = borrowed;
    await loaded(borrowed);
    const { spool } = document;
    if (!spool) return t('[The log could not be read.]');
    const page = pageOf(uri) ?? 1;
    const { first, last } = linesOfPage(spool, page);
    const lines: string[] = [];
    // Overwritten text is included: a carriage return would end a line of a document.
    for await (const line of readText(spool, first, last, { last: false })) {
      lines.push(printable(shortened(line)).replaceAll('\r', carriageReturn));
    }
    text.firstLine = first;
    const end = last < spool.index.finishedLines ? '\n' : '';
    return `${lines.join('\n')}${end}`;
  }
}

/** Waits for a finished log to be read whole; takes a running one as it is. */
async function loaded({ document }: LogHandle): Promise<void> {
  if (document.spool && document.phase.kind === 'following' && document.phase.running) return;
  const changed = new Promise<void>(done => {
    const listening = document.onDidChange(() => {
      const { phase } = document;
      if (phase.kind === 'following' && phase.running && document.spool) {
        listening.dispose();
        done();
      }
    });
  });
  await Promise.race([document.settled(), changed]);
}

function shortened(line: string): string {
  if (line.length <= maxLineCharacters) return line;
  return `${line.slice(0, maxLineCharacters)}${t('… [{0} more characters]', line.length - maxLineCharacters)}`;
}

/** Shows a log as text; a log in pages with the page of a line, or the last page. */
export async function showAsText(pool: LogDocumentPool, uri: vscode.Uri, line?: number): Promise<void> {
  const address = addressOf(uri);
  const borrowed = pool.acquire(address);
  if (!address || !borrowed) return;
  try {
    await loaded(borrowed);
    const { spool } = borrowed.document;
    const pages = spool ? pagesOf(spool) : 1;
    const page = spool && line !== undefined ? pageOfLine(spool, line) : pages;
    const target = logTextUri(address, pages > 1 ? page : undefined);
    const document = await vscode.workspace.openTextDocument(target);
    const first = spool ? linesOfPage(spool, page).first : 0;
    const at = line === undefined ? document.lineCount - 1 : line - first;
    const selection = new vscode.Range(at, 0, at, 0);
    await vscode.window.showTextDocument(document, { preview: false, selection });
  } finally {
    borrowed.dispose();
  }
}
