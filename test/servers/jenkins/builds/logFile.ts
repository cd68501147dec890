import { GeneratedLines, generatedLineBytes } from './generatedLines.ts';

const pieceBytes = 256 * 1024;
/** Small pieces are joined up to this. */
const joinedBytes = 1024 * 1024;

interface Piece {
  content: Buffer | GeneratedLines;
  /** Where it begins in the file. */
  start: number;
}

/**
 * A build's log as it lies on the controller's disk: raw bytes, console notes included. What was generated takes no
 * memory, however much it is.
 */
export class LogFile {
  readonly #pieces: Piece[] = [];
  #fresh: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(text: string | Buffer): void {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
    this.#fresh.push(bytes);
    this.#length += bytes.length;
  }

  /** Adds numbered lines that are made when they are read. */
  appendLines(count: number): void {
    this.#settle();
    const last = this.#pieces.at(-1)?.content;
    if (last instanceof GeneratedLines) last.count += count;
    else this.#pieces.push({ content: new GeneratedLines(count), start: this.#length });
    this.#length += count * generatedLineBytes;
  }

  /** The bytes from `start` to `end`, piece by piece. */
  *read(start = 0, end = this.#length): Generator<Buffer> {
    this.#settle();
    for (const { content, start: begins } of this.#pieces) {
      const from = Math.max(0, start - begins);
      const to = Math.min(content.length, end - begins);
      if (from >= to) continue;
      if (content instanceof GeneratedLines) yield* content.read(from, to);
      else for (let at = from; at < to; at += pieceBytes) yield content.subarray(at, Math.min(to, at + pieceBytes));
    }
  }

  /** The bytes at once: not for logs that do not fit into memory. */
  bytes(start = 0, end = this.#length): Buffer {
    return Buffer.concat([...this.read(start, end)]);
  }

  /** Joins what came in small pieces. */
  #settle(): void {
    if (this.#fresh.length === 0) return;
    const fresh = Buffer.concat(this.#fresh);
    this.#fresh = [];
    const last = this.#pieces.at(-1);
    if (last && last.content instanceof Buffer && last.content.length < joinedBytes)
      last.content = Buffer.concat([last.content, fresh]);
    else this.#pieces.push({ content: fresh, start: this.#length - fresh.length });
  }
}

// The real payload is a signed, gzipped Java object; only its frame and its lengths matter to a client.
const NOTE_BYTES = 189;
const SIGNATURE_BYTES = 32;
/** With the three bytes of the slashes, the first number is the negative length of the signature. */
const OBJECT_LENGTH_AT = 1 + SIGNATURE_BYTES;

/**
 * A console note: invisible markup that the HTML view turns into a link.
 * @param data behind the usual bytes
 */
export function consoleNote(kind: string, data = ''): string {
  const payload = Buffer.concat([Buffer.alloc(NOTE_BYTES), Buffer.from(data)]);
  for (let at = 0; at < NOTE_BYTES; at++) payload[at] = (kind.charCodeAt(at % kind.length) * 31 + at * 17) % 256;
  payload.writeInt8(-SIGNATURE_BYTES, 0);
  payload.writeInt32BE(payload.length - OBJECT_LENGTH_AT - 4, OBJECT_LENGTH_AT);
  return `\u001b[8mha:////${payload.toString('base64')}\u001b[0m`;
}

/** Text with the note that makes a button of it, which posts to that URL. */
export function buttonNote(url: string, text: string): string {
  return `${consoleNote('post', `${text.length} ${url}`)}${text}`;
}

/** Buttons in a text, each with its URL and its own text. */
export function* buttonsIn(text: string): Generator<{ start: number; end: number; url: string; words: string }> {
  // The signature, before the length of the object, is in whole groups of four.
  const prefix = consoleNote('post').slice(0, '\u001b[8mha:////'.length + ((1 + SIGNATURE_BYTES) / 3) * 4);
  for (let start = text.indexOf(prefix); start >= 0; start = text.indexOf(prefix, start + 1)) {
    const noteEnd = text.indexOf('\u001b[0m', start);
    const payload = Buffer.from(text.slice(start + '\u001b[8mha:////'.length, noteEnd), 'base64');
    const [, length, url = ''] = /^(\d+) (.*)$/.exec(payload.subarray(NOTE_BYTES).toString('utf8')) ?? [];
    const from = noteEnd + '\u001b[0m'.length;
    const end = from + Number(length ?? 0);
    yield { start, end, url, words: text.slice(from, end) };
  }
}

/** Line in which a Pipeline tells its next step. */
export function pipelineLine(text: string): string {
  return `${consoleNote('pipeline')}[Pipeline] ${text}\n`;
}
