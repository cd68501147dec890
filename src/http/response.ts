import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type RequestTrace, TooLargeError, UnexpectedAnswerError } from './errors.ts';
import { reasonIn } from './reason.ts';
import type { WireResponse } from './transport.ts';
import { transportFailure } from './transportFailure.ts';

/** Default limit of a body in memory: 50,000 jobs with their last builds fit. */
const defaultLimitBytes = 64 * 1024 * 1024;
/** Bytes of an error page that contain its title. */
const errorPageBytes = 16 * 1024;

/** Answer with a body that can be read once: as text, as JSON, as a stream, or discarded. */
export class HttpResponse {
  readonly status: number;
  readonly request: RequestTrace;
  private readonly wire: WireResponse;
  private readonly signal: AbortSignal | undefined;
  private readonly ended: () => void;

  /** @param ended called when the body is read or discarded */
  constructor(
    wire: WireResponse,
    request: RequestTrace,
    signal: AbortSignal | undefined,
    ended: () => void = () => undefined,
  ) {
    this.ended = ended;
    this.status = wire.status;
    this.request = request;
    this.wire = wire;
    this.signal = signal;
  }

  /** A header's value, its first one where it came several times. */
  header(name: string): string | undefined {
    const value = this.wire.headers[name.toLowerCase()];
    return Array.isArray(value) ? value[0] : value;
  }

  /** A header's value, empty where it is absent. */
  headerText(name: string): string {
    return this.header(name) ?? '';
  }

  /** All values of a header. */
  headers(name: string): string[] {
    const value = this.wire.headers[name.toLowerCase()];
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [value];
  }

  /** The media type in lower case, without its parameters; empty when none is given. */
  get mediaType(): string {
    const [type = ''] = this.headerText('content-type').split(';', 1);
    return type.trim().toLowerCase();
  }

  /** Servlet containers word their errors in Latin-1. */
  private get charset(): BufferEncoding {
    return /charset="?iso-8859-1\b/i.test(this.headerText('content-type')) ? 'latin1' : 'utf8';
  }

  /**
   * Yields the decoded body in pieces.
   * @throws RequestError
   */
  async *bytes(): AsyncGenerator<Uint8Array> {
    const body = this.decoded();
    try {
      for await (const piece of body) yield piece as Uint8Array;
    } catch (cause) {
      throw transportFailure(cause, this.request, this.signal);
    } finally {
      this.discard();
    }
  }

  /**
   * The whole body as UTF-8 text.
   * @throws TooLargeError beyond `limitBytes`
   */
  async text(limitBytes = defaultLimitBytes): Promise<string> {
    return (await this.whole(limitBytes)).toString('utf8');
  }

  /**
   * The whole body.
   * @throws TooLargeError beyond `limitBytes`
   */
  async whole(limitBytes = defaultLimitBytes): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of this.bytes()) {
      size += piece.length;
      if (size > limitBytes) throw new TooLargeError(limitBytes, this.request, { status: this.status });
      pieces.push(piece);
    }
    return Buffer.concat(pieces, size);
  }

  /**
   * Parses the body as JSON.
   * @throws UnexpectedAnswerError when it is none, TooLargeError beyond the limit
   */
  async json(limitBytes = defaultLimitBytes): Promise<unknown> {
    const text = await this.text(limitBytes);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new UnexpectedAnswerError('the answer is not valid JSON', this.request, { status: this.status, cause });
    }
  }

  /** Extracts the reason from the body; reads a page no further than its title. */
  async reason(): Promise<string | undefined> {
    return reasonIn(this.mediaType, await this.errorText());
  }

  /** Whether the body is empty. Reads it where neither its length nor its type says so. */
  async isEmpty(): Promise<boolean> {
    if (this.header('content-length') === '0') return true;
    return this.header('content-type') === undefined && (await this.start(1)) === '';
  }

  /** The start of an error's body, by default enough for its reason; empty where it cannot be read. */
  errorText(limitBytes = errorPageBytes): Promise<string> {
    return this.start(limitBytes).catch(() => '');
  }

  /** Reads the first `limitBytes` of the body as text; the rest is not read and the connection is closed. */
  async start(limitBytes: number): Promise<string> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of this.bytes()) {
      pieces.push(piece);
      size += piece.length;
      if (size >= limitBytes) break;
    }
    return Buffer.concat(pieces).subarray(0, limitBytes).toString(this.charset);
  }

  /** Discards the body. */
  discard(): void {
    this.ended();
    this.wire.body.on('error', ignore).destroy();
  }

  private decoded(): Readable {
    const coding = this.headerText('content-encoding').toLowerCase();
    const decoder = decoders[coding]?.();
    // An error of either side reaches the reader through the decoder, which pipeline destroys with it.
    return decoder ? pipeline(this.wire.body, decoder, ignore) : this.wire.body;
  }
}

const decoders: Readonly<Record<string, () => ReturnType<typeof createGunzip>>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function ignore(): void {
  // The reader of the decoded stream gets the same error.
}
