import { atOnce, type Steps } from '../../base/cooperatively.ts';
import { WeighedLru } from '../../base/weighedLru.ts';
import {
  type Alternation,
  type Anchor,
  type Look,
  type Node,
  nodesOf,
  type Pattern,
  type Quantified,
  type Sequence,
  unlimited,
} from '../regex/ast.ts';
import { anyCharacter, charSet } from '../regex/charSet.ts';
import { lineTerminators } from '../regex/predefinedSets.ts';
import { Budget } from './budget.ts';
import { determinizeSteps } from './determinize.ts';
import type { Dfa } from './dfa.ts';
import { Nfa } from './nfa.ts';
import { product } from './operations.ts';
import { TooComplex } from './tooComplex.ts';

/** Match mode of a rule's pattern: the whole URL, or anywhere in it. */
export type MatchMode = 'full' | 'find';

/** Bytes of automata to keep for each mode. */
const maxKept = 12 * 1024 * 1024;

/** Bytes of a pattern with its automaton, about. */
function bytesOf({ source }: Pattern, dfa: Dfa | TooComplex): number {
  const ofPattern = 500 + 200 * source.length;
  if (dfa instanceof TooComplex) return ofPattern;
  return ofPattern + dfa.next.byteLength + 2 * dfa.bounds.byteLength + 2 * dfa.stateCount;
}

const caches: Readonly<Record<MatchMode, WeighedLru<Pattern, Dfa | TooComplex>>> = {
  full: new WeighedLru(maxKept, bytesOf),
  find: new WeighedLru(maxKept, bytesOf),
};

/** Automata that are in use somewhere: thousands of lookups for a text take no time here. */
const inUse: Readonly<Record<MatchMode, WeakMap<Pattern, WeakRef<Dfa | TooComplex>>>> = {
  full: new WeakMap(),
  find: new WeakMap(),
};

/**
 * Builds the automaton of all subjects that a pattern matches. A `$` before a final line end is taken for the very end:
 * URLs have no line ends.
 * @throws {TooComplex} where it would be too big, or the pattern has parts that are not regular: back references,
 *   lookbehinds, possessive repetitions of more than single characters, `\X`, flags that turn anchors into line anchors
 */
export function dfaOf(pattern: Pattern, mode: MatchMode): Dfa {
  const dfa = atOnce(attemptSteps(pattern, mode));
  if (dfa instanceof TooComplex) throw dfa;
  return dfa;
}

/** Builds the automaton with yield points, so that it is known afterwards. */
export function* learnDfa(pattern: Pattern, mode: MatchMode): Steps<void> {
  yield* attemptSteps(pattern, mode);
}

function* attemptSteps(pattern: Pattern, mode: MatchMode): Steps<Dfa | TooComplex> {
  const known = inUse[mode].get(pattern)?.deref();
  if (known !== undefined) return known;
  const dfa = yield* attempt(pattern, mode);
  caches[mode].set(pattern, dfa);
  inUse[mode].set(pattern, new WeakRef(dfa));
  return dfa;
}

/** Builds the automaton, or undefined where it would be too complex. */
export function dfaIfAny(pattern: Pattern, mode: MatchMode): Dfa | undefined {
  try {
    return dfaOf(pattern, mode);
  } catch (error) {
    if (error instanceof TooComplex) return undefined;
    throw error;
  }
}

/** Budget of a pattern. Most take a few thousand steps. */
const maxSteps = 150_000;

function* attempt(pattern: Pattern, mode: MatchMode): Steps<Dfa | TooComplex> {
  try {
    const nfa = new Nfa(new Budget(maxSteps));
    const end = mode === 'find' ? star(nfa, next => nfa.step(anyCharacter, next), nfa.final) : nfa.final;
    const body = alternation(nfa, pattern.root, end);
    return yield* determinizeSteps(nfa, mode === 'find' ? star(nfa, next => nfa.step(anyCharacter, next), body) : body);
  } catch (error) {
    if (error instanceof TooComplex) return error;
    throw error;
  }
}

function alternation(nfa: Nfa, { alternatives }: Alternation, next: number): number {
  const starts = alternatives.map(item => sequence(nfa, item, next));
  const [only] = starts;
  return starts.length === 1 && only !== undefined ? only : nfa.add(...starts);
}

function sequence(nfa: Nfa, { items }: Sequence, next: number): number {
  return items.reduceRight((following, item) => node(nfa, item, following), next);
}

function node(nfa: Nfa, item: Node, next: number): number {
  switch (item.type) {
    case 'literal':
      return nfa.step(item.set ?? charSet(item.codePoint, item.codePoint), next);
    case 'characters':
      return nfa.step(item.set, next);
    case 'anchor':
      return anchor(nfa, item, next);
    case 'newline':
      return nfa.add(nfa.step(charSet(13, 13), nfa.step(charSet(10, 10), next)), nfa.step(newlines, next));
    case 'group':
      if (item.kind === 'atomic' && !isOneWay(item.body)) throw new TooComplex('construct');
      return alternation(nfa, item.body, next);
    case 'look':
      return look(nfa, item, next);
    case 'quantified':
      return quantified(nfa, item, next);
    case 'flags':
    case 'nothing':
      return next;
    default:
      throw new TooComplex('construct');
  }
}

