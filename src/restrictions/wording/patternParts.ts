import {
  type Alternation,
  type Characters,
  type Node,
  type Quantified,
  type Sequence,
  unlimited,
} from '../../javaRegex/regex/ast.ts';
import { type CharSet, complement, sameSet, sizeOf } from '../../javaRegex/regex/charSet.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';

/** Statement about a piece of a pattern. */
export type Said =
  | { readonly kind: 'text'; readonly text: string }
  /** Any characters except some, or none. */
  | { readonly kind: 'anything'; readonly without: string }
  /** At least one character, except some. */
  | { readonly kind: 'something'; readonly without: string }
  | { readonly kind: 'number' }
  /** Optional: a text, and anything after it. */
  | { readonly kind: 'perhaps'; readonly beginnings: readonly string[] }
  /** Part that cannot be described: its source. */
  | { readonly kind: 'pattern'; readonly source: string };

/** Sequence of pieces. */
export type Way = readonly Said[];

/** Part of a pattern, with a few alternatives. */
export type Part = readonly Way[];

const maxWays = 6;
const maxParts = 7;
/** Limit of a pattern's source among the words: more would be no clearer than the pattern. */
const maxWritten = 26;

/** Describes a pattern from its start to its end; undefined where it is too complex for a short description. */
export function partsOfPattern({ pattern, text }: RegexPiece): readonly Part[] | undefined {
  const parts = pattern === undefined ? undefined : new Reader(text).read(pattern.root);
  const written = parts?.flat(2).map(said => (said.kind === 'pattern' ? said.source : ''));
  const isShort = parts !== undefined && parts.length <= maxParts && (written?.join('').length ?? 0) <= maxWritten;
  return isShort ? parts : undefined;
}

/** Splits a pattern into parts, at the slashes around pieces with several ways. */
class Reader {
  readonly #source: string;
  readonly #done: Part[] = [];
  /** Pieces with a single way, up to the last slash. */
  #plain: Said[] = [];
  /** Ways from there on. */
  #ways: Part = [[]];

  constructor(source: string) {
    this.#source = source;
  }

  read(root: Alternation): readonly Part[] | undefined {
    const [only, ...others] = root.alternatives;
    if (only !== undefined && others.length === 0) return this.#readSequence(only);
    const ways = this.#anyOf(root);
    return ways && [ways.map(joined)];
  }

  #readSequence({ items }: Sequence): readonly Part[] | undefined {
    for (const item of items) {
      const ways = this.#waysOf(item);
      const [only = [], ...others] = ways;
      if (others.length === 0) {
        for (const said of only) this.#add(said);
        continue;
      }
      const both = product(this.#ways, ways);
      if (both === undefined) return undefined;
      this.#ways = both;
    }
    this.#endSegment();
    this.#endPlain();
    return this.#done;
  }

