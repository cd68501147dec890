// Reads Jenkins' two answers for a log: the multipart answer of current controllers, streamed as it comes, and the
// plain answer of all others.
import { asBoolean, asNumber, asObject } from '../../base/json.ts';

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

/**
 * Splits a multipart answer: yields pieces of the `text` part as they come, then the `meta` part. Holds back at most a
 * delimiter's length of text.
 */
export async function* readMultipartLog(pieces: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<LogPart> {
  const reader = new MultipartReader(boundary);
  for await (const piece of pieces) yield* reader.read(piece);
}

type PartKind = 'none' | 'text' | 'meta';

class MultipartReader {
  private readonly delimiter: Buffer;
  // The first delimiter has no line end before it; with this one, all parts look alike.
  private held: Buffer = Buffer.from('\r\n');
  private kind: PartKind = 'none';
  private inHead = false;
  private meta: Buffer[] = [];

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
    if (end < 0) return false;
    this.kind = /name="?text"?/.test(this.held.toString('latin1', 0, end)) ? 'text' : 'meta';
    this.held = this.held.subarray(end + 4);
    this.inHead = false;
    return true;
  }

  private *take(length: number): Generator<LogPart> {
    const body = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    if (this.kind === 'meta') this.meta.push(body);
    if (this.kind === 'text' && length > 0) yield { text: body };
  }

  private *endPart(): Generator<LogPart> {
    if (this.kind === 'meta') yield { meta: parseMeta(Buffer.concat(this.meta).toString('utf8')) };
    this.meta = [];
    this.kind = 'none';
    this.inHead = true;
    this.held = this.held.subarray(this.delimiter.length);
  }
}

function parseMeta(text: string): LogMeta {
  const json = asObject(JSON.parse(text));
  return {
    completed: asBoolean(json['completed']) ?? false,
    start: asNumber(json['start']) ?? 0,
    end: asNumber(json['end']) ?? 0,
  };
}

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
  private held: Buffer = Buffer.alloc(0);

  /** Text of the next piece of the answer. */
  read(piece: Uint8Array): Uint8Array {
    const bytes = this.held.length > 0 ? Buffer.concat([this.held, piece]) : Buffer.from(piece);
    const cut = lastComplete(bytes);
    this.held = bytes.subarray(cut);
    return this.clean(bytes.subarray(0, cut));
  }

  /** Returns the text held back for a continuation that did not come. */
  end(): Uint8Array {
    const rest = this.held;
    this.held = Buffer.alloc(0);
    return this.clean(rest);
  }

  private clean(bytes: Buffer): Uint8Array {
    const text = withoutCarriageReturns(bytes);
    this.lines += bytes.length - text.length;
    const lastLineEnd = text.lastIndexOf(newline);
    if (lastLineEnd >= 0) this.rawBytesOfLines = this.rawBytes + lastLineEnd + 1;
    this.rawBytes += text.length;
    return withoutNotes(text);
  }
}

const noteStart = Buffer.from('\x1b[8mha:');
const noteEnd = Buffer.from('\x1b[0m');

/** Last place to cut a piece without tearing a CRLF or a console note. */
function lastComplete(bytes: Buffer): number {
  const note = bytes.lastIndexOf(noteStart);
  if (note >= 0 && bytes.indexOf(noteEnd, note) < 0) return note;
  for (let length = Math.min(noteStart.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(noteStart.subarray(0, length))) return bytes.length - length;
  }
  return bytes[bytes.length - 1] === carriageReturn ? bytes.length - 1 : bytes.length;
}

function withoutCarriageReturns(bytes: Buffer): Buffer {
  if (!bytes.includes('\r\n')) return bytes;
  const kept = Buffer.allocUnsafe(bytes.length);
  let size = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === carriageReturn && bytes[i + 1] === newline) continue;
    kept[size++] = byte;
  }
  return kept.subarray(0, size);
}

/** A log's bytes without its console notes. */
function withoutNotes(bytes: Buffer): Buffer {
  let from = bytes.indexOf(noteStart);
  if (from < 0) return bytes;
  const kept: Buffer[] = [];
  let begin = 0;
  while (from >= 0) {
    const end = bytes.indexOf(noteEnd, from);
    if (end < 0) break;
    kept.push(bytes.subarray(begin, from));
    begin = end + noteEnd.length;
    from = bytes.indexOf(noteStart, begin);
  }
  kept.push(bytes.subarray(begin));
  return Buffer.concat(kept);
}
