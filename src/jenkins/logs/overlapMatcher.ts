/** Ways in which the text of an answer continues the known text. */
export const OverlapKind = {
  /** All of the answer is new. */
  exact: 'exact',
  /** It begins with the line feed that ended the known text, if a line ended there. */
  lineEnd: 'lineEnd',
  /** It begins with all text since a certain place. */
  since: 'since',
  /** It begins at a known distance before the known end of the file, which was inside a line. */
  counted: 'counted',
  /** It begins with the last known bytes, or a little before them where line ends were longer than they were counted. */
  lastBytes: 'lastBytes',
  /** It begins with a part of the known text. */
  overlap: 'overlap',
} as const;
export type OverlapKind = (typeof OverlapKind)[keyof typeof OverlapKind];

const newline = 0x0a;

/** The answer does not continue the known text as expected: none of it was used. */
export class NoOverlapError extends Error {
  constructor() {
    super('the text of the answer does not join on');
    this.name = 'NoOverlapError';
  }
}

/** Console notes are longer: base64 of a signature and of a compressed object. */
const shortestNoteBytes = 40;

/** Bytes to hold for a likely end, before the known text is searched. */
const maxExpected = 1024 * 1024;

/** Finds the beginning of the new text while an answer comes in. Holds at most the known text that it searches. */
export class OverlapMatcher {
  private readonly kind: OverlapKind;
  private readonly known: Buffer;
  private readonly limit: number;
  private readonly expected: number;
  private held: Buffer = Buffer.alloc(0);
  private passed = 0;
  private joined: number | undefined;
  /** Bytes of a torn character at the beginning of the answer. */
  torn = 0;

  /**
   * @param known last bytes of the known text, where the answer begins with some
   * @param limit within which they must end in the answer's text, in bytes
   * @param expected their likely end: tried first, for text that repeats itself
   */
  constructor(kind: OverlapKind, known: Buffer = Buffer.alloc(0), limit = 0, expected = 0) {
    this.kind = kind;
    this.known = known;
    this.limit = limit;
    this.expected = expected > maxExpected ? 0 : expected;
    if (kind === OverlapKind.exact) this.joined = 0;
  }

  /**
   * Bytes of the file before the overlap's end, without notes; undefined until the overlap is found. An answer that
   * begins inside a character has a replacement character of three bytes for each byte left of it.
   */
  get at(): number | undefined {
    return this.joined === undefined ? undefined : this.joined - 2 * this.torn;
  }

  /**
   * Takes the next piece of the text.
   * @returns its new part
   * @throws NoOverlapError when the overlap is not where it must be
   */
  take(piece: Uint8Array): Uint8Array {
    if (this.joined !== undefined) return piece;
    if (piece.length === 0) return piece;
    if (this.kind === OverlapKind.lineEnd) return this.afterLineEnd(piece);
    if (this.kind === OverlapKind.counted) return this.hold(piece);
    return this.kind === OverlapKind.since ? this.afterAll(piece) : this.afterKnown(piece);
  }

  /**
   * Ends the text.
   * @param fileBytes of the answer's part of the file, where the controller tells them
   * @returns the new text that was held back
   */
  end(fileBytes?: number): Uint8Array {
    const nothing = Buffer.alloc(0);
    if (this.joined !== undefined || this.held.length === 0) return nothing;
    if (this.kind === OverlapKind.since) throw new NoOverlapError();
    if (this.kind === OverlapKind.counted) return this.afterLastLine(fileBytes);
    const at = this.held.indexOf(this.known);
    if (at < 0) throw new NoOverlapError();
    this.joined = this.passed + at + this.known.length;
    return this.held.subarray(at + this.known.length);
  }

  private afterLineEnd(piece: Uint8Array): Uint8Array {
    if (piece[0] !== newline) throw new NoOverlapError();
    this.joined = 1;
    return piece.subarray(1);
  }

  private hold(piece: Uint8Array): Uint8Array {
    this.held = Buffer.concat([this.held, piece]);
    if (this.held.length > maxExpected) throw new NoOverlapError();
    return Buffer.alloc(0);
  }

  /** Without notes, places in the text are places in the file: the known text ends with the last line before its end. */
  private afterLastLine(fileBytes = 0): Uint8Array {
    this.torn = tornBytes(this.held);
    const longer = 2 * this.torn;
    const unfinished = fileBytes - (this.held.length - longer);
    const end = this.held.subarray(0, this.limit + longer).lastIndexOf(newline) + 1;
    const isNoted = unfinished < 0 || unfinished >= shortestNoteBytes;
    const same = Math.max(0, Math.min(this.known.length, end - tornCharacterBytes));
    const isKnown = this.held.subarray(end - same, end).equals(this.known.subarray(this.known.length - same));
    if (isNoted || end === 0 || !isKnown) throw new NoOverlapError();
    this.joined = end;
    return this.held.subarray(end);
  }

  /** Skips all known text and compares its end. */
  private afterAll(piece: Uint8Array): Uint8Array {
    const rest = this.limit - this.passed - this.held.length;
    const known = piece.subarray(0, rest);
    this.held = Buffer.concat([this.held, known]);
    const dropped = Math.max(0, this.held.length - this.known.length);
    this.passed += dropped;
    this.held = this.held.subarray(dropped);
    if (this.passed + this.held.length < this.limit) return Buffer.alloc(0);
    if (!this.held.equals(this.known)) throw new NoOverlapError();
    this.joined = this.limit;
    return piece.subarray(known.length);
  }

  private afterKnown(piece: Uint8Array): Uint8Array {
    this.held = Buffer.concat([this.held, piece]);
    if (this.passed === 0) this.torn = tornBytes(this.held);
    const end = this.endOfKnown();
    if (end === undefined) return Buffer.alloc(0);
    const limit = this.limit + 2 * this.torn;
    if (end >= 0) {
      this.joined = this.passed + end;
      if (this.joined > limit) throw new NoOverlapError();
      return this.held.subarray(end);
    }
    if (this.passed + this.held.length > limit) throw new NoOverlapError();
    const dropped = Math.max(0, this.held.length - Math.max(tornCharacterBytes, this.known.length - 1));
    this.passed += dropped;
    this.held = this.held.subarray(dropped);
    return Buffer.alloc(0);
  }

  /** End of the known text in the held text: negative when it is missing, undefined when more text must come first. */
  private endOfKnown(): number | undefined {
    const length = this.known.length;
    const expected = this.expected + 2 * this.torn;
    if (this.passed === 0 && this.expected >= length) {
      if (this.held.length < expected) return undefined;
      if (this.held.subarray(expected - length, expected).equals(this.known)) return expected;
    }
    const at = this.held.indexOf(this.known);
    return at < 0 ? at : at + length;
  }
}

const replacement = Buffer.from('\ufffd');
/** Most bytes in place of a torn character. */
const tornCharacterBytes = 9;

/** Number of bytes of a torn character at the beginning, each as a replacement character. */
function tornBytes(text: Buffer): number {
  let torn = 0;
  while (torn < 3 && text.subarray(3 * torn, 3 * torn + 3).equals(replacement)) torn++;
  return torn;
}
