import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { type BlockErrors, findErrors } from './errors/findErrors.ts';
import { usualErrors } from './errors/usualErrors.ts';
import { withoutEscapes } from './escapes.ts';
import { decode } from './rows.ts';

/** Pattern of a search. */
export interface Pattern {
  /** Of a regular expression. */
  readonly source: string;
  /** Besides `g` and `m`, which always hold. */
  readonly flags: string;
}

export type Search = Pattern | typeof usualErrors;

/** Part of a text to scan: whole lines, or a piece of a very long line. */
export interface Block {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  /** In which line, counted from 0, and at which character of it the block begins. */
  readonly line: number;
  readonly column: number;
  /** Bytes at its end that the next block scans again. */
  readonly overlap: number;
  /** Whether to return where the block ends. */
  readonly counted: boolean;
  /** Characters of the lines with hits to return; 0: none. */
  readonly textLength: number;
  readonly maxHits: number;
  /** Of a search for errors: the reader's state behind the block before. */
  readonly state?: number;
}

/** Hits of a block. Columns and lengths in characters of the clean text. */
export interface BlockHits {
  /** Line, column, length; and again. */
  readonly places: Uint32Array<ArrayBuffer>;
  /** Text of each hit's line, up to the wanted length. */
  readonly texts: readonly string[];
  /** End of the block, without its overlap, if it was asked for. */
  readonly end?: { readonly line: number; readonly column: number };
  readonly errors?: BlockErrors;
  /** Of a search for errors: the rank of each hit. */
  readonly ranks?: Uint8Array<ArrayBuffer>;
}

/**
 * Scans a block.
 * @throws SyntaxError for an invalid pattern
 */
export function scanBlock(block: Block, pattern: Search): BlockHits {
  const bytes = readBytes(block);
  const text = withoutEscapes(blockText(bytes));
  const own = bytes.subarray(0, bytes.length - block.overlap);
  const characters = block.overlap === 0 ? text.length : withoutEscapes(blockText(own)).length;
  if (pattern === usualErrors) return findErrors(block, text, characters);
  const search = new RegExp(pattern.source, `gm${pattern.flags}`);
  const places: number[] = [];
  const texts: string[] = [];
  const lines = new LineCounter(text, block);
  for (let match = search.exec(text); match && match.index < characters; match = search.exec(text)) {
    const [found] = match;
    // An empty match would repeat for ever.
    if (found === '') search.lastIndex++;
    else {
      const { line, column, end } = lines.at(match.index);
      places.push(line, column, Math.min(found.length, end - match.index));
      if (block.textLength > 0) texts.push(text.slice(lines.start, Math.min(end, lines.start + block.textLength)));
      if (places.length >= block.maxHits * 3) break;
    }
  }
  return { places: new Uint32Array(places), texts, ...(block.counted ? { end: lines.endAt(characters) } : {}) };
}

/** Reused for each block: fresh memory costs as much as reading. */
let memory = Buffer.alloc(0);

function readBytes({ file, offset, length }: Block): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    if (memory.length < length) memory = Buffer.allocUnsafeSlow(length);
    const buffer = memory.subarray(0, length);
    let filled = 0;
    for (;;) {
      const read = readSync(descriptor, buffer, filled, length - filled, offset + filled);
      filled += read;
      if (read === 0 || filled === length) return buffer.subarray(0, filled);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Lines that are no UTF-8 are read as rows read them. */
function blockText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const lines: string[] = [];
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    lines.push(decode(bytes.subarray(from, end < 0 ? bytes.length : end)));
    from = end < 0 ? bytes.length + 1 : end + 1;
  }
  return lines.join('\n');
}

/** Finds lines and columns of places that come in order. */
class LineCounter {
  /** Beginning of the last line asked for. */
  start = 0;
  private readonly text: string;
  private line: number;
  private column: number;
  private next: number;

  constructor(text: string, { line, column }: Block) {
    this.text = text;
    this.line = line;
    this.column = column;
    this.next = text.indexOf('\n');
  }

  at(index: number): { line: number; column: number; end: number } {
    while (this.next >= 0 && this.next < index) {
      this.start = this.next + 1;
      this.line++;
      this.column = 0;
      this.next = this.text.indexOf('\n', this.start);
    }
    const end = this.next < 0 ? this.text.length : this.next;
    return { line: this.line, column: this.column + index - this.start, end };
  }

  endAt(index: number): { line: number; column: number } {
    const { line, column } = this.at(index);
    return { line, column };
  }
}
