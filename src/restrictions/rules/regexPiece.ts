import { Matcher } from '../matching/match.ts';
import type { Pattern, Span } from '../regex/ast.ts';
import { parsePattern } from '../regex/parser.ts';
import { PatternSyntaxError } from '../regex/patternSyntaxError.ts';

/** A stretch of the text, with its offsets in the whole of it. */
export interface Piece extends Span {
  readonly text: string;
}

/** A regular expression in the text. Offsets in its tree and its error count from its own start. */
export interface RegexPiece extends Piece {
  readonly pattern: Pattern | undefined;
  readonly error: PatternSyntaxError | undefined;
  /** Absent where Java refuses the pattern. */
  readonly matcher: Matcher | undefined;
}

type Compiled = Pick<RegexPiece, 'pattern' | 'error' | 'matcher'>;

// A text is read again at each keystroke, and most of its patterns are the same as before.
const recent = new Map<string, Compiled>();
const mostRecent = 4000;

function compiled(source: string): Compiled {
  const known = recent.get(source);
  if (known !== undefined) return known;
  const fresh = compileFresh(source);
  if (recent.size >= mostRecent) recent.delete(recent.keys().next().value ?? '');
  recent.set(source, fresh);
  return fresh;
}

function compileFresh(source: string): Compiled {
  try {
    const pattern = parsePattern(source);
    return { pattern, error: undefined, matcher: new Matcher(pattern) };
  } catch (error) {
    if (error instanceof PatternSyntaxError) return { pattern: undefined, error, matcher: undefined };
    throw error;
  }
}

export function pieceOf(text: string, start: number, end: number): Piece {
  return { start, end, text: text.slice(start, end) };
}

/** The regular expression that stands from one offset of the text to before another. */
export function regexPieceOf(text: string, start: number, end: number): RegexPiece {
  const piece = pieceOf(text, start, end);
  return { ...piece, ...compiled(piece.text) };
}
