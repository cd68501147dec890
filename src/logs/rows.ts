import { isUtf8 } from 'node:buffer';
import { Budget } from '../base/budget.ts';
import { countOf, withoutLastReturns } from './characters.ts';
import { styleAfter, styledText } from './escapes.ts';
import { linksIn } from './links.ts';
import { maxDrawnCharacters, type Row } from './row.ts';
import { runsOf } from './runs.ts';
import type { Spool } from './spool.ts';
import { noStyle, type Style } from './style.ts';
import { type TerminalLine, terminalLine } from './terminalLine.ts';
import { stampOf } from './timestamps.ts';

/** Bytes read at a time. */
const blockBytes = 128 * 1024;
/** Bytes read of a line, unless a place further on is asked for. */
const usualLineBytes = 32 * 1024;
/** Bytes read of a line for a place in it. */
const maxLineBytes = 4 * 1024 * 1024;
const newline = 0x0a;

export interface RowOptions {
  /** Whether time stamps are left out of the drawn text; they come beside it. */
  readonly separateStamps?: boolean;
  /** Place to draw, anywhere in its line. */
  readonly reveal?: { readonly line: number; readonly column: number } | undefined;
}

/** Bytes of a line, as far as they were read. */
export interface RawLine {
  readonly line: number;
  /** In bytes, from the beginning of the text. */
  readonly offset: number;
  readonly bytes: Buffer;
  /** Without its line feed. */
  readonly length: number;
  readonly style: Style;
}

/**
 * The lines from `first` on, at most `count`, as they stand on the disk.
 * @param lineBytes as much of each is read
 * @param budget of all of them: the lines end with the first that is beyond it
 */
export async function readLines(
  spool: Spool,
  first: number,
  count: number,
  lineBytes = usualLineBytes,
  budget?: Budget,
): Promise<RawLine[]> {
  const walk = new LineWalk(spool, lineBytes);
  const found: RawLine[] = [];
  const checkpoint = spool.index.before(first);
  walk.start(checkpoint.line, checkpoint.offset, checkpoint.style);
  for (let line = checkpoint.line; line < first + count; line++) {
    const raw = await walk.next();
    if (!raw) break;
    if (line < first) continue;
    found.push(raw);
    if (budget?.hold(raw.bytes.length) === false) break;
  }
  return found;
}

/** Walks from line to line; skips the rest of long ones by the index. */
class LineWalk {
  private readonly spool: Spool;
  private readonly lineBytes: number;
  private block: Buffer = Buffer.alloc(0);
  private blockStart = 0;
  private line = 0;
  private offset = 0;
  private style: Style = noStyle;

  constructor(spool: Spool, lineBytes: number) {
    this.spool = spool;
    this.lineBytes = lineBytes;
  }

  start(line: number, offset: number, style: Style): void {
    this.line = line;
    this.offset = offset;
    this.style = style;
  }

  async next(): Promise<RawLine | undefined> {
    const { line, offset, style } = this;
    const { index } = this.spool;
    if (line >= index.lines) return undefined;
    await this.load(offset);
    let from = offset - this.blockStart;
    let end = this.block.indexOf(newline, from);
    if (end < 0 && this.isCutShort(from)) {
      await this.loadFrom(offset, this.lineBytes + 1);
      from = 0;
      end = this.block.indexOf(newline);
    }
    if (end >= 0 && end - from <= this.lineBytes) {
      const bytes = this.block.subarray(from, end);
      this.start(line + 1, offset + bytes.length + 1, styleAfter(style, bytes));
      return { line, offset, bytes, length: bytes.length, style };
    }
    const bytes = this.block.subarray(from, from + this.lineBytes);
    const length = await this.skipRest(line, offset);
    return { line, offset, bytes, length, style };
  }

  /** The rest of a line that is not read whole. @returns the line's length */
  private async skipRest(line: number, offset: number): Promise<number> {
    const { index } = this.spool;
    if (line >= index.finishedLines) {
      this.start(index.lines, index.size, this.style);
      return index.size - offset;
    }
    const following = index.after(line);
    if (following?.line === line + 1) {
      this.start(following.line, following.offset, following.style);
      return following.offset - 1 - offset;
    }
    // Without a checkpoint right behind it the line is not that long.
    let at = offset;
    for (;;) {
      await this.load(at);
      const from = at - this.blockStart;
      const end = this.block.indexOf(newline, from);
      const part = this.block.subarray(from, end < 0 ? undefined : end);
      this.style = styleAfter(this.style, part);
      at += part.length;
      if (end >= 0 || part.length === 0) break;
    }
    this.start(line + 1, at + 1, this.style);
    return at - offset;
  }

  /** Whether the line goes on beyond the block, and more of it is needed. */
  private isCutShort(from: number): boolean {
    const isAtEnd = this.blockStart + this.block.length >= this.spool.written;
    return !isAtEnd && this.block.length - from <= this.lineBytes;
  }

  /** Loads the block at an offset, with at least a byte if there is any. */
  private async load(offset: number): Promise<void> {
    const end = this.blockStart + this.block.length;
    if (offset < this.blockStart || offset >= end) await this.loadFrom(offset, blockBytes);
  }

  private async loadFrom(offset: number, length: number): Promise<void> {
    this.block = await this.spool.read(offset, Math.max(blockBytes, length));
    this.blockStart = offset;
  }
}

/** The rows of lines that follow each other. */
export async function readRows(spool: Spool, first: number, count: number, options: RowOptions = {}): Promise<Row[]> {
  const rows = (await readLines(spool, first, count)).map(raw => rowOf(raw, options));
  const { reveal } = options;
  const at = reveal ? reveal.line - first : -1;
  const shown = rows[at];
  if (reveal && shown && reveal.column > shown.skipped + maxDrawnCharacters - 200) {
    const [raw] = await readLines(spool, reveal.line, 1, maxLineBytes);
    if (raw) rows[at] = rowOf(raw, options, Math.max(0, reveal.column - 200));
  }
  return rows;
}

