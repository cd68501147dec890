import { cooperatively } from '../../base/cooperatively.ts';
import type { Spool } from '../spool.ts';
import { LineMatcher, type SideIndex } from './lineMatcher.ts';
import { LineReader } from './lineReader.ts';
import type { LogDifference } from './logDifference.ts';

/** Log on the disk that is compared while it comes. */
export interface LogSource {
  readonly spool: Spool;
  /** Whether nothing more comes. */
  readonly isEnded: () => boolean;
  /** Settles when the log has more bytes than these, or has ended. */
  readonly grown: (bytes: number, signal: AbortSignal) => Promise<void>;
}

type Logs = readonly [LogSource, LogSource];

/** Bytes of each log between two reports. */
const reportBytes = 4 * 1024 * 1024;
const maxDifferences = 10;
const sides = [0, 1] as const;

/** State of a comparison. */
export interface ComparedLogs {
  readonly differences: readonly LogDifference[];
  /** Lines of each log that were compared. */
  readonly lines: readonly [number, number];
  /** Bytes of each log that were read. */
  readonly bytes: readonly [number, number];
  /** Places where lines only come in another order. */
  readonly reordered: number;
  /** Whether all of both logs was compared. */
  readonly isWhole: boolean;
  /** Whether there are more differences than are looked for. */
  readonly isFull: boolean;
  /** Whether the logs have nothing in common any more behind the last difference. */
  readonly isApart: boolean;
}

/** Compares two logs line by line while they come, in blocks: neither is held in memory. */
export class LogComparison {
  private readonly matcher: LineMatcher;
  private readonly readers: readonly [LineReader, LineReader] = [new LineReader(), new LineReader()];

  /** @param numbers of the builds */
  constructor(numbers: readonly [number, number]) {
    this.matcher = new LineMatcher(numbers, maxDifferences);
  }

  get state(): ComparedLogs {
    const { matcher, readers } = this;
    const { differences, compared: lines, reordered, isFull, isApart, isDone } = matcher;
    const bytes = [readers[0].offset, readers[1].offset] as const;
    return { ...{ differences, lines, bytes, reordered, isFull, isApart }, isWhole: isDone && !isFull && !isApart };
  }

  /** Whether nothing more is looked for. */
  get isDone(): boolean {
    return this.matcher.isDone;
  }

  /**
   * Compares until all is compared, or enough of it.
   * @param limit bytes of a log behind which it pauses
   * @param report called now and then, and before waiting for more text
   * @throws the reason of the signal
   */
  async advance(logs: Logs, limit: number, signal: AbortSignal, report: () => void): Promise<void> {
    const { matcher, readers } = this;
    let reported = 0;
    for (;;) {
      await cooperatively(matcher.steps(), signal);
      signal.throwIfAborted();
      const wanting = sides.filter(side => matcher.wants(side));
      const isBeyond = wanting.some(side => readers[side].offset >= limit);
      if (matcher.isDone || wanting.length === 0 || isBeyond) return;
      const got = await Promise.all(wanting.map(side => this.read(side, logs[side])));
      const [first, second] = readers;
      if (got.includes(true)) {
        if (first.offset + second.offset - reported < 2 * reportBytes) continue;
        reported = first.offset + second.offset;
        report();
      } else {
        report();
        await this.anyGrown(wanting, logs, signal);
      }
    }
  }

  /** @returns whether there was something, if only the end */
  private async read(side: SideIndex, { spool, isEnded }: LogSource): Promise<boolean> {
    const reader = this.readers[side];
    // Asked before: what comes meanwhile is read the next time.
    const hasEnded = isEnded();
    const before = reader.offset;
    this.matcher.take(side, await reader.read(spool));
    if (reader.offset > before) return true;
    if (!hasEnded) return false;
    this.matcher.take(side, reader.end());
    this.matcher.end(side);
    return true;
  }

  private async anyGrown(wanting: readonly SideIndex[], logs: Logs, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const enough = new AbortController();
    const either = AbortSignal.any([signal, enough.signal]);
    try {
      await Promise.race(wanting.map(side => logs[side].grown(this.readers[side].offset, either)));
    } finally {
      enough.abort();
    }
  }
}
