import { ErrorRank } from './errors/errorFamily.ts';
import type { BlockErrors } from './errors/findErrors.ts';
import type { Block, Pattern, Search } from './scanBlock.ts';
import type { Scanner } from './scanner.ts';
import type { Spool } from './spool.ts';

/** Bytes scanned at a time. */
const blockBytes = 1024 * 1024;
/** In a line that is longer than a block, a hit may lie across two. */
const overlapBytes = 1024;

/** Hit, in characters of the line's clean text. */
export interface Hit {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface ScanOptions {
  /** The scan stops at this number of hits. */
  readonly maxHits: number;
  /** Characters to keep of the lines with hits; none by default. */
  readonly textLength?: number;
  /** Bytes scanned at a time. */
  readonly blockBytes?: number;
  /** Whether a person waits for its hits; it goes before scans for which nobody does. By default, yes. */
  readonly isAwaited?: boolean;
}

/**
 * Searches a whole log for a pattern, block by block, and goes on when the log grows. The hits so far can be read at
 * any time.
 */
export class LogScan {
  private readonly spool: Spool;
  private readonly scanner: Scanner;
  private readonly pattern: Search;
  private readonly options: Required<ScanOptions>;
  private places = new Uint32Array(3 * 64);
  private found = 0;
  private lineTexts: string[] = [];
  /** Of a search for errors, for each hit. */
  private ranks = new Uint8Array(0);
  private at = { offset: 0, line: 0, column: 0 };
  private generation: number;
  private running: Promise<void> | undefined;
  private errors: BlockErrors | undefined;

  constructor(spool: Spool, scanner: Scanner, pattern: Search, options: ScanOptions) {
    this.spool = spool;
    this.scanner = scanner;
    this.pattern = pattern;
    this.options = { textLength: 0, blockBytes, isAwaited: true, ...options };
    this.generation = spool.generation;
  }

  get count(): number {
    return this.found;
  }

  /** Bytes that were looked through. */
  get scanned(): number {
    return this.at.offset;
  }

  /** Whether the scan stopped at its limit. */
  get isFull(): boolean {
    return this.count >= this.options.maxHits;
  }

  /** Index of the hit that is nearest to the reason of a failure; undefined when none is known. */
  get firstError(): number | undefined {
    return this.errors?.firstOfRank.find(index => index >= 0);
  }

  /** Whether the log ends with the word that the build passed. */
  get isPassed(): boolean {
    return this.errors?.isPassed === true;
  }

  hit(index: number): Hit | undefined {
    if (index < 0 || index >= this.found) return undefined;
    const at = index * 3;
    const { places } = this;
    return { line: places[at] ?? 0, column: places[at + 1] ?? 0, length: places[at + 2] ?? 0 };
  }

  /** Rank of a hit; each hit of a pattern is a cause. */
  rank(index: number): ErrorRank {
    return (this.ranks[index] ?? ErrorRank.cause) as ErrorRank;
  }

  /** Generation of the text that the hits are in. */
  get hitsOf(): number {
    return this.generation;
  }

  /** Text of a hit's line, up to the kept length. */
  text(index: number): string {
    return this.lineTexts[index] ?? '';
  }

  /** Lines, columns and lengths of the hits from an index on, flattened. */
  from(index: number): number[] {
    return [...this.places.subarray(index * 3, this.found * 3)];
  }

  /**
   * Scans the part that is new.
   * @param final whether to scan a last line without an end, too
   * @param notify called after each block
   * @throws PatternError, SlowPatternError; the signal's reason
   */
  async advance(final: boolean, signal: AbortSignal, notify: () => void = () => undefined): Promise<void> {
    // In sequence: each run goes on from where the one before stopped.
    while (this.running) await this.running.catch(() => undefined);
    this.running = this.run(final, signal, notify);
    try {
      await this.running;
    } finally {
      this.running = undefined;
    }
  }

  private async run(final: boolean, signal: AbortSignal, notify: () => void): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (this.generation !== this.spool.generation) this.restart();
      const next = this.isFull ? undefined : this.nextBlock(final);
      if (!next) return;
      const generation = this.generation;
      const hits = await this.scanner.scan(next.block, this.pattern, this.options.isAwaited);
      if (generation !== this.spool.generation) continue;
      if (hits.errors) this.addErrors(hits.errors);
      this.add(hits.places, hits.ranks);
      for (const text of hits.texts) this.lineTexts.push(text);
      this.at = { offset: next.offset, ...(hits.end ?? { line: next.line, column: 0 }) };
      notify();
    }
  }

  private add(places: Uint32Array, ranks: Uint8Array | undefined): void {
    const used = this.found * 3;
    if (used + places.length > this.places.length) {
      const larger = new Uint32Array(Math.max(this.places.length * 2, used + places.length));
      larger.set(this.places);
      this.places = larger;
    }
    this.places.set(places, used);
    if (ranks && this.ranks.length < this.places.length / 3) {
      const larger = new Uint8Array(Math.ceil(this.places.length / 3));
      larger.set(this.ranks);
      this.ranks = larger;
    }
    if (ranks) this.ranks.set(ranks, this.found);
    this.found += places.length / 3;
  }

  private addErrors({ firstOfRank, state, isPassed }: BlockErrors): void {
    const known = this.errors;
    const first = (rank: ErrorRank) => {
      const before = known?.firstOfRank[rank] ?? -1;
      return before >= 0 || firstOfRank[rank] < 0 ? before : firstOfRank[rank] + this.found;
    };
    this.errors = {
      firstOfRank: [first(0), first(1), first(2), first(3)],
      state,
      isPassed: isPassed ?? known?.isPassed,
    };
  }

  private restart(): void {
    this.generation = this.spool.generation;
    this.found = 0;
    this.lineTexts = [];
    this.errors = undefined;
    this.at = { offset: 0, line: 0, column: 0 };
  }

  /** Up to the last checkpoint in reach, whose line is known; without one, as far as it goes or a long line is read. */
  private nextBlock(final: boolean): { block: Block; offset: number; line: number } | undefined {
    const { index } = this.spool;
    const { offset } = this.at;
    const reach = offset + this.options.blockBytes;
    const checkpoint = index.beforeOffset(reach);
    if (checkpoint.offset > offset) return this.blockTo(checkpoint.offset, checkpoint.line);
    const end = final ? index.size : index.lastLineStart;
    if (end <= offset) return undefined;
    if (end <= reach) return this.blockTo(end);
    return this.blockTo(reach, undefined, Math.min(overlapBytes, this.options.blockBytes >> 2));
  }

  /** @param line that begins there, where that is known */
  private blockTo(to: number, line?: number, overlap = 0): { block: Block; offset: number; line: number } {
    const { textLength, maxHits } = this.options;
    const block: Block = {
      file: this.spool.file,
      offset: this.at.offset,
      length: to - this.at.offset,
      line: this.at.line,
      column: this.at.column,
      overlap,
      counted: line === undefined,
      textLength,
      maxHits: maxHits - this.count,
      ...(this.errors ? { state: this.errors.state } : {}),
    };
    return { block, offset: to - overlap, line: line ?? this.at.line };
  }
}

/** Makes a pattern of a person's input; whether it is valid shows when it is searched. */
export function patternOf(text: string, { regex = false, matchCase = false }): Pattern {
  return {
    source: regex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
    flags: matchCase ? '' : 'i',
  };
}