const newlines = charSet(...lineTerminators, 10, 13);

/** Whether it matches in a single way and length only, so that backtracking has no effect. */
function isOneWay({ alternatives }: Alternation): boolean {
  const [only] = alternatives;
  return (
    alternatives.length === 1 &&
    (only?.items ?? []).every(item => item.type === 'literal' || item.type === 'characters')
  );
}

function anchor(nfa: Nfa, { kind }: Anchor, next: number): number {
  switch (kind) {
    case 'begin':
    case 'lastMatch':
      return nfa.guard('begin', next);
    case 'end':
    case 'dollar':
    case 'unixDollar':
      return nfa.guard('end', next);
    case 'boundary':
    case 'notBoundary':
      return nfa.guard(kind, next);
    default:
      throw new TooComplex('construct');
  }
}

/** The text after a lookahead must both continue the pattern and pass it: an automaton for both takes its place. */
function look(nfa: Nfa, item: Look, next: number): number {
  if (item.behind) throw new TooComplex('construct');
  const inside = new Nfa(nfa.budget);
  const rest = star(inside, to => inside.step(anyCharacter, to), inside.final);
  const body = alternation(inside, item.body, rest);
  if (nfa.looksBack || inside.looksBack) throw new TooComplex('construct');
  const condition = atOnce(determinizeSteps(inside, body));
  return embed(
    nfa,
    product(atOnce(determinizeSteps(nfa, next)), condition, item.negated ? 'difference' : 'intersection', nfa.budget),
  );
}

/** Embeds a deterministic automaton as a part of the NFA that ends at its end. */
function embed(nfa: Nfa, dfa: Dfa): number {
  const first = nfa.states.length;
  nfa.budget.spend(dfa.next.length + dfa.bounds.length);
  for (let state = 0; state < dfa.stateCount; state++) nfa.add(...(dfa.accepts[state] === 1 ? [nfa.final] : []));
  const sets = classSets(dfa);
  for (let state = 0; state < dfa.stateCount; state++) {
    for (const [id, set] of sets.entries()) {
      const to = dfa.next[state * dfa.classCount + id] ?? 0;
      if (dfa.alive[to] === 1) nfa.link(first + state, nfa.step(set, first + to));
    }
  }
  return first;
}

function classSets(dfa: Dfa): number[][] {
  const sets: number[][] = Array.from({ length: dfa.classCount }, () => []);
  for (const [i, id] of dfa.classes.entries()) {
    sets[id]?.push(dfa.bounds[i] ?? 0, (dfa.bounds[i + 1] ?? 0x110000) - 1);
  }
  return sets.map(bounds => [...charSet(...bounds)]);
}

type Build = (next: number) => number;

function star(nfa: Nfa, body: Build, next: number): number {
  const loop = nfa.add(next);
  nfa.link(loop, body(loop));
  return loop;
}

function quantified(nfa: Nfa, item: Quantified, next: number): number {
  if (repeatsPlaces(item)) throw new TooComplex('construct');
  const build: Build = to => node(nfa, item.body, to);
  let following = item.mode === 'possessive' ? afterPossessive(nfa, item, next) : next;
  if (item.max === unlimited) following = star(nfa, build, following);
  else following = optional(nfa, build, item.max - item.min, following);
  for (let i = 0; i < item.min; i++) following = build(following);
  return following;
}

function optional(nfa: Nfa, build: Build, times: number, next: number): number {
  let following = next;
  for (let i = 0; i < times; i++) following = nfa.add(build(following), next);
  return following;
}

/** Lookaheads see all text that follows, which in a loop is the loop itself: that is not supported here. */
function repeatsPlaces({ body, min, max }: Quantified): boolean {
  // Java ends a loop at a round that takes nothing, even before the least number of rounds.
  const isCutShort = min > 1 && mayTakeNothing(body);
  for (const inner of nodesOf(body)) {
    if (inner.type === 'look' || inner.type === 'anchor') return true;
    // It is built with a lookahead, too.
    if ((max === unlimited || isCutShort) && inner.type === 'quantified' && inner.mode === 'possessive') return true;
  }
  return false;
}

/** Whether a part matches the empty text somewhere. */
function mayTakeNothing(part: Node): boolean {
  switch (part.type) {
    case 'literal':
    case 'characters':
    case 'newline':
    case 'grapheme':
      return false;
    case 'quantified':
      return part.min === 0 || mayTakeNothing(part.body);
    case 'group':
      return part.body.alternatives.some(({ items }) => items.every(mayTakeNothing));
    default:
      return true;
  }
}

/** A possessive repetition of a character is a greedy one that no such character follows. */
function afterPossessive(nfa: Nfa, item: Quantified, next: number): number {
  const { body } = item;
  if (item.max !== unlimited || (body.type !== 'literal' && body.type !== 'characters'))
    throw new TooComplex('construct');
  const place = { start: body.start, end: body.end };
  const one = { type: 'sequence', items: [body], ...place } as const;
  const inside = { type: 'alternation', alternatives: [one], ...place } as const;
  return look(nfa, { type: 'look', behind: false, negated: true, byCodePoints: false, body: inside, ...place }, next);
}
