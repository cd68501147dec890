import type { Node, Sequence, Span } from '../../javaRegex/regex/ast.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';
import type { RuleLine } from '../rules/restrictions.ts';
import type { Rule } from '../rules/rule.ts';
import type { Edit } from './diagnostic.ts';

/** Regular expressions of a rule. */
export function regexesOf(rule: Rule): readonly RegexPiece[] {
  return [rule.url, ...rule.suffixes.map(suffix => suffix.regex)];
}

/** Whether Java refuses any of a rule's patterns. */
export function isRefused({ url, suffixes }: Rule): boolean {
  return url.error !== undefined || suffixes.some(({ regex }) => regex.error !== undefined);
}

/** Whether a rule begins with a bracket around no method. */
export function hasStrangeBeginning({ method, text }: Rule): boolean {
  return method === undefined && text.startsWith('[');
}

/** Converts a place in a regular expression to a place in the whole text. */
export function spanIn(regex: RegexPiece, { start, end }: Span): { start: number; end: number } {
  return { start: regex.start + start, end: regex.start + end };
}

/** Converts the place of a match to a place in the whole text. */
export function spanOfMatch(regex: Span, match: RegExpMatchArray, group = 0): { start: number; end: number } {
  const start = regex.start + (match.index ?? 0);
  return { start, end: start + (match[group]?.length ?? 0) };
}

/** Only alternative of a pattern, if it has a single one. */
export function onlySequence(regex: RegexPiece): Sequence | undefined {
  const alternatives = regex.pattern?.root.alternatives ?? [];
  return alternatives.length === 1 ? alternatives[0] : undefined;
}

/** `.*`, in any mode. */
export function isAnything(node: Node | undefined): boolean {
  return (
    node?.type === 'quantified' &&
    node.body.type === 'characters' &&
    node.body.written === 'dot' &&
    node.min === 0 &&
    node.max > 1000
  );
}

/** Finds matches in a pattern that begin at a character that is neither escaped nor in a character class. */
export function* plainMatches(source: string, expression: RegExp): Generator<RegExpExecArray> {
  let plain: Uint8Array | undefined;
  for (const match of source.matchAll(expression)) {
    plain ??= plainPlaces(source);
    if (plain[match.index] === 1) yield match;
  }
}

function plainPlaces(source: string): Uint8Array<ArrayBuffer> {
  const plain = new Uint8Array(source.length + 1);
  let inClass = 0;
  for (let i = 0; i <= source.length; i++) {
    plain[i] = inClass === 0 ? 1 : 0;
    if (source[i] === '\\') i++;
    else if (source[i] === '[') {
      inClass++;
      i = bracketInClass(source, i) ?? i;
    } else if (source[i] === ']' && inClass > 0) inClass--;
  }
  return plain;
}

/** Index of a bracket that is the first item of a class, which it does not close then. */
function bracketInClass(source: string, open: number): number | undefined {
  const first = source[open + 1] === '^' ? open + 2 : open + 1;
  return source[first] === ']' ? first : undefined;
}

export function insert(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}

export function remove(span: Span): Edit {
  return { start: span.start, end: span.end, newText: '' };
}

/** Rule to be removed: with its line or, beside others, with the blanks between them. */
export function wholeRule(line: RuleLine, { start, end }: Rule): Span {
  const at = line.rules.findIndex(rule => rule.start === start);
  const before = line.rules[at - 1];
  const next = line.rules[at + 1];
  if (next !== undefined) return { start, end: next.start };
  return before === undefined ? wholeLine(line) : { start: before.end, end: Math.max(end, line.end) };
}

/** Line with its separator. */
function wholeLine(line: RuleLine): Span {
  return { start: line.start, end: line.separatorSpan.end };
}
