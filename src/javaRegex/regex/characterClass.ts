import { toUpper, unicodeCasesOf, withAsciiCases, withUnicodeCases } from './caseFolding.ts';
import { type CharSet, charSet, complement, emptySet, intersection, union } from './charSet.ts';
import { type Escape, escapeSequence } from './escapes.ts';
import { foldingOf, nested, type ParserState } from './parserState.ts';
import { propertyEscape } from './propertyEscape.ts';
import type { Scanner } from './scanner.ts';

const ampersand = 0x26;
const hyphen = 0x2d;
const open = 0x5b;
const close = 0x5d;
const caret = 0x5e;

/**
 * Set of a class, computed at its end. Java keeps single Latin-1 characters in one table per class, which an
 * intersection holds by reference: characters after `&&` still enter the side before it.
 */
type LateSet = () => CharSet;

interface Gathering {
  /** All characters so far, except those of the table that are not yet in it. */
  all: LateSet | undefined;
  /** Last added item: the right side of an intersection that has none. */
  last: LateSet | undefined;
  table: CharSet;
  tableIsLoose: boolean;
  readonly tableSet: LateSet;
}

/** Set that a character of the pattern matches under the current flags. */
export function casesOf(scanner: Scanner, codePoint: number): CharSet {
  switch (foldingOf(scanner)) {
    case 'none':
      return charSet(codePoint, codePoint);
    case 'ascii':
      return withAsciiCases(charSet(codePoint, codePoint));
    default:
      return unicodeCasesOf(codePoint);
  }
}

function rangeOf(scanner: Scanner, low: number, high: number): CharSet {
  const run = charSet(low, high);
  const folding = foldingOf(scanner);
  if (folding === 'none') return run;
  return folding === 'ascii' ? withAsciiCases(run) : withUnicodeCases(low, high);
}

/**
 * Reads a character class, nested ones and intersections with it; the cursor stands on its bracket.
 * @throws {PatternSyntaxError}
 */
export function characterClass(state: ParserState): { readonly set: CharSet; readonly negated: boolean } {
  const from = state.scanner.cursor;
  const negated = state.scanner.codeAt(from + 1) === caret;
  return { set: nested(state, () => classBody(state, from, true))(), negated };
}

/**
 * Reads a class up to its bracket, and passes the bracket if `consume` is set. The cursor stands before its first item.
 */
function classBody(state: ParserState, from: number, consume: boolean): LateSet {
  const { scanner } = state;
  const gathering: Gathering = {
    all: undefined,
    last: undefined,
    table: emptySet,
    tableIsLoose: false,
    tableSet: () => gathering.table,
  };
  let code = scanner.next();
  const negated = code === caret && scanner.codeAt(scanner.cursor - 1) === open;
  if (negated) code = scanner.next();
  while (code !== close || (gathering.all === undefined && !gathering.tableIsLoose)) {
    classItem(state, gathering, code, from);
    code = scanner.peek();
  }
  if (consume) scanner.next();
  mergeTable(gathering);
  const all = gathering.all ?? (() => emptySet);
  return negated ? () => complement(all()) : all;
}

function classItem(state: ParserState, gathering: Gathering, code: number, from: number): void {
  const { scanner } = state;
  if (code === open) {
    const inner = scanner.cursor;
    add(
      gathering,
      nested(state, () => classBody(state, inner, true)),
    );
    return;
  }
  if (code === ampersand) {
    if (scanner.next() === ampersand) {
      intersectionRest(state, gathering);
      return;
    }
    scanner.cursor--;
  } else if (code === 0 && scanner.atEnd) {
    throw scanner.error('unclosedClass', from);
  }
  range(state, gathering);
}

function add(gathering: Gathering, item: LateSet): void {
  const { all } = gathering;
  gathering.last = item;
  gathering.all = all === undefined ? item : () => union(all(), item());
}

function mergeTable(gathering: Gathering): void {
  if (!gathering.tableIsLoose) return;
  gathering.tableIsLoose = false;
  const { all, tableSet } = gathering;
  if (all === undefined) gathering.last = tableSet;
  gathering.all = all === undefined ? tableSet : () => union(all(), tableSet());
}

/** Reads the right side of `&&`; the cursor stands on the second ampersand. */
function intersectionRest(state: ParserState, gathering: Gathering): void {
  const { scanner } = state;
  const from = scanner.cursor - 1;
  let right: LateSet | undefined;
  for (let code = scanner.next(); code !== close && code !== ampersand; code = scanner.peek()) {
    const isClass = code === open;
    if (!isClass) scanner.cursor--;
    const inner = scanner.cursor;
    const item = nested(state, () => classBody(state, inner, isClass));
    const before = right;
    right = before === undefined ? item : () => union(before(), item());
  }
  mergeTable(gathering);
  if (right !== undefined) gathering.last = right;
  const { all, last } = gathering;
  if (all === undefined) {
    if (right === undefined) throw scanner.error('emptyIntersection', from);
    gathering.all = right;
  } else {
    gathering.all = () => intersection(all(), (last ?? all)());
  }
}

/** Reads a character, an escape, or a range of characters. */
function range(state: ParserState, gathering: Gathering): void {
  const { scanner } = state;
  const from = scanner.cursor;
  const first = rangeBound(state, from);
  if (first.kind === 'set') {
    add(gathering, () => first.set);
    return;
  }
  if (first.kind !== 'character') return;
  if (scanner.peek() === hyphen) {
    const after = scanner.codeAt(scanner.cursor + 1);
    if (after !== open && after !== close) {
      const set = rangeOf(scanner, first.codePoint, rangeEnd(state, first.codePoint, from));
      add(gathering, () => set);
      return;
    }
  }
  addCharacter(scanner, gathering, first.codePoint);
}

function rangeBound(state: ParserState, from: number): Escape {
  const { scanner } = state;
  const code = scanner.peek();
  if (code !== 0x5c) {
    scanner.next();
    return { kind: 'character', codePoint: code };
  }
  const letter = scanner.codeAt(scanner.cursor + 1);
  if (letter === 0x70 || letter === 0x50) {
    scanner.cursor++;
    return { kind: 'set', ...propertyEscape(state, from) };
  }
  const beforeRange = scanner.codeAt(scanner.cursor + 2) === hyphen;
  return escapeSequence(state, beforeRange ? 'range' : 'class');
}

/** Reads the end of a range; the cursor stands on its hyphen. */
function rangeEnd(state: ParserState, low: number, from: number): number {
  const { scanner } = state;
  const code = scanner.next();
  let high = code;
  if (code === 0x5c) {
    const end = escapeSequence(state, 'range');
    high = end.kind === 'character' ? end.codePoint : -1;
  } else {
    scanner.next();
  }
  if (high < low) throw scanner.error('classRange', from);
  return high;
}

/** Adds single Latin-1 characters to the class's table, except those that fold to others beyond it. */
function addCharacter(scanner: Scanner, gathering: Gathering, codePoint: number): void {
  const set = casesOf(scanner, codePoint);
  const beyond = foldingOf(scanner) === 'unicode' && (toUpper(codePoint) > 0xff || set.some(bound => bound > 0xff));
  if (codePoint > 0xff || beyond) {
    add(gathering, () => set);
    return;
  }
  gathering.table = union(gathering.table, set);
  gathering.tableIsLoose = true;
}
