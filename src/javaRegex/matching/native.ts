import { degreeAtMost } from '../cost/sharing.ts';
import {
  type Alternation,
  type Look,
  type Node,
  nodesOf,
  type Pattern,
  type Quantified,
  unlimited,
} from '../regex/ast.ts';
import type { CharSet } from '../regex/charSet.ts';

// JavaScript's own engine is many times faster than ours, but cannot be stopped, and reads the same pattern
// differently. So it gets a pattern of its own, built from the tree, and only where both surely give the same answer
// and the ways through the pattern are proved to be few.

/** Equivalent of a pattern in JavaScript, if it has any. */
export interface NativePattern {
  readonly whole: RegExp | undefined;
  readonly anywhere: RegExp | undefined;
}

/** Limit of the factor by which alternatives and optional parts multiply the work. */
const maxWays = 200;

/** Translates a pattern for JavaScript; each kind of match is there only if it is proved linear. */
export function nativeOf({ root }: Pattern): NativePattern {
  const degree = degreeAtMost(root);
  if (degree === undefined || degree > 1 || waysThrough(root) > maxWays)
    return { whole: undefined, anywhere: undefined };
  const source = sourceOf(root);
  if (source === undefined) return { whole: undefined, anywhere: undefined };
  // Where any place may be the first, each loop can begin at each place.
  const searchesQuickly = !hasLoops(root) || beginsAtStart(root);
  return {
    whole: new RegExp(`^(?:${source})$`, 'u'),
    anywhere: searchesQuickly ? new RegExp(source, 'u') : undefined,
  };
}

function hasLoops(root: Alternation): boolean {
  return [...nodesOf(root)].some(node => node.type === 'quantified' && node.max === unlimited);
}

function beginsAtStart({ alternatives }: Alternation): boolean {
  return alternatives.every(({ items: [first] }) => first?.type === 'anchor' && first.kind === 'begin');
}

/** Upper bound of the ways through parts without unbounded loops. */
function waysThrough(node: Node | Alternation): number {
  switch (node.type) {
    case 'alternation':
      return node.alternatives.reduce(
        (sum, { items }) => sum + items.reduce((all, item) => all * waysThrough(item), 1),
        0,
      );
    case 'group':
    case 'look':
      return waysThrough(node.body);
    case 'quantified':
      return waysThroughRepeated(node);
    default:
      return 1;
  }
}

function waysThroughRepeated({ body, min, max }: Quantified): number {
  const ways = waysThrough(body);
  if (max === unlimited) return ways;
  return (max - min + 1) * ways ** Math.min(max, 64);
}

/** Writes the pattern for JavaScript; undefined if a part has another meaning there. */
function sourceOf({ alternatives }: Alternation): string | undefined {
  const sources = alternatives.map(({ items }) => joined(items.map(sourceOfNode), ''));
  return joined(sources, '|');
}

function joined(parts: readonly (string | undefined)[], by: string): string | undefined {
  return parts.some(part => part === undefined) ? undefined : parts.join(by);
}

function sourceOfNode(node: Node): string | undefined {
  switch (node.type) {
    case 'literal':
      return node.set === undefined ? escaped(node.codePoint) : classOf(node.set);
    case 'characters':
      return classOf(node.set);
    case 'anchor':
      return { begin: '^', end: '$', dollar: '$' }[node.kind as string];
    case 'group':
      return node.kind === 'atomic' ? undefined : wrapped('(?:', node.body);
    case 'look':
      return sourceOfLook(node);
    case 'quantified':
      return sourceOfQuantified(node);
    case 'flags':
      return '';
    default:
      return undefined;
  }
}

function wrapped(opening: string, body: Alternation): string | undefined {
  const source = sourceOf(body);
  return source === undefined ? undefined : `${opening}${source})`;
}

function sourceOfLook({ behind, negated, body }: Look): string | undefined {
  return behind ? undefined : wrapped(negated ? '(?!' : '(?=', body);
}

function sourceOfQuantified({ body, min, max, mode }: Quantified): string | undefined {
  // JavaScript repeats a group with empty matches in other ways.
  const isPlain = body.type === 'literal' || body.type === 'characters' || max === 1;
  const source = isPlain && mode !== 'possessive' ? sourceOfNode(body) : undefined;
  const isBig = min > 1000 || (max > 1000 && max !== unlimited);
  if (source === undefined || isBig) return undefined;
  return `(?:${source}){${min},${max === unlimited ? '' : max}}${mode === 'lazy' ? '?' : ''}`;
}

function escaped(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}

function classOf(set: CharSet): string {
  let items = '';
  for (let i = 0; i < set.length; i += 2) items += `${escaped(set[i] ?? 0)}-${escaped(set[i + 1] ?? 0)}`;
  return items === '' ? '[]' : `[${items}]`;
}

/** Characters where the two engines differ: surrogates, and line ends, before which Java's `$` matches, too. */
const odd = /[\n\r\u0085\u2028\u2029\ud800-\udfff]/;
const longest = 20_000;

/** Whether JavaScript may be used on a subject. */
export function isPlainSubject(subject: string): boolean {
  return subject.length <= longest && !odd.test(subject);
}
