import type { Alternation, Anchor, AnchorKind, Flags, Group, Literal, Look, Node, Pattern, Sequence } from './ast.ts';
import { casesOf, characterClass } from './characterClass.ts';
import { type CharSet, sizeOf } from './charSet.ts';
import { escapeSequence, groupName } from './escapes.ts';
import { inlineFlags } from './inlineFlags.ts';
import { hasGreatestLength } from './lookbehind.ts';
import { countPart, foldingOf, nested, newParserState, type ParserState } from './parserState.ts';
import { dotSet } from './predefinedSets.ts';
import { propertyEscape } from './propertyEscape.ts';
import { quantified } from './quantifier.ts';
import { flag, type Scanner } from './scanner.ts';

/**
 * Parses a pattern as `java.util.regex.Pattern.compile` of Java 17 does.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 * @param source the pattern, without delimiters
 * @returns its tree; offsets are UTF-16 units in the source
 * @throws {PatternSyntaxError} where Java refuses the pattern
 */
export function parsePattern(source: string): Pattern {
  const state = newParserState(source);
  const { scanner } = state;
  const root = alternation(state);
  if (scanner.cursor !== scanner.length) {
    const closing = scanner.peek() === 0x29;
    throw scanner.error(
      closing ? 'unmatchedParenthesis' : 'trailingBackslash',
      Math.min(scanner.cursor, scanner.length - 1),
    );
  }
  return {
    source,
    root,
    groupCount: state.groups,
    groupNames: state.names,
    hasBackReference: state.hasBackReference,
    supplementary: state.supplementary,
  };
}

function alternation(state: ParserState): Alternation {
  const { scanner } = state;
  const from = scanner.cursor;
  const alternatives = [sequence(state)];
  while (scanner.peek() === 0x7c) {
    scanner.next();
    alternatives.push(sequence(state));
  }
  return { type: 'alternation', alternatives, ...scanner.span(from) };
}

function sequence(state: ParserState): Sequence {
  const { scanner } = state;
  const items: Node[] = [];
  const folded = new Set<Node>();
  const start = scanner.cursor;
  for (let code = scanner.peek(); !endsSequence(scanner, code); code = scanner.peek()) {
    const part = scanner.flags === 0 && isPlain(code) ? plainLiteral(scanner, code) : itemAt(state, code);
    if (part.type !== 'literal' && part.type !== 'characters') countPart(state);
    items.push(part);
    if (foldingOf(scanner) === 'unicode') folded.add(part);
  }
  if (items.some((item, i) => folded.has(item) && isSingleFolded(item, items[i - 1], items[i + 1]))) {
    state.supplementary = true;
  }
  return { type: 'sequence', items, ...scanner.span(start) };
}

function itemAt(state: ParserState, code: number): Node {
  const { scanner } = state;
  const from = scanner.cursor;
  const item = code === 0x28 ? group(state) : atom(state, code);
  return item.type === 'flags' ? item : quantified(scanner, item, from);
}

