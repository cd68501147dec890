import * as vscode from 'vscode';
import { HeadingScan } from '../../../logs/headingScan.ts';
import { type Hit, LogScan } from '../../../logs/logScan.ts';
import type { Search } from '../../../logs/scanBlock.ts';
import type { Scanner } from '../../../logs/scanner.ts';
import { readSections, type Section } from '../../../logs/sections.ts';
import type { Spool } from '../../../logs/spool.ts';
import type { Background } from '../../shell/commands/background.ts';

const maxErrors = 1_000_000;
const lookEveryMs = 1000;

/** Sections and errors of a log, kept up to date while it grows. */
export class LogMarks implements vscode.Disposable {
  readonly spool: Spool;
  private readonly background: Background;
  private readonly headings: HeadingScan;
  private readonly errors: LogScan;
  private readonly errorLines = new LinesOfHits();
  private readonly abort = new AbortController();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when there are more sections or errors. */
  readonly onDidChange = this.changed.event;
  private known: Section[] = [];
  private knownOf = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(spool: Spool, scanner: Scanner, errors: Search, background: Background) {
    this.background = background;
    this.spool = spool;
    this.headings = new HeadingScan(spool, scanner);
    this.errors = new LogScan(spool, scanner, errors, { maxHits: maxErrors });
  }

  get sections(): readonly Section[] {
    return this.known;
  }

  /** Scans the new part of the log, soon. */
  refreshSoon(final: boolean): void {
    if (this.timer || this.abort.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      // A log works without an outline, too.
      this.background.quietly('The outline of a log could not be read', () => this.look(final));
    }, lookEveryMs);
  }

  /**
   * Finds the line with the error that is the cause of the others; of a pattern of the user's own, the first line.
   * @returns 'passed' when the log says that the build passed, whatever its lines look like
   */
  async firstError(): Promise<FoundError | 'passed' | undefined> {
    await this.errors.advance(true, this.abort.signal);
    if (this.errors.isPassed) return 'passed';
    const first = this.errors.firstError;
    return this.error(first === undefined ? -1 : (this.errors.hit(first)?.line ?? 0) - 1, 1);
  }

  /** Finds the next line with an error after or before a line; wraps around. */
  async error(line: number, by: 1 | -1): Promise<FoundError | undefined> {
    await this.errors.advance(true, this.abort.signal);
    const firstHits = this.errorLines.of(this.errors, this.spool.generation);
    const count = firstHits.length;
    if (count === 0) return undefined;
    const lineAt = (index: number) => this.errors.hit(firstHits[index] ?? 0)?.line ?? 0;
    const next =
      by > 0 ? firstIndex(count, index => lineAt(index) > line) : firstIndex(count, index => lineAt(index) >= line) - 1;
    const index = (next + count) % count;
    const hit = this.errors.hit(firstHits[index] ?? 0);
    return hit && { hit, index, count, isFull: this.errors.isFull };
  }

  /** Scans all of the log now. */
  async complete(): Promise<readonly Section[]> {
    await this.look(true);
    return this.known;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.abort.abort(new vscode.CancellationError());
    this.changed.dispose();
  }

  private async look(final: boolean): Promise<void> {
    await this.headings.advance(final, this.abort.signal);
    const { lines } = this.spool.index;
    const state = `${this.headings.count} ${lines} ${this.spool.generation}`;
    if (state === this.knownOf) return;
    this.knownOf = state;
    this.known = readSections(this.headings.lines(), lines);
    this.changed.fire();
  }
}

interface FoundError {
  readonly hit: Hit;
  /** Index among the lines with an error. */
  readonly index: number;
  readonly count: number;
  /** Whether the scan stopped at its limit. */
  readonly isFull: boolean;
}

/** First hit of each line that has any, growing with the hits. */
class LinesOfHits {
  private readonly firstHits: number[] = [];
  private seen = 0;
  private generation = -1;

  of(scan: LogScan, generation: number): readonly number[] {
    if (this.generation !== generation) {
      this.generation = generation;
      this.firstHits.length = 0;
      this.seen = 0;
    }
    for (; this.seen < scan.count; this.seen++) {
      if (scan.hit(this.seen)?.line !== scan.hit(this.seen - 1)?.line) this.firstHits.push(this.seen);
    }
    return this.firstHits;
  }
}

/** First index that satisfies a monotonic test; the count when none does. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
