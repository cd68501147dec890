import { Budget } from '../../javaRegex/automata/budget.ts';
import { type CharSet, contains, tester } from '../../javaRegex/regex/charSet.ts';
import type { Operation } from './endpointTable.ts';
import type { PathGraph } from './pathGraph.ts';

/** Set of places in a graph of paths that a text leads to. Its successors are computed once. */
export interface Front {
  /** Numbers of nodes, ascending; plus the number of all nodes for a place that no text may follow any more. */
  readonly places: readonly number[];
  readonly byCode: Map<number, Front>;
  readonly bySet: Map<CharSet, Front>;
  readonly byLoop: Map<CharSet, Front>;
}

/** Limit of remembered places, after which all fronts are forgotten: hostile patterns could make any number. */
const maxPlaces = 300_000;

/** Cache of the fronts of a graph. Rules have much in common, so that most successors are known from another rule. */
export class Fronts {
  readonly #graph: PathGraph;
  readonly #count: number;
  #known = new Map<string, Front>();
  readonly #sets = new Map<string, CharSet>();
  readonly #marks: Uint32Array;
  readonly #operations = new WeakMap<Front, readonly Operation[]>();
  #round = 0;
  /** Places of all known fronts. */
  #places = 0;
  /** Budget of the current walk: a step takes a character from a single place. */
  budget = new Budget(0);

  constructor(graph: PathGraph) {
    this.#graph = graph;
    this.#count = graph.nodes.length;
    this.#marks = new Uint32Array(this.#count);
  }

  /** Front before any text. */
  get start(): Front {
    const places = new Set<number>();
    this.#arrive(0, at => places.add(at));
    return this.#front([...places]);
  }

  get nowhere(): Front {
    return this.#front([]);
  }

  /** Clears a cache that is too large. Earlier fronts must not be mixed with later ones. */
  tidy(): void {
    if (this.#places <= maxPlaces) return;
    this.#places = 0;
    this.#known = new Map();
    this.#sets.clear();
  }

  overCode(front: Front, code: number): Front {
    const known = front.byCode.get(code);
    if (known !== undefined) return known;
    const next = this.#front(this.#over(front, { code: other => other === code, set: other => contains(other, code) }));
    front.byCode.set(code, next);
    return next;
  }

  overSet(front: Front, given: CharSet): Front {
    const same = front.bySet.get(given);
    if (same !== undefined) return same;
    const set = this.#interned(given);
    const known = front.bySet.get(set);
    if (known !== undefined) return known;
    const next = this.#front(this.#over(front, meets(set)));
    front.bySet.set(set, next);
    return next;
  }

  /** Front after any number of characters of a set. */
  overLoop(front: Front, given: CharSet): Front {
    const set = this.#interned(given);
    const known = front.byLoop.get(set);
    if (known !== undefined) return known;
    const found = new Set(front.places);
    const takes = meets(set);
    for (const place of found) {
      this.#step(place, takes, to => found.add(to));
    }
    const next = this.#front([...found]);
    front.byLoop.set(set, next);
    return next;
  }

  union(a: Front, b: Front): Front {
    if (a === b || b.places.length === 0) return a;
    if (a.places.length === 0) return b;
    return this.#front([...new Set([...a.places, ...b.places])]);
  }

  /** Places where no text was read yet. */
  atStart(front: Front): Front {
    return front.places.includes(0) ? this.start : this.nowhere;
  }

  /** The same places, if no text follows any more. */
  ended(front: Front): Front {
    return this.#front(front.places.map(place => (place < this.#count ? place + this.#count : place)));
  }

  operations(front: Front): readonly Operation[] {
    const known = this.#operations.get(front);
    if (known !== undefined) return known;
    // A place can be in a front twice: with and without text to follow.
    const nodes = new Set(front.places.map(place => place % this.#count));
    const found = [...nodes].flatMap(node => this.#graph.nodes[node]?.operations ?? []);
    this.#operations.set(front, found);
    return found;
  }

  #over(front: Front, takes: Taken): number[] {
    const reached: number[] = [];
    this.#round++;
    const add = (to: number) => {
      if (this.#marks[to] === this.#round) return;
      this.#marks[to] = this.#round;
      reached.push(to);
    };
    for (const place of front.places) this.#step(place, takes, add);
    return reached;
  }

  #step(place: number, takes: Taken, add: (to: number) => void): void {
    const node = this.#graph.nodes[place];
    if (node === undefined) return;
    const { codes, targets, sets } = node;
    this.budget.spend(1 + codes.length + sets.length);
    for (let i = 0; i < codes.length; i++) if (takes.code(codes[i] ?? 0)) this.#arrive(targets[i] ?? 0, add);
    for (const { set, to } of sets) if (takes.set(set)) this.#arrive(to, add);
  }

  #arrive(at: number, add: (to: number) => void): void {
    add(at);
    for (const other of this.#graph.nodes[at]?.also ?? []) this.#arrive(other, add);
  }

  #front(places: number[]): Front {
    this.budget.spend(places.length);
    places.sort((a, b) => a - b);
    const key = places.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const front = { places, byCode: new Map(), bySet: new Map(), byLoop: new Map() };
    this.#known.set(key, front);
    this.#places += 20 + places.length;
    return front;
  }

  /** Interned set of the same characters. */
  #interned(set: CharSet): CharSet {
    this.budget.spend(set.length);
    const key = set.join();
    const known = this.#sets.get(key) ?? set;
    this.#sets.set(key, known);
    return known;
  }
}

/** Step that is taken. */
interface Taken {
  readonly code: (code: number) => boolean;
  readonly set: (set: CharSet) => boolean;
}

function meets(set: CharSet): Taken {
  const overlaps = new Map<CharSet, boolean>();
  return {
    code: tester(set),
    set(other) {
      const known = overlaps.get(other);
      if (known !== undefined) return known;
      const overlap = intersects(other, set);
      overlaps.set(other, overlap);
      return overlap;
    },
  };
}

function intersects(a: CharSet, b: CharSet): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if ((a[i + 1] ?? 0) < (b[j] ?? 0)) i += 2;
    else if ((b[j + 1] ?? 0) < (a[i] ?? 0)) j += 2;
    else return true;
  }
  return false;
}
