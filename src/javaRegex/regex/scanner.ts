import type { Span } from './ast.ts';
import { PatternSyntaxError, type SyntaxReason } from './patternSyntaxError.ts';
import { type Unquoted, unquote } from './quotation.ts';

/** The inline flags, as bits. */
export const flag = { i: 1, m: 2, s: 4, d: 8, u: 16, x: 32, U: 64, c: 128 } as const;

/** End of the pattern, and also the character U+0000: `atEnd` distinguishes them. */
const nothingLeft = 0;

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13);
}

/** Walks over a pattern's code points; under `(?x)` it skips blanks and comments where Java does. */
export class Scanner {
  cursor = 0;
  flags = 0;
  readonly length: number;
  readonly #source: string;
  readonly #codes: readonly number[];
  readonly #places: Unquoted['places'];

  constructor(source: string) {
    const { codes, places } = unquote(source);
    this.#source = source;
    this.#codes = codes;
    this.#places = places;
    this.length = codes.length;
  }

  has(bit: number): boolean {
    return (this.flags & bit) !== 0;
  }

  get atEnd(): boolean {
    return this.cursor >= this.length;
  }

  /** Code at a place. */
  codeAt(index: number): number {
    return this.#codes[index] ?? nothingLeft;
  }

  /** Code under the cursor. */
  peek(): number {
    if (this.has(flag.x)) this.#passBlanks();
    return this.codeAt(this.cursor);
  }

  /** Advances; returns the code that is then under the cursor. */
  next(): number {
    this.cursor++;
    return this.peek();
  }

  /** Returns the code under the cursor, and passes it. */
  take(): number {
    const code = this.peek();
    this.cursor++;
    return code;
  }

  /** Passes the code under the cursor, and returns the next one, which it passes, too. */
  skip(): number {
    this.cursor += 2;
    return this.codeAt(this.cursor - 1);
  }

  #passBlanks(): void {
    for (;;) {
      while (isSpace(this.codeAt(this.cursor))) this.cursor++;
      if (this.codeAt(this.cursor) !== 0x23) return;
      while (!this.#endsComment(this.codeAt(this.cursor))) this.cursor++;
    }
  }

  #endsComment(code: number): boolean {
    if (code === nothingLeft || code === 0x0a) return true;
    return !this.has(flag.d) && (code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029);
  }

  /** Beginning in the source of the code at an index. */
  startOf(index: number): number {
    const { length } = this.#source;
    return this.#places === undefined ? Math.min(index, length) : (this.#places.starts[index] ?? length);
  }

  /** Span in the source from an index to before another. */
  span(from: number, to: number = this.cursor): Span {
    const start = this.startOf(from);
    const end = to > from ? this.#endOf(Math.min(to, this.length) - 1) : start;
    return { start, end: Math.max(start, end) };
  }

  #endOf(index: number): number {
    return this.#places === undefined ? index + 1 : (this.#places.ends[index] ?? this.#source.length);
  }

  /** Whether any code from an index on satisfies the test. */
  anyFrom(index: number, is: (code: number) => boolean): boolean {
    return this.#codes.slice(index).some(is);
  }

  /** Text from an index to before another, with quotations resolved. */
  text(from: number, to: number): string {
    return this.#codes
      .slice(from, to)
      .map(code => String.fromCodePoint(code))
      .join('');
  }

  /** Makes an error that reaches from an index to the cursor. */
  error(reason: SyntaxReason, from: number, ...args: string[]): PatternSyntaxError {
    const { start, end } = this.span(Math.max(0, Math.min(from, this.length - 1)), Math.max(this.cursor, from + 1));
    return new PatternSyntaxError(reason, args, { start, end, javaIndex: this.cursor - 1 });
  }
}
