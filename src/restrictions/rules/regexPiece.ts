import type { WeighedLru } from '../../base/weighedLru.ts';
import { Matcher } from '../../javaRegex/matching/match.ts';
import type { Pattern, Span } from '../../javaRegex/regex/ast.ts';
import { parsePattern } from '../../javaRegex/regex/parser.ts';
import { PatternSyntaxError } from '../../javaRegex/regex/patternSyntaxError.ts';

/** Piece of the text, with its offsets in the whole text. */
export interface Piece extends Span {
  readonly text: string;
}

/** Regular expression in the text. Offsets in its tree and its error count from its own start. */
export interface RegexPiece extends Piece {
  readonly pattern: Pattern | undefined;
  readonly error: PatternSyntaxError | undefined;
  /** Absent where Java refuses the pattern. */
  readonly matcher: Matcher | undefined;
  /** The same piece at a later offset. */
  shifted(by: number): RegexPiece;
}

/** Parsed patterns by their source. */
export type PatternCache = WeighedLru<string, ReadPattern>;

/** Parsed pattern; its matcher is made at its first use. */
class ReadPattern {
  readonly pattern: Pattern | undefined;
  readonly error: PatternSyntaxError | undefined;
  #matcher: Matcher | undefined;

  constructor(source: string) {
    try {
      this.pattern = parsePattern(source);
    } catch (error) {
      if (!(error instanceof PatternSyntaxError)) throw error;
      this.error = error;
    }
  }

  get matcher(): Matcher | undefined {
    if (this.pattern !== undefined) this.#matcher ??= new Matcher(this.pattern);
    return this.#matcher;
  }
}

class ReadPiece implements RegexPiece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly #read: ReadPattern;

  constructor(text: string, start: number, read: ReadPattern) {
    this.text = text;
    this.start = start;
    this.end = start + text.length;
    this.#read = read;
  }

  get pattern(): Pattern | undefined {
    return this.#read.pattern;
  }

  get error(): PatternSyntaxError | undefined {
    return this.#read.error;
  }

  get matcher(): Matcher | undefined {
    return this.#read.matcher;
  }

  shifted(by: number): RegexPiece {
    return by === 0 ? this : new ReadPiece(this.text, this.start + by, this.#read);
  }
}

export function pieceOf(text: string, start: number, end: number): Piece {
  return { start, end, text: text.slice(start, end) };
}

/** Parses the regular expression from an offset of the text to before another. */
export function regexPieceOf(text: string, start: number, end: number, patterns: PatternCache): RegexPiece {
  const source = text.slice(start, end);
  const read = patterns.getOrMake(source, () => new ReadPattern(source));
  return new ReadPiece(source, start, read);
}
