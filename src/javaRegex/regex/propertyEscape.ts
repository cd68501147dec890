import { type CharSet, complement } from './charSet.ts';
import type { ParserState } from './parserState.ts';
import { namedProperty, valuedProperty } from './properties.ts';
import { flag, type Scanner } from './scanner.ts';

/** Reads a `\p…` or `\P…`; the cursor stands on its letter, `from` is the place of its backslash. */
export function propertyEscape(state: ParserState, from: number): { readonly set: CharSet; readonly negated: boolean } {
  const { scanner } = state;
  const negated = scanner.codeAt(scanner.cursor) === 0x50;
  const braced = scanner.next() === 0x7b;
  const name = braced ? bracedName(scanner, from) : oneLetter(scanner);
  const set = propertyOf(scanner, name);
  if (set === undefined) throw scanner.error('unknownProperty', from, name);
  if (negated) state.supplementary = true;
  return { set: negated ? complement(set) : set, negated };
}

function oneLetter(scanner: Scanner): string {
  const code = scanner.take();
  return String.fromCodePoint(code);
}

function bracedName(scanner: Scanner, from: number): string {
  scanner.next();
  const start = scanner.cursor;
  // Java appends a } of its own, so that the search always ends.
  while (scanner.take() !== 0x7d && scanner.cursor <= scanner.length);
  const end = scanner.cursor;
  if (end > scanner.length) throw scanner.error('unclosedProperty', from);
  if (start + 1 >= end) throw scanner.error('emptyProperty', from);
  return scanner.text(start, end - 1);
}

function propertyOf(scanner: Scanner, name: string): CharSet | undefined {
  const flags = { caseInsensitive: scanner.has(flag.i), unicodeClasses: scanner.has(flag.U) };
  const equals = name.indexOf('=');
  return equals < 0 ? namedProperty(name, flags) : valuedProperty(name.slice(0, equals), name.slice(equals + 1), flags);
}