/** Whether a character stands for itself in any context: most characters of rules do. */
function isPlain(code: number): boolean {
  if (code >= 0x61) return code <= 0x7a;
  return (code >= 0x2f && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || code === 0x2d;
}

function plainLiteral(scanner: Scanner, codePoint: number): Node {
  const from = scanner.cursor++;
  const { start, end } = scanner.span(from);
  const item: Literal = { type: 'literal', codePoint, set: undefined, escaped: false, start, end };
  return quantified(scanner, item, from);
}

/** Whether it is a letter under `(?iu)` outside of a word: Java then takes it for any code point. */
function isSingleFolded(item: Node, before: Node | undefined, after: Node | undefined): boolean {
  if (item.type === 'quantified') return item.body.type === 'literal' && item.body.set !== undefined;
  return item.type === 'literal' && item.set !== undefined && before?.type !== 'literal' && after?.type !== 'literal';
}

function endsSequence(scanner: Scanner, code: number): boolean {
  return code === 0x7c || code === 0x29 || (code === 0 && scanner.atEnd);
}

function atom(state: ParserState, code: number): Node {
  const { scanner } = state;
  const from = scanner.cursor;
  switch (String.fromCodePoint(code)) {
    case '[': {
      const found = characterClass(state);
      noteSupplementary(state, found.set);
      return { type: 'characters', written: 'class', ...found, ...scanner.span(from) };
    }
    case '\\':
      return escaped(state);
    case '^':
      scanner.next();
      return anchor(scanner, from, caretKind(scanner));
    case '$':
      scanner.next();
      return anchor(scanner, from, dollarKind(scanner));
    case '.': {
      const set = dotSet(scanner);
      scanner.next();
      return {
        type: 'characters',
        set,
        written: 'dot',
        negated: false,
        ...scanner.span(from, from + 1),
      };
    }
    case '?':
    case '*':
    case '+':
      scanner.next();
      throw scanner.error('dangling', from, String.fromCodePoint(code));
    case '{':
      return { type: 'nothing', ...scanner.span(from, from) };
    default:
      scanner.next();
      return literal(state, code, from, from + 1);
  }
}

function literal(state: ParserState, codePoint: number, from: number, to: number): Literal {
  const { scanner } = state;
  const set = foldingOf(scanner) === 'none' ? undefined : casesOf(scanner, codePoint);
  if (isSupplementary(codePoint)) state.supplementary = true;
  return {
    type: 'literal',
    codePoint,
    set: set !== undefined && sizeOf(set) > 1 ? set : undefined,
    escaped: to > from + 1,
    ...scanner.span(from, to),
  };
}

/** Java counts lone surrogates, too. */
function isSupplementary(codePoint: number): boolean {
  return codePoint > 0xffff || (codePoint >= 0xd800 && codePoint <= 0xdfff);
}

function noteSupplementary(state: ParserState, set: CharSet): void {
  if (set.some(isSupplementary)) state.supplementary = true;
}

function escaped(state: ParserState): Node {
  const { scanner } = state;
  const from = scanner.cursor;
  const letter = scanner.codeAt(from + 1);
  if (letter === 0x70 || letter === 0x50) {
    scanner.cursor++;
    const found = propertyEscape(state, from);
    noteSupplementary(state, found.set);
    return { type: 'characters', written: 'property', ...found, ...scanner.span(from) };
  }
  const found = escapeSequence(state, 'outside');
  const place = scanner.span(from);
  switch (found.kind) {
    case 'character':
      return literal(state, found.codePoint, from, scanner.cursor);
    case 'set':
      noteSupplementary(state, found.set);
      return {
        type: 'characters',
        set: found.set,
        written: 'escape',
        negated: found.negated,
        ...place,
      };
    case 'anchor':
      return { type: 'anchor', kind: found.anchor, ...place };
    case 'reference':
      return { type: 'backReference', group: found.group, name: found.name, folding: foldingOf(scanner), ...place };
    default:
      return { type: found.kind, ...place };
  }
}

function anchor(scanner: Scanner, from: number, kind: AnchorKind): Anchor {
  return { type: 'anchor', kind, ...scanner.span(from, from + 1) };
}

function caretKind(scanner: Scanner): AnchorKind {
  if (!scanner.has(flag.m)) return 'begin';
  return scanner.has(flag.d) ? 'unixCaret' : 'caret';
}

function dollarKind(scanner: Scanner): AnchorKind {
  if (scanner.has(flag.m)) return scanner.has(flag.d) ? 'unixMultilineDollar' : 'multilineDollar';
  return scanner.has(flag.d) ? 'unixDollar' : 'dollar';
}

/** Kind of a group, from its opening. */
type Opening =
  | { readonly type: 'flags'; readonly on: string; readonly off: string }
  | { readonly type: 'group'; readonly kind: Group['kind']; readonly index: number; readonly name: string | undefined }
  | { readonly type: 'look'; readonly behind: boolean; readonly negated: boolean; readonly byCodePoints: boolean };

function group(state: ParserState): Group | Look | Flags {
  const { scanner } = state;
  const from = scanner.cursor;
  const flags = scanner.flags;
  const opening = scanner.next() === 0x3f ? specialOpening(state, from) : capture(state, undefined);
  if (opening.type === 'flags') return { ...opening, ...scanner.span(from) };
  const body = nested(state, () => alternation(state));
  if (opening.type === 'look' && opening.behind && !hasGreatestLength(body))
    throw scanner.error('lookbehindLength', from);
  if (scanner.take() !== 0x29) throw scanner.error('unclosedGroup', from);
  scanner.flags = flags;
  return { ...opening, body, ...scanner.span(from) };
}

function capture(state: ParserState, name: string | undefined): Opening {
  state.groups++;
  if (name !== undefined) state.names.set(name, state.groups);
  return { type: 'group', kind: 'capture', index: state.groups, name };
}

/** Reads the text after `(?`; the cursor stands on the question mark. */
function specialOpening(state: ParserState, from: number): Opening {
  const { scanner } = state;
  switch (String.fromCodePoint(scanner.skip())) {
    case ':':
      return { type: 'group', kind: 'plain', index: 0, name: undefined };
    case '>':
      return { type: 'group', kind: 'atomic', index: 0, name: undefined };
    case '=':
      return { type: 'look', behind: false, negated: false, byCodePoints: false };
    case '!':
      return { type: 'look', behind: false, negated: true, byCodePoints: false };
    case '<':
      return angleOpening(state, from);
    case '$':
    case '@':
      throw scanner.error('unknownGroup', from);
    default:
      scanner.cursor--;
      return flagsOpening(scanner, from);
  }
}

function angleOpening(state: ParserState, from: number): Opening {
  const { scanner } = state;
  const code = scanner.take();
  if (code === 0x3d || code === 0x21) {
    const byCodePoints = scanner.anyFrom(scanner.cursor, isSupplementary);
    return { type: 'look', behind: true, negated: code === 0x21, byCodePoints };
  }
  scanner.cursor--;
  const name = groupName(scanner);
  if (state.names.has(name)) throw scanner.error('groupNameTwice', from, name);
  return capture(state, name);
}

function flagsOpening(scanner: Scanner, from: number): Opening {
  const changed = inlineFlags(scanner);
  const code = scanner.take();
  if (code === 0x29) return { type: 'flags', ...changed };
  if (code !== 0x3a) throw scanner.error('unknownFlag', from);
  return { type: 'group', kind: 'plain', index: 0, name: undefined };
}
