import { styleAfter } from './escapes.ts';
import { noStyle, type Style, styleName, styleNamed } from './style.ts';

/** Beginning of a line that can be read without anything before it. */
export interface Checkpoint {
  /** Counted from 0. */
  readonly line: number;
  /** In bytes. */
  readonly offset: number;
  /** Style at the beginning of the line. */
  readonly style: Style;
}

const linesApart = 256;
const bytesApart = 256 * 1024;
const newline = 0x0a;
/** Bytes of a torn sequence that are held back; longer sequences are no colors. */
const longestEscape = 64;
const version = 1;
const headerBytes = 32;

/**
 * Index of the lines of a growing text: a checkpoint every 256 lines or 256 KiB, whichever comes first, at the
 * beginning of a line. Takes some 20 bytes of memory for each.
 */
export class LineIndex {
  private lineNumbers = new Float64Array(64);
  private offsets = new Float64Array(64);
  private styleIds = new Uint16Array(64);
  private count = 1;
  private readonly styles: Style[] = [noStyle];
  private readonly styleIdsByName = new Map<string, number>([[styleName(noStyle), 0]]);
  private style: Style = noStyle;
  private torn: Buffer = Buffer.alloc(0);
  private completeLines = 0;
  private bytes = 0;
  private lastLineOffset = 0;
  /** From which line, or which offset on, the next line gets a checkpoint. */
  private dueLine = linesApart;
  private dueOffset = bytesApart;

  /** Lines, an unfinished last one included. */
  get lines(): number {
    return this.completeLines + (this.bytes > this.lastLineOffset ? 1 : 0);
  }

  /** Lines that have an end. */
  get finishedLines(): number {
    return this.completeLines;
  }

  /** Bytes that were indexed. */
  get size(): number {
    return this.bytes;
  }

  /** Beginning of the line that has no end yet; the size when there is none. */
  get lastLineStart(): number {
    return this.lastLineOffset;
  }

