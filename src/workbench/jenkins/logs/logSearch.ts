import * as vscode from 'vscode';
import { type Hit, LogScan, patternOf } from '../../../logs/logScan.ts';
import { decode, lineText, readLines } from '../../../logs/rows.ts';
import { PatternError, type Scanner, SlowPatternError } from '../../../logs/scanner.ts';
import type { Spool } from '../../../logs/spool.ts';
import type { Found, ListedHit, Place, Search } from './page/protocol.ts';

const { t } = vscode.l10n;

/** Limit of hits: a search with more of them is of no use. */
const maxHits = 1_000_000;
const maxListed = 200;
const textAround = 60;
const textLength = 400;

/** Search of a person in a log: all hits, the current one, and the lines with hits. */
export class LogSearch implements vscode.Disposable {
  readonly search: Search;
  /** Lines with a hit, in order, growing; empty unless only those are shown. */
  readonly lines: number[] = [];
  private readonly spool: Spool;
  private readonly scan: LogScan;
  private readonly notify: () => void;
  private readonly abort = new AbortController();
  private current = -1;
  private busy = 0;
  private problem = '';
  private linesOf = 0;
  /** Indexes of the hits in the lines that are searched; undefined: all. */
  private admitted: number[] | undefined;
  private admittedOf = 0;
  private within: ReadonlySet<number> | undefined;
  private generation: number;

  /** @param notify called whenever there are more hits */
  constructor(spool: Spool, scanner: Scanner, search: Search, notify: () => void) {
    this.search = search;
    this.spool = spool;
    this.generation = spool.generation;
    this.notify = notify;
    this.scan = new LogScan(spool, scanner, patternOf(search.text, search), { maxHits });
  }

  get found(): Found {
    return {
      count: this.count,
      current: this.current,
      isFull: this.scan.isFull,
      isBusy: this.busy > 0,
      problem: this.problem,
    };
  }

  /** Counts only hits in these lines from now on; undefined: in all. */
  searchWithin(lines: readonly number[] | undefined): void {
    const current = this.admitted ? (this.admitted[this.current] ?? -1) : this.current;
    this.within = lines && new Set(lines);
    this.admitted = lines && [];
    this.admittedOf = 0;
    this.admit();
    this.current = this.admitted?.indexOf(current) ?? current;
  }

  /** Scans the new part of the log. */
  async advance(final: boolean): Promise<void> {
    if (this.problem !== '') return;
    this.busy++;
    try {
      await this.scan.advance(final, this.abort.signal, () => this.noteLines());
    } catch (error) {
      if (this.abort.signal.aborted) return;
      this.problem = problemWords(error);
    } finally {
      this.busy--;
    }
    this.noteLines();
  }

  /** Goes to the next hit behind or before a place; wraps around. It becomes the current hit. */
  step(from: Place, by: 1 | -1): Hit | undefined {
    const { count } = this;
    if (count === 0) return undefined;
    const after = this.firstAt(from.line, from.column);
    const isThere = isAt(this.hit(after), from);
    const index = by > 0 ? (isThere && this.current === after ? after + 1 : after) : after - 1;
    this.current = (index + count) % count;
    return this.hit(this.current);
  }

  choose(index: number): Hit | undefined {
    const hit = this.hit(index);
    if (hit) this.current = index;
    return hit;
  }

  /** Hits in a line. */
  inLine(line: number): { hit: Hit; isCurrent: boolean }[] {
    const found: { hit: Hit; isCurrent: boolean }[] = [];
    for (let index = this.firstAt(line, 0); found.length < maxListed; index++) {
      const hit = this.hit(index);
      if (hit?.line !== line) break;
      found.push({ hit, isCurrent: index === this.current });
    }
    return found;
  }

  /** Hits with the text around them, for a list. */
  async list(from: number, count: number): Promise<ListedHit[]> {
    const listed: ListedHit[] = [];
    for (let index = from; index < Math.min(this.count, from + Math.min(count, maxListed)); index++) {
      const hit = this.hit(index);
      if (!hit) break;
      const [raw] = await readLines(this.spool, hit.line, 1);
      const text = raw ? lineText(decode(raw.bytes), false) : '';
      const start = Math.max(0, hit.column - textAround);
      listed.push({
        index,
        line: hit.line,
        text: text.slice(start, start + textLength),
        start: hit.column - start,
        length: hit.length,
      });
    }
    return listed;
  }

  dispose(): void {
    this.abort.abort(new vscode.CancellationError());
  }

  private get count(): number {
    return this.admitted?.length ?? this.scan.count;
  }

  private hit(index: number): Hit | undefined {
    return this.scan.hit(this.admitted ? (this.admitted[index] ?? -1) : index);
  }

  private admit(): void {
    const { within, admitted } = this;
    for (; within && admitted && this.admittedOf < this.scan.count; this.admittedOf++) {
      if (within.has(this.scan.hit(this.admittedOf)?.line ?? -1)) admitted.push(this.admittedOf);
    }
  }

  private firstAt(line: number, column: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const hit = this.hit(middle);
      if (hit && (hit.line < line || (hit.line === line && hit.column < column))) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private noteLines(): void {
    if (this.generation !== this.spool.generation) {
      this.generation = this.spool.generation;
      this.lines.length = 0;
      this.linesOf = 0;
      this.current = -1;
      this.admittedOf = 0;
      if (this.admitted) this.admitted.length = 0;
    }
    this.admit();
    for (; this.search.only && this.linesOf < this.scan.count; this.linesOf++) {
      const line = this.scan.hit(this.linesOf)?.line ?? 0;
      if (this.lines.at(-1) !== line) this.lines.push(line);
    }
    this.notify();
  }
}

function isAt(hit: Hit | undefined, { line, column }: Place): boolean {
  return hit?.line === line && hit.column === column;
}

function problemWords(error: unknown): string {
  if (error instanceof SlowPatternError) return t('This pattern takes too long.');
  if (error instanceof PatternError) return error.message.replace(/^Invalid regular expression: /, '');
  return error instanceof Error ? error.message : String(error);
}
