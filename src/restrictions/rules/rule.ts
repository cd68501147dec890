import type { Span } from '../../javaRegex/regex/ast.ts';
import { isEscapedAt } from './lines.ts';
import { type PatternCache, type Piece, pieceOf, type RegexPiece, regexPieceOf } from './regexPiece.ts';

/** HTTP methods; the first five are those of Jira's REST API. */
export const httpMethods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'] as const;

export type HttpMethod = (typeof httpMethods)[number];

export interface MethodPrefix extends Span {
  /** Text between the brackets. */
  readonly name: Piece;
  readonly method: HttpMethod;
}

type SuffixKind = 'query' | 'json';

/** `[QueryParam::name==regex]` or `[JsonData::node==regex]`. */
export interface Suffix extends Span {
  readonly kind: SuffixKind;
  readonly text: string;
  readonly name: Piece;
  readonly regex: RegexPiece;
  /** Whether it is written exactly as documented. */
  readonly wellFormed: boolean;
  readonly closed: boolean;
}

/** Rule, as the language defines it. */
export interface Rule extends Span {
  readonly text: string;
  readonly method: MethodPrefix | undefined;
  readonly url: RegexPiece;
  readonly suffixes: readonly Suffix[];
  /** Text after a suffix that belongs to no part of the rule. */
  readonly stray: readonly Piece[];
}

export function httpMethodOf(word: string): HttpMethod | undefined {
  const upper = word.toUpperCase();
  return httpMethods.find(method => method === upper);
}

const prefix = /^\[([A-Za-z]+)\]/;
/** Method, with the blanks after it, as it was perhaps meant: in brackets or not. */
const meantPrefix = /^(?:\[([A-Za-z]+)\]|([A-Za-z]+)(?=[ \t]+(?:\.\*|[/^[(]|https?:)))[ \t]*/;
/** Beginning of a suffix, also misspelled. */
const suffixStart = /\[\s*(query[\s_-]*params?|json[\s_-]*data)\s*(:+|=+)/gi;

/**
 * Parses the rule from an offset of the text to before another.
 * @param reading to the letter, or with a method that stands in no brackets, or before a blank
 */
export function ruleAt(
  text: string,
  { start, end }: Span,
  patterns: PatternCache,
  reading: 'letter' | 'meant' = 'letter',
): Rule {
  const source = text.slice(start, end);
  const method = methodAt(text, source, start, reading);
  const urlStart = start + (method === undefined ? 0 : method.prefixLength);
  const { suffixes, stray, urlEnd } = suffixesOf(text, { start: urlStart, end }, patterns);
  return {
    start,
    end,
    text: source,
    method: method?.prefix,
    url: regexPieceOf(text, urlStart, urlEnd, patterns),
    suffixes,
    stray,
  };
}

function methodAt(
  text: string,
  source: string,
  start: number,
  reading: 'letter' | 'meant',
): { prefix: MethodPrefix; prefixLength: number } | undefined {
  const found = (reading === 'letter' ? prefix : meantPrefix).exec(source);
  const [whole = '', inBrackets, bare = ''] = found ?? [];
  const word = inBrackets ?? bare;
  const method = httpMethodOf(word);
  if (method === undefined) return undefined;
  const from = start + (inBrackets === undefined ? 0 : 1);
  const end = start + whole.trimEnd().length;
  return { prefix: { start, end, name: pieceOf(text, from, from + word.length), method }, prefixLength: whole.length };
}

/** Parts of a rule from the beginning of its URL. */
interface Suffixes {
  readonly suffixes: Suffix[];
  readonly stray: Piece[];
  readonly urlEnd: number;
}

function suffixesOf(text: string, { start: from, end }: Span, patterns: PatternCache): Suffixes {
  const suffixes: Suffix[] = [];
  const stray: Piece[] = [];
  let urlEnd: number | undefined;
  let at = from;
  for (const match of text.slice(from, end).matchAll(suffixStart)) {
    const start = from + match.index;
    if (start < at || isEscapedAt(text, start)) continue;
    if (urlEnd === undefined) urlEnd = start;
    else if (start > at) stray.push(pieceOf(text, at, start));
    const suffix = suffixAt(text, { start, end }, match, patterns);
    suffixes.push(suffix);
    at = suffix.end;
  }
  if (urlEnd !== undefined && at < end) stray.push(pieceOf(text, at, end));
  return { suffixes, stray, urlEnd: urlEnd ?? end };
}

function suffixAt(text: string, { start, end }: Span, opening: RegExpExecArray, patterns: PatternCache): Suffix {
  const kind: SuffixKind = /^query/i.test(opening[1] ?? '') ? 'query' : 'json';
  const close = closingBracket(text, start, end);
  const inside = close ?? end;
  const nameStart = start + opening[0].length;
  const equals = /={1,2}/.exec(text.slice(nameStart, inside));
  const nameEnd = equals === null ? inside : nameStart + equals.index;
  const regexStart = equals === null ? inside : nameEnd + equals[0].length;
  const documented = kind === 'query' ? '[QueryParam::' : '[JsonData::';
  const suffixEnd = close === undefined ? end : close + 1;
  return {
    kind,
    start,
    end: suffixEnd,
    text: text.slice(start, suffixEnd),
    name: pieceOf(text, nameStart, nameEnd),
    regex: regexPieceOf(text, regexStart, inside, patterns),
    wellFormed: opening[0] === documented && equals?.[0] === '==' && nameEnd > nameStart,
    closed: close !== undefined,
  };
}

/** The same span at a later offset. */
export function shiftedSpan<T extends Span>(span: T, by: number): T {
  return by === 0 ? span : { ...span, start: span.start + by, end: span.end + by };
}

/** The same rule at a later offset. */
export function shiftedRule(rule: Rule, by: number): Rule {
  if (by === 0) return rule;
  const { method, url, suffixes, stray } = rule;
  return {
    ...shiftedSpan(rule, by),
    method: method === undefined ? undefined : { ...shiftedSpan(method, by), name: shiftedSpan(method.name, by) },
    url: url.shifted(by),
    suffixes: suffixes.map(suffix => ({
      ...shiftedSpan(suffix, by),
      name: shiftedSpan(suffix.name, by),
      regex: suffix.regex.shifted(by),
    })),
    stray: stray.map(piece => shiftedSpan(piece, by)),
  };
}

/** Closing bracket of the one at `start`; skips classes in between. */
function closingBracket(text: string, start: number, end: number): number | undefined {
  let depth = 0;
  for (let i = start; i < end; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') depth++;
    else if (text[i] === ']' && --depth === 0) return i;
  }
  return undefined;
}
