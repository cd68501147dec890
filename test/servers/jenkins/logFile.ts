/** A build's log as it lies on the controller's disk: raw bytes, console notes included. */
export class LogFile {
  #chunks: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(text: string | Buffer): void {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  bytes(): Buffer {
    if (this.#chunks.length !== 1) this.#chunks = [Buffer.concat(this.#chunks, this.#length)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }
}

const NOTE = /\u001b\[8mha:[^\u001b]*\u001b\[0m/g;

/** Without the console notes; line ends stay as the build wrote them. Latin-1 keeps bytes one to one. */
export function withoutNotes(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(NOTE, ''), 'latin1');
}

/** Lone line feeds become CRLF, as the plain log answers have them. */
export function withCrlf(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/(?<!\r)\n/g, '\r\n'), 'latin1');
}

// The real payload is a signed, gzipped Java object; only its frame and its usual length matter to a client.
const NOTE_BYTES = 189;

/** A console note: invisible markup that the HTML view turns into a link. */
export function consoleNote(kind: string): string {
  const payload = Buffer.alloc(NOTE_BYTES);
  for (let at = 0; at < NOTE_BYTES; at++) payload[at] = (kind.charCodeAt(at % kind.length) * 31 + at * 17) % 256;
  return `\u001b[8mha:////${payload.toString('base64')}\u001b[0m`;
}
