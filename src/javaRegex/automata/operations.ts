import { lineTerminators } from '../regex/predefinedSets.ts';
import { Budget } from './budget.ts';
import { maxStates } from './determinize.ts';
import { aliveStates, classOf, type Dfa } from './dfa.ts';
import { TooComplex } from './tooComplex.ts';

/** Language that a product of two automata accepts. */
export type Combination = 'intersection' | 'difference' | 'union';

function combined(how: Combination, a: boolean, b: boolean): boolean {
  if (how === 'intersection') return a && b;
  return how === 'difference' ? a && !b : a || b;
}

/** Common alphabet of two automata: its intervals, and the class of each in both. */
interface CommonAlphabet {
  readonly bounds: Int32Array;
  readonly classes: Int32Array;
  readonly pairs: readonly (readonly [number, number])[];
}

function commonAlphabet(a: Dfa, b: Dfa): CommonAlphabet {
  const bounds = Int32Array.from(new Set([...a.bounds, ...b.bounds])).sort();
  const ids = new Map<number, number>();
  const pairs: [number, number][] = [];
  const classes = bounds.map(bound => {
    const pair: [number, number] = [classOf(a, bound), classOf(b, bound)];
    const key = pair[0] * b.classCount + pair[1];
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, pairs.length);
    return pairs.push(pair) - 1;
  });
  return { bounds, classes, pairs };
}

/** Budget of a walk over two automata. */
const maxSteps = 400_000;

/**
 * Walks all pairs of states that the two automata can be in together, nearest first.
 * @param budget is charged for each pair that is met, seen before or not
 * @param visit gets each pair, the index of the pair it was reached from, and the class taken; returning true ends the
 *   walk
 */
function walkPairs(
  a: Dfa,
  b: Dfa,
  pairs: CommonAlphabet['pairs'],
  budget: Budget,
  visit: (stateA: number, stateB: number, from: number, pair: number) => boolean,
): void {
  const found = new Set<number>([0]);
  if (visit(0, 0, -1, -1)) return;
  let from = 0;
  // Iterating a set also visits keys that are added meanwhile, in that order.
  for (const key of found) {
    const stateA = Math.floor(key / b.stateCount);
    const stateB = key % b.stateCount;
    for (const [pair, [classA, classB]] of pairs.entries()) {
      const nextA = a.next[stateA * a.classCount + classA] ?? 0;
      const nextB = b.next[stateB * b.classCount + classB] ?? 0;
      const size = found.size;
      if (found.add(nextA * b.stateCount + nextB).size > size && visit(nextA, nextB, from, pair)) return;
    }
    budget.spend(pairs.length);
    from++;
  }
}

/** Builds the automaton of the intersection, difference or union. */
export function product(a: Dfa, b: Dfa, how: Combination, budget = new Budget(maxSteps)): Dfa {
  const { bounds, classes, pairs } = commonAlphabet(a, b);
  const ids = new Map<number, number>();
  const accepting: number[] = [];
  walkPairs(a, b, pairs, budget, (stateA, stateB) => {
    if (accepting.length >= maxStates) throw new TooComplex('states');
    ids.set(stateA * b.stateCount + stateB, accepting.length);
    accepting.push(combined(how, a.accepts[stateA] === 1, b.accepts[stateB] === 1) ? 1 : 0);
    return false;
  });
  const next = new Int32Array(accepting.length * pairs.length);
  for (const [key, id] of ids) {
    const stateA = Math.floor(key / b.stateCount);
    const stateB = key % b.stateCount;
    for (const [pair, [classA, classB]] of pairs.entries()) {
      const nextA = a.next[stateA * a.classCount + classA] ?? 0;
      const nextB = b.next[stateB * b.classCount + classB] ?? 0;
      next[id * pairs.length + pair] = ids.get(nextA * b.stateCount + nextB) ?? 0;
    }
  }
  const accepts = Uint8Array.from(accepting);
  const alive = aliveStates(next, accepts, pairs.length);
  return { bounds, classes, classCount: pairs.length, next, accepts, stateCount: accepts.length, alive };
}

