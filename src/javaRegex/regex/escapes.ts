import type { AnchorKind } from './ast.ts';
import { type CharSet, complement } from './charSet.ts';
import { controlEscape, hexadecimalEscape, namedEscape, octalEscape, unicodeEscape } from './numericEscapes.ts';
import type { ParserState } from './parserState.ts';
import { predefinedSet } from './predefinedSets.ts';
import { flag, type Scanner } from './scanner.ts';

/** Meaning of an escape other than `\p`. */
export type Escape =
  | { readonly kind: 'character'; readonly codePoint: number }
  | { readonly kind: 'set'; readonly set: CharSet; readonly negated: boolean }
  | { readonly kind: 'anchor'; readonly anchor: AnchorKind }
  | { readonly kind: 'newline' | 'grapheme' }
  | { readonly kind: 'reference'; readonly group: number; readonly name: string | undefined };

/** Context of the escape: a class has no anchors, and as a bound of a range `\v` is a single character. */
export type EscapePlace = 'outside' | 'class' | 'range';

const controlCharacters: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

const numeric: Readonly<Record<string, (scanner: Scanner, from: number) => number>> = {
  '0': octalEscape,
  c: controlEscape,
  N: namedEscape,
  u: unicodeEscape,
  x: hexadecimalEscape,
};

const anchors: Readonly<Record<string, AnchorKind>> = { A: 'begin', G: 'lastMatch', z: 'end' };

/**
 * Reads an escape; the cursor stands on its backslash.
 * @throws {PatternSyntaxError} where Java knows no such escape, or not here
 */
export function escapeSequence(state: ParserState, place: EscapePlace): Escape {
  const { scanner } = state;
  const from = scanner.cursor;
  const code = scanner.skip();
  const letter = String.fromCodePoint(code);
  const codePoint = characterEscape(scanner, letter, place, from);
  if (codePoint !== undefined) return { kind: 'character', codePoint };
  const set = predefinedSet(letter.toLowerCase(), scanner);
  if (set !== undefined) {
    const negated = letter < 'a';
    return { kind: 'set', set: negated ? complement(set) : set, negated };
  }
  if (/[0-9A-Za-z]/.test(letter)) {
    const outside = place === 'outside' ? outsideEscape(state, letter, from) : undefined;
    if (outside === undefined) throw scanner.error('escape', from, letter);
    return outside;
  }
  return { kind: 'character', codePoint: code };
}

function characterEscape(scanner: Scanner, letter: string, place: EscapePlace, from: number): number | undefined {
  if (letter === 'v' && place === 'range') return 11;
  return controlCharacters[letter] ?? numeric[letter]?.(scanner, from);
}

function outsideEscape(state: ParserState, letter: string, from: number): Escape | undefined {
  const { scanner } = state;
  if (letter >= '1' && letter <= '9') return numberedReference(state, Number(letter));
  const anchor = anchors[letter];
  if (anchor !== undefined) return { kind: 'anchor', anchor };
  switch (letter) {
    case 'b':
      return { kind: 'anchor', anchor: boundary(scanner, from) };
    case 'B':
      return { kind: 'anchor', anchor: scanner.has(flag.U) ? 'unicodeNotBoundary' : 'notBoundary' };
    case 'Z':
      return { kind: 'anchor', anchor: scanner.has(flag.d) ? 'unixDollar' : 'dollar' };
    case 'R':
      return { kind: 'newline' };
    case 'X':
      return { kind: 'grapheme' };
    case 'k':
      return namedReference(state, from);
    default:
      return undefined;
  }
}

function boundary(scanner: Scanner, from: number): AnchorKind {
  const saved = scanner.cursor;
  if (scanner.peek() === 0x7b) {
    if (scanner.skip() === 0x67) {
      if (scanner.take() === 0x7d) return 'graphemeBoundary';
      throw scanner.error('escape', from, 'b{g');
    }
    scanner.cursor = saved;
  }
  return scanner.has(flag.U) ? 'unicodeBoundary' : 'boundary';
}

/** Takes further digits as long as there is a group of that number. */
function numberedReference(state: ParserState, digit: number): Escape {
  const { scanner } = state;
  let group = digit;
  for (let code = scanner.peek(); code >= 0x30 && code <= 0x39; code = scanner.peek()) {
    const longer = group * 10 + code - 0x30;
    if (longer > state.groups) break;
    group = longer;
    scanner.take();
  }
  state.hasBackReference = true;
  return { kind: 'reference', group, name: undefined };
}

function namedReference(state: ParserState, from: number): Escape {
  const { scanner } = state;
  if (scanner.take() !== 0x3c) throw scanner.error('groupReference', from);
  const name = groupName(scanner);
  const group = state.names.get(name);
  if (group === undefined) throw scanner.error('groupNameUnknown', from, name);
  state.hasBackReference = true;
  return { kind: 'reference', group, name };
}

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}

/** Reads `name>`; the cursor stands on the name's first letter. */
export function groupName(scanner: Scanner): string {
  const from = scanner.cursor;
  let code = scanner.take();
  if (!isLetter(code)) throw scanner.error('groupNameStart', from);
  let name = '';
  for (; isLetter(code) || (code >= 0x30 && code <= 0x39); code = scanner.take()) name += String.fromCodePoint(code);
  if (code !== 0x3e) throw scanner.error('groupNameEnd', from);
  return name;
}
