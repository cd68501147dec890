// Reads the multipart answer of current controllers for a log, streamed as it comes.
import { Budget } from '../../base/budget.ts';
import { asBoolean, asNumber, asObject, parseJson } from '../../base/json.ts';

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