  /** Indexes the next bytes of the text. Half of the cost of following a fast log is here. */
  append(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    let styled = 0;
    let lines = this.completeLines;
    let end = -1;
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) {
      end = at;
      if (++lines < this.dueLine && this.bytes + at + 1 < this.dueOffset) continue;
      this.takeStyle(bytes, styled, at + 1);
      styled = at + 1;
      this.add(lines, this.bytes + at + 1);
    }
    this.completeLines = lines;
    if (end >= 0) this.lastLineOffset = this.bytes + end + 1;
    this.takeStyle(bytes, styled, bytes.length);
    this.bytes += bytes.length;
  }

  /** The last checkpoint at or before a line. */
  before(line: number): Checkpoint {
    return this.at(lastNotAbove(this.lineNumbers, this.count, line));
  }

  /** The first checkpoint after a line; undefined when there is none yet. */
  after(line: number): Checkpoint | undefined {
    const index = lastNotAbove(this.lineNumbers, this.count, line) + 1;
    return index < this.count ? this.at(index) : undefined;
  }

  /** The last checkpoint at or before an offset. */
  beforeOffset(offset: number): Checkpoint {
    return this.at(lastNotAbove(this.offsets, this.count, offset));
  }

  /**
   * Drops all beyond a size.
   * @returns the offset from which bytes must be appended again
   */
  truncate(size: number): number {
    const index = lastNotAbove(this.offsets, this.count, size);
    const { line, offset, style } = this.at(index);
    this.count = index + 1;
    this.completeLines = line;
    this.bytes = offset;
    this.lastLineOffset = offset;
    this.style = style;
    this.torn = Buffer.alloc(0);
    this.setDue(line, offset);
    return offset;
  }

  /** Serializes the index of a text that has stopped growing. */
  toBytes(): Buffer {
    const styles = Buffer.from(JSON.stringify(this.styles.map(styleName)));
    const header = Buffer.alloc(headerBytes);
    header.writeUInt32LE(version, 0);
    header.writeUInt32LE(this.count, 4);
    header.writeUInt32LE(styles.length, 8);
    header.writeDoubleLE(this.bytes, 16);
    header.writeDoubleLE(this.completeLines, 24);
    const part = (array: Float64Array | Uint16Array) => Buffer.from(array.slice(0, this.count).buffer as ArrayBuffer);
    const last = Buffer.alloc(8);
    last.writeDoubleLE(this.lastLineOffset);
    return Buffer.concat([header, last, part(this.lineNumbers), part(this.offsets), part(this.styleIds), styles]);
  }

  /** Restores a serialized index; undefined when it does not belong to a text of that size. */
  static fromBytes(bytes: Buffer, size: number): LineIndex | undefined {
    if (bytes.length < headerBytes + 8 || bytes.readUInt32LE(0) !== version || bytes.readDoubleLE(16) !== size) {
      return undefined;
    }
    const count = bytes.readUInt32LE(4);
    const stylesBytes = bytes.readUInt32LE(8);
    if (count < 1 || bytes.length !== headerBytes + 8 + count * 18 + stylesBytes) return undefined;
    const index = new LineIndex();
    index.bytes = size;
    index.completeLines = bytes.readDoubleLE(24);
    index.lastLineOffset = bytes.readDoubleLE(headerBytes);
    index.count = count;
    let at = headerBytes + 8;
    const take = (length: number) => {
      const copy = new Uint8Array(bytes.subarray(at, at + length)).buffer;
      at += length;
      return copy;
    };
    index.lineNumbers = new Float64Array(take(count * 8));
    index.offsets = new Float64Array(take(count * 8));
    index.styleIds = new Uint16Array(take(count * 2));
    const names = JSON.parse(bytes.toString('utf8', at)) as string[];
    index.styles.splice(0, 1, ...names.map(styleNamed));
    return index;
  }

  private at(index: number): Checkpoint {
    return {
      line: this.lineNumbers[index] ?? 0,
      offset: this.offsets[index] ?? 0,
      style: this.styles[this.styleIds[index] ?? 0] ?? noStyle,
    };
  }

  private setDue(line: number, offset: number): void {
    this.dueLine = line + linesApart;
    this.dueOffset = offset + bytesApart;
  }

  private add(line: number, offset: number): void {
    if (this.count === this.offsets.length) this.grow();
    this.lineNumbers[this.count] = line;
    this.offsets[this.count] = offset;
    this.styleIds[this.count] = this.idOf(this.style);
    this.count++;
    this.setDue(line, offset);
  }

  private grow(): void {
    const { lineNumbers, offsets, styleIds } = this;
    this.lineNumbers = new Float64Array(this.count * 2);
    this.lineNumbers.set(lineNumbers);
    this.offsets = new Float64Array(this.count * 2);
    this.offsets.set(offsets);
    this.styleIds = new Uint16Array(this.count * 2);
    this.styleIds.set(styleIds);
  }

  private idOf(style: Style): number {
    const name = styleName(style);
    const known = this.styleIdsByName.get(name);
    if (known !== undefined) return known;
    // More styles than any build uses; beyond them some lines lose their color.
    if (this.styles.length > 0xffff) return 0;
    this.styles.push(style);
    this.styleIdsByName.set(name, this.styles.length - 1);
    return this.styles.length - 1;
  }

  private takeStyle(bytes: Buffer, start: number, end: number): void {
    let from = start;
    if (this.torn.length > 0 && start === 0) {
      const joined = Buffer.concat([this.torn, bytes.subarray(0, Math.min(end, longestEscape))]);
      const length = lengthOfSgr(joined);
      if (length === undefined && end === bytes.length && joined.length < longestEscape) {
        this.torn = joined;
        return;
      }
      if (length !== undefined) {
        this.style = styleAfter(this.style, joined.subarray(0, length));
        from = length - this.torn.length;
      }
      this.torn = Buffer.alloc(0);
    }
    this.style = styleAfter(this.style, bytes.subarray(from, end));
    if (end === bytes.length) this.keepTorn(bytes, from);
  }

  private keepTorn(bytes: Buffer, start: number): void {
    const from = Math.max(start, bytes.length - longestEscape);
    const at = bytes.lastIndexOf(0x1b);
    if (at >= from && lengthOfSgr(bytes.subarray(at)) === undefined) this.torn = Buffer.from(bytes.subarray(at));
  }
}

/** The length of the sequence that the bytes begin with; undefined when it is not whole. */
function lengthOfSgr(bytes: Buffer): number | undefined {
  return /^\x1b\[[0-?]*[ -/]*[@-~]/.exec(bytes.toString('latin1'))?.[0].length;
}

/** The last index whose value is no greater; values rise. */
function lastNotAbove(values: Float64Array, count: number, limit: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
