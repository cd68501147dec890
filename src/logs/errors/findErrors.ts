import type { ErrorRank } from './errorFamily.ts';
import { ErrorReader } from './errorReader.ts';

/** Part of a text: whole lines, or a piece of a very long line. */
export interface ErrorBlock {
  /** In which line, counted from 0, and at which character of it the text begins. */
  readonly line: number;
  readonly column: number;
  /** The reader's state behind the block before. */
  readonly state?: number;
  /** Characters of the lines with hits to return. */
  readonly textLength: number;
  readonly maxHits: number;
}

/** Summary of a block's hits. */
export interface BlockErrors {
  /** Index of the first hit of each rank; -1: none. */
  readonly firstOfRank: readonly [cause: number, sign: number, hint: number, consequence: number];
  /** The reader's state behind the block. */
  readonly state: number;
  /** Whether the last line that is not empty says that the build passed; undefined: all lines are empty. */
  readonly isPassed: boolean | undefined;
}

class ErrorHits {
  private readonly textLength: number;
  readonly places: number[] = [];
  readonly texts: string[] = [];
  readonly ranks: ErrorRank[] = [];
  readonly firstOfRank: [number, number, number, number] = [-1, -1, -1, -1];

  constructor(textLength: number) {
    this.textLength = textLength;
  }

  get count(): number {
    return this.places.length / 3;
  }

  add(line: number, text: string, { column, length, rank }: { column: number; length: number; rank: ErrorRank }): void {
    if (this.firstOfRank[rank] < 0) this.firstOfRank[rank] = this.count;
    this.places.push(line, column, length);
    this.ranks.push(rank);
    if (this.textLength > 0) this.texts.push(text.slice(0, this.textLength));
  }

  dropLast(): void {
    if (this.count === 0) return;
    this.places.length -= 3;
    this.texts.pop();
    this.ranks.pop();
    for (const [rank, first] of this.firstOfRank.entries()) if (first === this.count) this.firstOfRank[rank] = -1;
  }
}

/**
 * Finds the lines of a block that report a failure.
 * @param characters of the text that are the block's own; the rest is scanned again with the next one
 */
export function findErrors(block: ErrorBlock, text: string, characters: number) {
  const reader = new ErrorReader(block.state);
  const hits = new ErrorHits(block.textLength);
  let isPassed: boolean | undefined;
  let { line } = block;
  // A piece of a long line that began in a block before says nothing.
  let from = block.column > 0 ? lineEnd(text, 0) + 1 : 0;
  let start = 0;
  if (from > 0 && from <= characters) {
    line++;
    start = from;
  }
  while (from < characters && hits.count < block.maxHits) {
    const end = lineEnd(text, from);
    const whole = text.slice(from, end);
    const found = reader.take(whole);
    if (end > from) isPassed = reader.isPassed;
    if (reader.isTakenBack) hits.dropLast();
    if (found) hits.add(line, whole, found);
    from = end + 1;
    if (from > characters) break;
    line++;
    start = from;
  }
  const errors: BlockErrors = { firstOfRank: hits.firstOfRank, state: reader.state, isPassed };
  const column = characters - start + (start === 0 ? block.column : 0);
  const { texts, ranks } = hits;
  return { places: new Uint32Array(hits.places), texts, ranks: new Uint8Array(ranks), errors, end: { line, column } };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
