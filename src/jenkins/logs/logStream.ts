// Reads Jenkins' two answers for a log: the multipart answer of current controllers, streamed as it comes, and the
// plain answer of all others.
import { Budget } from '../../base/budget.ts';
import { asBoolean, asNumber, asObject, parseJson } from '../../base/json.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Content of the `meta` part of a multipart answer. */
export interface LogMeta {
  readonly completed: boolean;
  /** Offset of the text in the log file. */
  readonly start: number;
  /** Length of the log file, including an unfinished last line that the text leaves out. */
  readonly end: number;
}

export type LogPart = { readonly text: Uint8Array } | { readonly meta: LogMeta };

/** Limit of a part's head, and of the metadata: both are short. */
const maxHeadBytes = 64 * 1024;

/**
 * Splits a multipart answer: yields pieces of the `text` part as they come, then the `meta` part. Holds back at most a
 * delimiter's length of text. Ends without metadata where a head or the metadata are no such thing.
 */
export async function* readMultipartLog(pieces: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<LogPart> {
  const reader = new MultipartReader(boundary);
  for await (const piece of pieces) {
    yield* reader.read(piece);
    if (reader.isBroken) return;
  }
}

type PartKind = 'none' | 'text' | 'meta';

class MultipartReader {
  private readonly delimiter: Buffer;
  // The first delimiter has no line end before it; with this one, all parts look alike.
  private held: Buffer = Buffer.from('\r\n');
  private kind: PartKind = 'none';
  private inHead = false;
  private meta: Buffer[] = [];
  private readonly budget = new Budget({ bytes: maxHeadBytes });
  /** Whether a head or the metadata are too long. */
  isBroken = false;

  constructor(boundary: string) {
    this.delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  *read(piece: Uint8Array): Generator<LogPart> {
    this.held = Buffer.concat([this.held, piece]);
    while (!this.inHead || this.readHead()) {
      const at = this.held.indexOf(this.delimiter);
      // The end of a piece may be the beginning of a delimiter.
      yield* this.take(at >= 0 ? at : Math.max(0, this.held.length - this.delimiter.length));
      if (at < 0) return;
      yield* this.endPart();
    }
  }

  private readHead(): boolean {
    const end = this.held.indexOf('\r\n\r\n');
    if (end < 0) {
      this.isBroken = this.held.length > maxHeadBytes;
      return false;
    }
    this.kind = /name="?text"?/.test(this.held.toString('latin1', 0, end)) ? 'text' : 'meta';
    this.held = this.held.subarray(end + 4);
    this.inHead = false;
    return true;
  }

  private *take(length: number): Generator<LogPart> {
    const body = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    if (this.kind === 'meta' && this.budget.hold(length)) this.meta.push(body);
    else if (this.kind === 'meta') this.isBroken = true;
    if (this.kind === 'text' && length > 0) yield { text: body };
  }

  private *endPart(): Generator<LogPart> {
    const meta =
      this.kind === 'meta' && !this.isBroken ? parseMeta(Buffer.concat(this.meta).toString('utf8')) : undefined;
    if (meta) yield { meta };
    this.meta = [];
    this.budget.release();
    this.kind = 'none';
    this.inHead = true;
    this.held = this.held.subarray(this.delimiter.length);
  }
}

/** Undefined without its offsets: zeros would mean that the log began anew. */
function parseMeta(text: string): LogMeta | undefined {
  const json = asObject(parseJson(text));
  const [start, end] = [asNumber(json['start']), asNumber(json['end'])];
  if (start === undefined || end === undefined) return undefined;
  return { completed: asBoolean(json['completed']) ?? false, start, end };
}

/** Limit of a console note: a longer one is shown. */
const maxNoteBytes = 256 * 1024;

/**
 * Restores a log from a plain answer: CRLF was LF, and console notes (`ESC[8mha:…ESC[0m`) are no text. Counts the
 * file's own bytes on the way, because the header for the next offset may claim more than was sent.
 */
export class PlainLogReader {
  /** Bytes of the log file in the answer so far. */
  rawBytes = 0;
  /** Those of them up to the last line feed. */
  rawBytesOfLines = 0;
  /** Line feeds that came as CRLF: each was either CRLF or LF in the file. */
  lines = 0;
  private held: Buffer[] = [];
  /** Last bytes of the held text: the end of a note may be torn. */
  private seam: Buffer = Buffer.alloc(0);
  private isInNote = false;
  private readonly budget = new Budget({ bytes: maxNoteBytes });

  /** Text of the next piece of the answer. */
  read(piece: Uint8Array): Uint8Array {
    const own = Buffer.from(piece);
    const goesOn = this.isInNote && !this.endsNote(own);
    if (goesOn && this.budget.hold(own.length)) {
      this.held.push(own);
      this.seam = Buffer.concat([this.seam, own]).subarray(1 - noteEnd.length);
      return Buffer.alloc(0);
    }
    const bytes = this.takeHeld(own);
    // A note that is too long is text, with its beginning.
    const skipped = goesOn ? noteStart.length : 0;
    const open = notesIn(bytes, skipped).find(({ end }) => end === undefined)?.from;
    const cut = open ?? lastComplete(bytes);
    this.isInNote = open !== undefined;
    this.held = cut < bytes.length ? [bytes.subarray(cut)] : [];
    this.seam = bytes.subarray(Math.max(cut, bytes.length + 1 - noteEnd.length));
    this.budget.hold(bytes.length - cut);
    return this.clean(bytes.subarray(0, cut), skipped);
  }

  /** Returns the text held back for a continuation that did not come. */
  end(): Uint8Array {
    return this.clean(this.takeHeld());
  }

  private takeHeld(...more: Buffer[]): Buffer {
    const bytes = Buffer.concat([...this.held, ...more]);
    this.held = [];
    this.budget.release();
    return bytes;
  }

  /** Whether the note that was begun ends in this piece, or turns out to be none. */
  private endsNote(piece: Buffer): boolean {
    return piece.includes(newline) || Buffer.concat([this.seam, piece]).includes(noteEnd);
  }

  private clean(bytes: Buffer, skipped = 0): Uint8Array {
    const text = withoutCarriageReturns(bytes);
    this.lines += bytes.length - text.length;
    const lastLineEnd = text.lastIndexOf(newline);
    if (lastLineEnd >= 0) this.rawBytesOfLines = this.rawBytes + lastLineEnd + 1;
    this.rawBytes += text.length;
    return withoutNotes(text, skipped);
  }
}

const noteStart = Buffer.from('\x1b[8mha:');
const noteEnd = Buffer.from('\x1b[0m');

interface PlacedNote {
  readonly from: number;
  /** Undefined where it goes on behind the bytes. */
  readonly end: number | undefined;
}

/** Finds the notes in bytes of a log. A line end in it shows that it is none. */
function notesIn(bytes: Buffer, start: number): PlacedNote[] {
  const notes: PlacedNote[] = [];
  let close = -1;
  let lineEnd = -1;
  for (let from = placeOf(bytes, noteStart, start); from < bytes.length; ) {
    if (lineEnd < from) lineEnd = placeOf(bytes, newline, from);
    if (close < from) close = placeOf(bytes, noteEnd, from);
    const end = close < lineEnd ? close + noteEnd.length : undefined;
    if (end !== undefined || lineEnd === bytes.length) notes.push({ from, end });
    from = placeOf(bytes, noteStart, end ?? lineEnd);
  }
  return notes;
}

/** Next place of some bytes; the length where there is none. */
function placeOf(bytes: Buffer, wanted: Buffer | number, from: number): number {
  const found = bytes.indexOf(wanted, from);
  return found < 0 ? bytes.length : found;
}

/** Last place to cut a piece without tearing a CRLF or the beginning of a console note. */
function lastComplete(bytes: Buffer): number {
  for (let length = Math.min(noteStart.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(noteStart.subarray(0, length))) return bytes.length - length;
  }
  return bytes[bytes.length - 1] === carriageReturn ? bytes.length - 1 : bytes.length;
}

function withoutCarriageReturns(bytes: Buffer): Buffer {
  if (!bytes.includes('\r\n')) return bytes;
  // Latin-1 has a character for each byte.
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

/** A log's bytes without its console notes. */
function withoutNotes(bytes: Buffer, start: number): Buffer {
  const notes = notesIn(bytes, start);
  if (notes.length === 0) return bytes;
  const kept: Buffer[] = [];
  let begin = 0;
  for (const { from, end } of notes) {
    if (end === undefined) continue;
    kept.push(bytes.subarray(begin, from));
    begin = end;
  }
  kept.push(bytes.subarray(begin));
  return Buffer.concat(kept);
}
