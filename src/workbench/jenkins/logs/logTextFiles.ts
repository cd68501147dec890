import * as vscode from 'vscode';
import { printable } from '../../../logs/escapes.ts';
import { readText } from '../../../logs/rows.ts';
import type { Spool } from '../../../logs/spool.ts';
import { FlatFiles } from '../../shell/files/flatFiles.ts';
import type { LogDocumentPool, LogHandle } from './logDocumentPool.ts';
import { linesOfPage, type PageLines, pageOfLine, pagesOf } from './logPages.ts';
import { LogTextGrowth } from './logTextGrowth.ts';
import type { LogToolbar } from './logToolbar.ts';
import { addressOf, logTextUri, pageOf } from './logUri.ts';

const { t } = vscode.l10n;

/** Limit of a line: VS Code draws only a part of longer ones anyway. */
const maxLineCharacters = 2_000_000;

const carriageReturn = '\u240d';

interface OpenText {
  readonly borrowed: LogHandle | undefined;
  readonly parts: vscode.Disposable;
  content: Uint8Array | undefined;
  changedAt: number;
  /** Number of pages of the log. */
  pages: number;
  /** Lines of the log that the text has. */
  lines: PageLines;
  /** Text of finished lines, which need not be read again. */
  kept: KeptText | undefined;
}

interface KeptText {
  /** Of the spool, when it was read. */
  readonly generation: number;
  readonly spool: Spool;
  readonly first: number;
  /** The line behind the last. */
  readonly end: number;
  readonly bytes: Buffer;
}

/**
 * Logs as read-only text without escapes, in pages when they are long: for screen readers, and for all features that
 * work on text. As files, because VS Code activates an extension for a restored file, but not for other documents.
 */
export class LogTextFiles extends FlatFiles implements vscode.Disposable {
  private readonly pool: LogDocumentPool;
  private readonly toolbar: LogToolbar;
  private readonly open = new Map<string, OpenText>();
  private readonly paged = new vscode.EventEmitter<void>();
  /** Fires when a log has more pages. */
  readonly onDidChangePages = this.paged.event;
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

  /** Log of a text, with the lines that the text has. */
  logOf(uri: vscode.Uri): { spool: Spool; firstLine: number; lastLine: number } | undefined {
    const text = this.open.get(uri.toString());
    const spool = text?.borrowed?.document.spool;
    return text && spool && { spool, firstLine: text.lines.first, lastLine: text.lines.last };
  }

  dispose(): void {
    for (const { parts } of this.open.values()) parts.dispose();
    this.open.clear();
    this.listening.dispose();
    this.changed.dispose();
    this.paged.dispose();
  }

  private textAt(uri: vscode.Uri): OpenText {
    const known = this.open.get(uri.toString());
    if (known) return known;
    const borrowed = this.pool.acquireAt(uri);
    const text: OpenText = {
      borrowed,
      parts: borrowed ? this.partsOf(uri, borrowed) : vscode.Disposable.from(),
      content: undefined,
      changedAt: Date.now(),
      pages: 1,
      lines: { first: 0, last: -1 },
      kept: undefined,
    };
    this.open.set(uri.toString(), text);
    return text;
  }

  private partsOf(uri: vscode.Uri, borrowed: LogHandle): vscode.Disposable {
    const { document } = borrowed;
    const growth = new LogTextGrowth({
      ...{ uri, document },
      size: () => this.open.get(uri.toString())?.content?.length ?? 0,
      read: () => this.grow(uri),
    });
    return vscode.Disposable.from(this.toolbar.add(uri, document), growth, borrowed);
  }

  /** Reads the log again if it has other lines for a text, or its last line may have grown. */
  private grow(uri: vscode.Uri): void {
    const text = this.open.get(uri.toString());
    const spool = text?.borrowed?.document.spool;
    if (!text?.content || !spool) return;
    const pages = pagesOf(spool);
    if (pages !== text.pages) this.paged.fire();
    text.pages = pages;
    const { first, last } = linesOfText(spool, uri);
    const { kept, lines } = text;
    const isSame = kept?.spool === spool && kept.generation === spool.generation && kept.end === lines.last + 1;
    if (!isSame || first !== lines.first || last !== lines.last) this.refresh(uri);
  }

  private close(uri: vscode.Uri): void {
    this.open.get(uri.toString())?.parts.dispose();
    this.open.delete(uri.toString());
  }

  private async contentOf(uri: vscode.Uri, text: OpenText): Promise<Uint8Array> {
    text.content ??= await this.read(uri, text);
    return text.content;
  }

  private async read(uri: vscode.Uri, text: OpenText): Promise<Buffer> {
    const { borrowed } = text;
    if (!borrowed) return Buffer.from(t('[The connection of this log was removed.]'));
    await loaded(borrowed);
    const { spool } = borrowed.document;
    if (!spool) return Buffer.from(t('[The log could not be read.]'));
    const { generation } = spool;
    const { first, last } = linesOfText(spool, uri);
    const { kept } = text;
    const isKept = kept?.spool === spool && kept.generation === generation && kept.first === first;
    const known = isKept && kept.end <= last + 1 ? kept : { first, end: first, bytes: Buffer.alloc(0) };
    // A last line without an end may grow.
    const end = Math.min(last + 1, spool.index.finishedLines);
    const bytes = Buffer.concat([known.bytes, await linesFrom(spool, known.end, end)]);
    text.kept = { generation, spool, first, end, bytes };
    text.lines = { first, last };
    return last < end ? bytes : Buffer.concat([bytes, (await linesFrom(spool, end, last + 1)).subarray(0, -1)]);
  }
}

/** Lines of the log in a text: those of its page; without one the whole log, or its last page. */
function linesOfText(spool: Spool, uri: vscode.Uri): PageLines {
  return linesOfPage(spool, pageOf(uri) ?? pagesOf(spool));
}

/** Lines as UTF-8, each with a line feed. @param end the line behind the last */
async function linesFrom(spool: Spool, first: number, end: number): Promise<Buffer> {
  const lines: string[] = [];
  // Overwritten text is included: a carriage return would end a line of a document.
  for await (const line of readText(spool, first, end - 1, { last: false })) {
    lines.push(printable(shortened(line)).replaceAll('\r', carriageReturn), '\n');
  }
  return Buffer.from(lines.join(''), 'utf8');
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