/**
 * Makes a row of a line.
 * @param from first column of its clean text to draw, where that is fixed
 */
export function rowOf(raw: RawLine, { separateStamps = false }: RowOptions = {}, from?: number): Row {
  const decoded = decode(raw.bytes);
  const stamp = stampOf(decoded);
  const shown = from === undefined ? terminalLine(decoded.slice(stamp?.length ?? 0), raw.style) : undefined;
  if (shown) return terminalRow(raw, shown, separateStamps, stamp);
  const { pieces } = styledText(decoded, raw.style);
  const all = pieces.map(piece => piece.text).join('');
  const text = withoutLastReturns(all);
  const { stamp: time, overwritten, skipped } = beginning(text, separateStamps, from);
  const end = Math.min(text.length, skipped + maxDrawnCharacters);
  const drawn = text.slice(skipped, end);
  const isCut = raw.bytes.length < raw.length;
  const more = isCut ? raw.length - raw.bytes.length + (text.length - end) : text.length - end;
  const links = linksIn(drawn).map(({ start, end: to, kind }) => ({ start, end: to, kind }));
  return {
    line: raw.line,
    runs: runsOf(pieces, skipped, end),
    skipped,
    ...(time === undefined ? {} : { stamp: time }),
    ...(overwritten > 0 ? { overwritten } : {}),
    ...(more > 0 ? { more } : {}),
    ...(links.length > 0 ? { links } : {}),
  };
}

/** Row of a line in which the cursor moved back. Its columns are right for the text that was written last. */
function terminalRow(
  raw: RawLine,
  { pieces, shift, overwritten }: TerminalLine,
  separateStamps: boolean,
  stamp: { readonly time: string; readonly length: number } | undefined,
): Row {
  const text = pieces.map(piece => piece.text).join('');
  const end = Math.min(text.length, maxDrawnCharacters);
  const more = raw.length - raw.bytes.length + (text.length - end);
  const links = linksIn(text.slice(0, end)).map(({ start, end: to, kind }) => ({ start, end: to, kind }));
  return {
    line: raw.line,
    runs: runsOf(pieces, 0, end),
    skipped: shift + (stamp?.length ?? 0),
    ...(stamp && separateStamps ? { stamp: stamp.time } : {}),
    overwritten,
    ...(more > 0 ? { more } : {}),
    ...(links.length > 0 ? { links } : {}),
  };
}

/** Parts before the drawn text: a time stamp, and overwritten text. */
function beginning(text: string, separateStamps: boolean, from: number | undefined) {
  const stamp = separateStamps ? stampOf(text) : undefined;
  const lastReturn = text.lastIndexOf('\r');
  const overwritten = lastReturn < 0 ? 0 : countOf(text, '\r');
  const skipped = from ?? Math.max(stamp?.length ?? 0, lastReturn + 1);
  return { stamp: stamp?.time, overwritten: from === undefined ? overwritten : 0, skipped };
}

/** Decodes text of a log: UTF-8, or else Windows-1252 as old Windows writes it, so that nothing is lost from sight. */
export function decode(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  // A character cut at the end of the read bytes does not make the rest another encoding.
  for (let torn = 1; torn < 4 && torn < bytes.length; torn++) {
    const whole = bytes.subarray(0, bytes.length - torn);
    if (isUtf8(whole) && (bytes[bytes.length - torn] ?? 0) >= 0xc0) return whole.toString('utf8');
  }
  return windows.decode(bytes);
}

const windows = new TextDecoder('windows-1252');

/**
 * Yields the clean text of lines: without escapes.
 * @param last whether overwritten text is left out, too
 */
export async function* readText(
  spool: Spool,
  first: number,
  lastLine: number,
  { last = true } = {},
): AsyncGenerator<string> {
  for await (const raw of rawLines(spool, first, lastLine)) yield lineText(decode(raw.bytes), last);
}

/** Text of a line for the clipboard. */
export interface ShownText {
  /** Clean text, with what carriage returns overwrote; of a line in which the cursor moved back as it is shown. */
  readonly text: string;
  /** Column of the line's clean text less the column of this one. */
  readonly shift: number;
}

/** Yields the text of lines for the clipboard. */
export async function* readShownText(spool: Spool, first: number, lastLine: number): AsyncGenerator<ShownText> {
  for await (const raw of rawLines(spool, first, lastLine)) {
    const decoded = decode(raw.bytes);
    const stamp = decoded.slice(0, stampOf(decoded)?.length ?? 0);
    const shown = terminalLine(decoded.slice(stamp.length), noStyle);
    const text = shown && stamp + shown.pieces.map(piece => piece.text).join('');
    yield { text: text ?? lineText(decoded, false), shift: shown?.shift ?? 0 };
  }
}

async function* rawLines(spool: Spool, first: number, lastLine: number): AsyncGenerator<RawLine> {
  const atOnce = 256;
  for (let line = first; line <= lastLine; ) {
    const raws = await readLines(spool, line, Math.min(atOnce, lastLine - line + 1), maxLineBytes, new Budget());
    if (raws.length === 0) return;
    yield* raws;
    line += raws.length;
  }
}

/**
 * Clean text of a line, in whose characters columns count.
 * @param last whether overwritten text is left out: the line as it stands at the end
 */
export function lineText(text: string, last = true): string {
  const { pieces } = styledText(text, noStyle);
  const clean = withoutLastReturns(pieces.map(piece => piece.text).join(''));
  return last ? clean.slice(clean.lastIndexOf('\r') + 1) : clean;
}
