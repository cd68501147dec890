import { lastLines } from '../../../logs/lastLines.ts';
import type { Row } from '../../../logs/row.ts';
import type { RowMap } from '../../../logs/rowMap.ts';
import { readRows, rowOf } from '../../../logs/rows.ts';
import type { Spool } from '../../../logs/spool.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { LogDocument } from './logDocument.ts';
import { isReadInPart } from './logPhase.ts';
import type { LogSearch } from './logSearch.ts';
import type { Place, ShownRow, ToPage, Totals, Window } from './page/protocol.ts';

/** Limit of rows that a page draws. */
const maxRows = 400;

export interface RowFeedDeps {
  readonly document: LogDocument;
  readonly rowMap: RowMap;
  readonly post: (message: ToPage) => Thenable<boolean>;
  readonly search: () => LogSearch | undefined;
  /** Mark of a line that counts as an error. */
  readonly errorIn: (line: number) => ShownRow['error'];
  readonly background: Background;
  /** Shows that rows cannot be read, and why; undefined: they can be again. */
  readonly showProblem: (problem: { readonly error: unknown } | undefined) => void;
}

/**
 * Sends rows to a page: one message at a time, the next when the page has drawn the last. It contains all changes in
 * between, so a log that grows faster than it can be drawn costs no more than a slow one.
 */
export class RowFeed {
  private readonly deps: RowFeedDeps;
  private window: Window = { top: 0, count: 50, follow: true };
  private mayPost = false;
  private busy = false;
  private wantsRows = true;
  private wantsTotals = true;
  private reveal: Place | undefined;
  private hasStamps = false;
  private ended = false;
  private isBroken = false;

  constructor(deps: RowFeedDeps) {
    this.deps = deps;
  }

  /** Starts with a new page, which has drawn nothing and waits. */
  begin(): void {
    this.mayPost = true;
    this.refresh();
  }

  /** Stops for a page that is gone, or hidden. */
  end(): void {
    this.ended = true;
  }

  get follows(): boolean {
    return this.window.follow;
  }

  show(window: Window): void {
    this.window = { ...window, count: Math.min(window.count, maxRows) };
    this.refresh();
  }

  /** Draws a place, anywhere in its line. */
  revealPlace(place: Place): void {
    this.reveal = place;
  }

  /** Requests other rows, or rows drawn differently. */
  refresh(): void {
    this.wantsRows = true;
    this.grown();
  }

  /** Call when the log has grown. */
  grown(): void {
    this.wantsTotals = true;
    this.pumpSoon();
  }

  /** Call when the page has drawn the last message. */
  drawn(): void {
    this.mayPost = true;
    this.pumpSoon();
  }

  get totals(): Totals {
    const { document, rowMap } = this.deps;
    const { spool, phase, expectedBytes } = document;
    const lines = spool?.index.lines ?? 0;
    return {
      rows: rowMap.count(lines),
      lines,
      bytes: spool?.written ?? 0,
      expected: expectedBytes,
      isPartial: isReadInPart(phase),
      hasStamps: this.hasStamps,
    };
  }

  private pumpSoon(): void {
    this.deps.background.run(() => this.pump(), 'rows of a log');
  }

  private async pump(): Promise<void> {
    if (!this.mayPost || this.busy || this.ended || !(this.wantsRows || this.wantsTotals)) return;
    this.busy = true;
    try {
      const message = await this.nextMessage();
      this.mayPost = false;
      await this.deps.post(message);
      if (this.isBroken) this.deps.showProblem(undefined);
      this.isBroken = false;
    } catch (error) {
      if (this.ended) return;
      // The log was truncated or closed meanwhile, or the disk fails: the next change, or Try Again, draws all again.
      this.isBroken = true;
      this.wantsRows = true;
      this.mayPost = true;
      this.deps.showProblem({ error });
      return;
    } finally {
      this.busy = false;
    }
    // Changes during the sending wait until it is drawn.
    this.pumpSoon();
  }

  private async nextMessage(): Promise<ToPage> {
    const { spool, ahead } = this.deps.document;
    const needsRows = this.wantsRows || this.window.follow || this.isEndInView();
    this.wantsRows = false;
    this.wantsTotals = false;
    if (!spool || !needsRows) return { kind: 'totals', totals: this.totals };
    if (ahead && this.window.follow && !this.deps.rowMap.isFiltered) return this.aheadMessage(ahead.bytes);
    const { rows: all } = this.totals;
    const top = this.window.follow
      ? Math.max(0, all - this.window.count)
      : Math.max(0, Math.min(this.window.top, all - 1));
    const rows = await this.rowsFrom(spool, top, Math.min(this.window.count, all - top));
    return { kind: 'rows', top, rows, totals: this.totals, ahead: false };
  }

  /** Whether the end is visible: an unfinished last line may have grown, and there may be room below it. */
  private isEndInView(): boolean {
    return this.window.top + this.window.count >= this.lastRows;
  }

  private lastRows = 0;

  private async rowsFrom(spool: Spool, top: number, count: number): Promise<ShownRow[]> {
    this.lastRows = this.totals.rows;
    const { rowMap } = this.deps;
    const rows: Row[] = [];
    // Consecutive lines of the log are read together.
    for (let row = top; row < top + count; ) {
      const first = rowMap.lineAt(row);
      let length = 1;
      while (row + length < top + count && rowMap.lineAt(row + length) === first + length) length++;
      rows.push(...(await readRows(spool, first, length, { separateStamps: true, reveal: this.reveal })));
      row += length;
    }
    this.hasStamps ||= rows.some(({ stamp }) => stamp !== undefined);
    return rows.map(row => this.withMarks(row));
  }

  private withMarks(row: Row): ShownRow {
    const { rowMap, search, errorIn } = this.deps;
    const error = errorIn(row.line);
    const section = rowMap.isFiltered ? undefined : rowMap.sectionAt(row.line);
    const drawn = row.runs.reduce((sum, [text]) => sum + text.length, 0);
    const hits = (search()?.inLine(row.line) ?? [])
      .map(({ hit, isCurrent }) => {
        const start = hit.column - row.skipped;
        return [Math.max(0, start), Math.min(drawn, start + hit.length), isCurrent] as const;
      })
      .filter(([start, end]) => start < end);
    return {
      ...row,
      ...(hits.length > 0 ? { hits } : {}),
      ...(error ? { error } : {}),
      ...(section
        ? {
            fold: {
              depth: section.depth,
              folded: rowMap.isFolded(row.line),
              hidden: section.lastLine - section.line,
            },
          }
        : {}),
    };
  }

  private aheadMessage(bytes: Uint8Array): ToPage {
    const rows = lastLines(bytes, this.window.count).map(line => rowOf(line, { separateStamps: true }));
    // As if all earlier lines were there already.
    const count = Math.max(this.totals.rows, rows.length);
    return { kind: 'rows', top: count - rows.length, rows, totals: { ...this.totals, rows: count }, ahead: true };
  }
}