/** Finds a shortest text that the combination accepts, or undefined where there is none. */
export function witness(a: Dfa, b: Dfa, how: Combination, budget = new Budget(maxSteps)): string | undefined {
  const { bounds, classes, pairs } = commonAlphabet(a, b);
  const trail: { readonly from: number; readonly pair: number }[] = [];
  let found = -1;
  walkPairs(a, b, pairs, budget, (stateA, stateB, from, pair) => {
    trail.push({ from, pair });
    if (!combined(how, a.accepts[stateA] === 1, b.accepts[stateB] === 1)) return false;
    found = trail.length - 1;
    return true;
  });
  if (found < 0) return undefined;
  const characters = nicestCharacters(bounds, classes, pairs.length);
  let text = '';
  for (let step = trail[found]; step !== undefined && step.from >= 0; step = trail[step.from]) {
    text = (characters[step.pair] ?? '') + text;
  }
  return text;
}

const nice = [...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_/.~', ...'!#$%&*+,:;=?@'];

/** Picks a readable character for each class, if it has any. */
function nicestCharacters(bounds: Int32Array, classes: Int32Array, count: number): string[] {
  const characters: string[] = [];
  for (const character of nice) characters[classOf({ bounds, classes }, character.codePointAt(0) ?? 0)] ??= character;
  for (const [i, id] of classes.entries()) {
    const low = bounds[i] ?? 0;
    const surrogate = low >= 0xd800 && low <= 0xdfff;
    if (!surrogate) characters[id] ??= String.fromCodePoint(low);
  }
  return Array.from({ length: count }, (_, id) => characters[id] ?? '\ufffd');
}

const examples = new WeakMap<Dfa, string>();

/** Finds a shortest text that the automaton accepts, or undefined where it accepts none. */
export function shortest(dfa: Dfa): string | undefined {
  if (isEmpty(dfa)) return undefined;
  const known = examples.get(dfa) ?? witness(dfa, dfa, 'intersection');
  if (known !== undefined) examples.set(dfa, known);
  return known;
}

export function isEmpty(dfa: Dfa): boolean {
  return dfa.alive[0] !== 1;
}

/** Line terminators are in no URL. */
const lineEnds: ReadonlySet<number> = new Set(lineTerminators);

const universal = new WeakMap<Dfa, boolean>();

/** Whether every URL is accepted, except perhaps the empty one: URLs have no line ends. */
export function acceptsAllUrls(dfa: Dfa): boolean {
  const known = universal.get(dfa);
  if (known !== undefined) return known;
  const classes = [...dfa.bounds.entries()].flatMap(([i, bound]) => (lineEnds.has(bound) ? [] : [dfa.classes[i] ?? 0]));
  const open = new Set(classes.map(id => dfa.next[id] ?? 0));
  let all = true;
  for (const state of open) {
    if (dfa.accepts[state] !== 1) all = false;
    if (!all) break;
    for (const id of classes) open.add(dfa.next[state * dfa.classCount + id] ?? 0);
  }
  universal.set(dfa, all);
  return all;
}

export function isSubset(a: Dfa, b: Dfa): boolean {
  return witness(a, b, 'difference') === undefined;
}

/** Whether `b` accepts all URLs that `a` accepts. */
export function isSubsetInUrls(a: Dfa, b: Dfa, budget: Budget): boolean {
  const { bounds, classes, pairs } = commonAlphabet(a, b);
  const usual = new Set(classes.filter((_, i) => !lineEnds.has(bounds[i] ?? 0)));
  let outside = false;
  const inUrls = pairs.filter((_, pair) => usual.has(pair));
  walkPairs(a, b, inUrls, budget, (stateA, stateB) => {
    outside = a.accepts[stateA] === 1 && b.accepts[stateB] !== 1;
    return outside;
  });
  return !outside;
}

export function isSame(a: Dfa, b: Dfa): boolean {
  return isSubset(a, b) && isSubset(b, a);
}

export function areDisjoint(a: Dfa, b: Dfa): boolean {
  return witness(a, b, 'intersection') === undefined;
}