  #add(said: Said): void {
    if (said.kind === 'text' && said.text === '/') {
      this.#endSegment();
      this.#plain.push(said);
      return;
    }
    this.#ways = this.#ways.map(way => joined([...way, said]));
  }

  #endSegment(): void {
    const ways = asOne(this.#ways.map(joined));
    const [only = []] = ways;
    if (ways.length === 1) {
      this.#plain.push(...only);
    } else {
      this.#endPlain();
      this.#done.push(ways);
    }
    this.#ways = [[]];
  }

  #endPlain(): void {
    if (this.#plain.length > 0) this.#done.push([joined(this.#plain)]);
    this.#plain = [];
  }

  #waysOf(node: Node): Part {
    return this.#wordsFor(node) ?? [[{ kind: 'pattern', source: this.#source.slice(node.start, node.end) }]];
  }

  #wordsFor(node: Node): Part | undefined {
    switch (node.type) {
      case 'literal':
        return node.set === undefined ? [[textOf(String.fromCodePoint(node.codePoint))]] : undefined;
      case 'characters':
        // An unescaped dot is most often meant as a dot; the other characters that it matches are reported where they
        // matter.
        if (node.written === 'dot') return [[textOf('.')]];
        return fewOf(node.set)?.map(character => [textOf(character)]);
      case 'anchor':
        return ['begin', 'dollar', 'end'].includes(node.kind) ? [[]] : undefined;
      case 'nothing':
        return [[]];
      case 'group':
        return this.#anyOf(node.body);
      case 'quantified':
        return this.#repeated(node);
      default:
        return undefined;
    }
  }

  #anyOf({ alternatives }: Alternation): Part | undefined {
    const ways: Way[] = [];
    for (const { items } of alternatives) {
      let some: Part | undefined = [[]];
      for (const item of items) some &&= product(some, this.#waysOf(item));
      if (some === undefined) return undefined;
      ways.push(...some);
    }
    return ways.length > maxWays ? undefined : ways;
  }

  #repeated({ body, min, max, mode }: Quantified): Part | undefined {
    if (mode === 'possessive') return undefined;
    if (min === 0 && max === 1) return optional(this.#wordsFor(body));
    if (min === max && max <= 3) {
      let ways: Part | undefined = [[]];
      const once = this.#wordsFor(body);
      for (let round = 0; round < max; round++) ways = ways && once && product(ways, once);
      return ways;
    }
    return body.type === 'characters' && max === unlimited && min <= 1 ? manyOf(body, min) : undefined;
  }
}

function textOf(text: string): Said {
  return { kind: 'text', text };
}

/** Characters of a set, if they are few. */
function fewOf(set: CharSet, most = maxWays): string[] | undefined {
  if (sizeOf(set) > most) return undefined;
  const few: string[] = [];
  for (let i = 0; i < set.length; i += 2) {
    for (let code = set[i] ?? 0; code <= (set[i + 1] ?? 0); code++) few.push(String.fromCodePoint(code));
  }
  return few;
}

const digits: CharSet = [0x30, 0x39];

function manyOf({ set, written }: Characters, min: number): Part | undefined {
  if (sameSet(set, digits)) return min === 1 ? [[{ kind: 'number' }]] : undefined;
  // A dot excludes line ends, which are in no URL.
  const without = written === 'dot' ? [] : fewOf(complement(set));
  return without && [[{ kind: min === 0 ? 'anything' : 'something', without: without.join('') }]];
}

/** Optional part; if a slash or a query string begins it, it follows a name rather than being part of it. */
function optional(ways: Part | undefined): Part | undefined {
  const beginnings = ways?.map(([first, second, ...others]) =>
    first?.kind === 'text' && '/?'.includes(first.text) && second?.kind === 'anything' && others.length === 0
      ? first.text
      : undefined,
  );
  if (beginnings?.every(beginning => beginning !== undefined)) return [[{ kind: 'perhaps', beginnings }]];
  return ways && ways.length < maxWays ? [...ways, []] : undefined;
}

/** Combines each way of the first with each of the second; undefined where these are too many. */
function product(first: Part, second: Part): Part | undefined {
  if (first.length * second.length > maxWays) return undefined;
  return first.flatMap(one => second.map(other => [...one, ...other]));
}

/** Joins adjacent texts, and adjacent patterns. */
function joined(way: Way): Way {
  const all: Said[] = [];
  for (const said of way) {
    const last = all.at(-1);
    if (said.kind === 'text' && last?.kind === 'text') all[all.length - 1] = textOf(last.text + said.text);
    else if (said.kind === 'pattern' && last?.kind === 'pattern')
      all[all.length - 1] = { kind: 'pattern', source: last.source + said.source };
    else all.push(said);
  }
  return all;
}

/** The two ways to write the beginning of a URL are no choice for a person. */
function asOne(ways: Part): Part {
  const texts = ways.map(([first, ...others]) => (first?.kind === 'text' && others.length === 0 ? first.text : ''));
  return texts.sort().join(' ') === 'http: https:' ? [[textOf('http(s):')]] : ways;
}
