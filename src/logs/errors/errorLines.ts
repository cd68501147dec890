import type { Hit, LogScan } from '../logScan.ts';
import { ErrorRank } from './errorFamily.ts';

/** Lines of a search for errors, growing with it: those of each rank, or causes alone. */
export class ErrorLines {
  private readonly scan: LogScan;
  private readonly onlyCauses: boolean;
  /** First hit of each line. */
  private readonly hits: number[] = [];
  private seen = 0;
  private lastLine = -1;
  private generation: number;

  constructor(scan: LogScan, { onlyCauses = false } = {}) {
    this.scan = scan;
    this.onlyCauses = onlyCauses;
    this.generation = scan.hitsOf;
  }

  /** Takes the hits that are new. */
  refresh(): void {
    if (this.generation !== this.scan.hitsOf) {
      this.generation = this.scan.hitsOf;
      this.hits.length = 0;
      this.seen = 0;
      this.lastLine = -1;
    }
    for (; this.seen < this.scan.count; this.seen++) {
      const line = this.scan.hit(this.seen)?.line ?? 0;
      if (line === this.lastLine || (this.onlyCauses && this.scan.rank(this.seen) !== ErrorRank.cause)) continue;
      this.lastLine = line;
      this.hits.push(this.seen);
    }
  }

  get count(): number {
    return this.hits.length;
  }

  hit(index: number): Hit | undefined {
    return this.scan.hit(this.hits[index] ?? -1);
  }

  /** Index of the first line at or behind a line; the count when there is none. */
  firstAt(line: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.hit(middle)?.line ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  has(line: number): boolean {
    return this.hit(this.firstAt(line))?.line === line;
  }

  /** Number of the lines among others, which are in order. */
  countIn(lines: readonly number[]): number {
    let count = 0;
    let at = 0;
    for (let index = 0; index < this.count; index++) {
      const line = this.hit(index)?.line ?? 0;
      while ((lines[at] ?? line) < line) at++;
      if (lines[at] === line) count++;
    }
    return count;
  }

  /** Index of the next line behind a line, or before it, that is admitted; wraps around. -1: there is none. */
  next(line: number, by: 1 | -1, isAdmitted: (line: number) => boolean = () => true): number {
    const { count } = this;
    const from = by > 0 ? this.firstAt(line + 1) : this.firstAt(line) - 1;
    for (let step = 0; step < count; step++) {
      const index = (((from + by * step) % count) + count) % count;
      if (isAdmitted(this.hit(index)?.line ?? -1)) return index;
    }
    return -1;
  }
}
