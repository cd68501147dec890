import { type Alternation, type Node, type Quantified, type Sequence, unlimited } from '../regex/ast.ts';
import { type CharSet, charSet, intersection, sameSet } from '../regex/charSet.ts';
import { dot } from '../regex/predefinedSets.ts';

// A proof that needs no trying: how often loops of a pattern can share a stretch of a subject between them. With each
// loop that can, the ways to match are multiplied by the length of the subject; a loop that is fenced off from the one
// before it, by a character that it cannot take, adds none: where it began is then known from where it ended.

/** Where matching can stand: since the last loop these sets of characters were certainly taken, one after the other. */
interface Standing {
  /** How many loops could share a stretch with the one before them. */
  readonly shared: number;
  readonly loops: boolean;
  readonly fence: Fence | undefined;
  /** Loops that cannot fail. */
  readonly last: ReadonlySet<Node>;
}

/** List that grows at its front: patterns may be long. */
interface Fence {
  readonly set: CharSet;
  readonly before: Fence | undefined;
}

/** Thrown for a kind of pattern that this proof does not cover. */
class NoProof extends Error {}

/** Limit of ways through a pattern to follow. */
const maxStandings = 24;

/** A loop of fewer rounds is only a factor. */
const maxRoundsOfAFactor = 16;

/**
 * Finds the loops at the very end that take any line. In subjects without line ends they cannot fail, so that nothing
 * before them is tried again.
 */
function lastLoops({ alternatives }: Alternation, found: Set<Node>): void {
  for (const { items } of alternatives) {
    const last = items.findLast(({ type }) => type !== 'flags' && type !== 'anchor');
    if (last !== undefined) lastLoopsIn(last, found);
  }
}

function lastLoopsIn(last: Node, found: Set<Node>): void {
  if (last.type === 'group') lastLoops(last.body, found);
  if (last.type !== 'quantified') return;
  const { body, max } = last;
  if (max === 1) lastLoopsIn(body, found);
  if (max === unlimited && body.type === 'characters' && holdsAll(body.set, dot)) found.add(last);
}

function holdsAll(set: CharSet, other: CharSet): boolean {
  return sameSet(intersection(set, other), other);
}

/**
 * Upper bound of the power with which the ways to match a pattern grow with a subject's length, if the whole subject
 * must match; a search adds one. It holds for subjects without line ends, such as URLs. Undefined where nothing is
 * proved: repeated groups, lookarounds with loops, references, and parts that never backtrack.
 */
export function degreeAtMost(root: Alternation): number | undefined {
  const known = proved.get(root);
  if (known !== undefined) return known.degree;
  const degree = prove(root);
  proved.set(root, { degree });
  return degree;
}

const proved = new WeakMap<Alternation, { readonly degree: number | undefined }>();

function prove(root: Alternation): number | undefined {
  try {
    const last = new Set<Node>();
    lastLoops(root, last);
    const ends = alternation(root, [{ shared: 0, loops: false, fence: undefined, last }]);
    return 1 + Math.max(0, ...ends.map(({ shared }) => shared));
  } catch (error) {
    if (error instanceof NoProof) return undefined;
    throw error;
  }
}

function alternation({ alternatives }: Alternation, from: readonly Standing[]): readonly Standing[] {
  const ends = alternatives.flatMap(each => sequence(each, from));
  return ends.length <= maxStandings ? ends : merged(ends);
}

/** Merges to the worst case: nothing is certain about it. */
function merged(standings: readonly Standing[]): readonly Standing[] {
  const shared = Math.max(...standings.map(each => each.shared));
  const last = standings[0]?.last ?? new Set();
  return [{ shared, loops: standings.some(each => each.loops), fence: undefined, last }];
}

function sequence({ items }: Sequence, from: readonly Standing[]): readonly Standing[] {
  return items.reduce((standings, item) => node(item, standings), from);
}

function node(item: Node, from: readonly Standing[]): readonly Standing[] {
  switch (item.type) {
    case 'literal':
      return fenced(from, setOf(item));
    case 'characters':
      return fenced(from, item.set);
    case 'anchor':
    case 'flags':
    case 'nothing':
    case 'newline':
      return from;
    case 'group':
      if (item.kind === 'atomic') throw new NoProof();
      return alternation(item.body, from);
    case 'look':
      if (item.behind || hasLoop(item.body)) throw new NoProof();
      return from;
    case 'quantified':
      return quantified(item, from);
    default:
      throw new NoProof();
  }
}

function setOf(item: Extract<Node, { type: 'literal' }>): CharSet {
  return item.set ?? charSet(item.codePoint, item.codePoint);
}

function fenced(from: readonly Standing[], set: CharSet): readonly Standing[] {
  return from.map(each => (each.loops ? { ...each, fence: { set, before: each.fence } } : each));
}

function quantified(item: Quantified, from: readonly Standing[]): readonly Standing[] {
  if (item.mode === 'possessive') throw new NoProof();
  const { body, max } = item;
  if (max <= maxRoundsOfAFactor) return fewRounds(item, from);
  if (body.type !== 'literal' && body.type !== 'characters') throw new NoProof();
  const set = body.type === 'literal' ? setOf(body) : body.set;
  return from.map(({ shared, loops, fence, last }) => {
    const apart = !loops || last.has(item) || keepsOut(fence, set);
    return { shared: shared + (apart ? 0 : 1), loops: true, fence: undefined, last };
  });
}

function keepsOut(fence: Fence | undefined, set: CharSet): boolean {
  for (let each = fence; each !== undefined; each = each.before) {
    if (intersection(each.set, set).length === 0) return true;
  }
  return false;
}

function fewRounds({ body, min, max }: Quantified, from: readonly Standing[]): readonly Standing[] {
  if (max === 1 && min === 1) return node(body, from);
  if (!hasLoop(body)) return min === 0 ? from : node(body, from);
  if (max > 1) throw new NoProof();
  const ends = [...from, ...node(body, from)];
  return ends.length <= maxStandings ? ends : merged(ends);
}

function hasLoop(item: Node | Alternation | Sequence): boolean {
  switch (item.type) {
    case 'alternation':
      return item.alternatives.some(hasLoop);
    case 'sequence':
      return item.items.some(hasLoop);
    case 'group':
    case 'look':
      return hasLoop(item.body);
    case 'quantified':
      return item.max > maxRoundsOfAFactor || hasLoop(item.body);
    case 'backReference':
    case 'grapheme':
      return true;
    default:
      return false;
  }
}
