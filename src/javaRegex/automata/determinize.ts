import type { Steps } from '../../base/cooperatively.ts';
import type { CharSet } from '../regex/charSet.ts';
import { unicodeSet } from '../regex/unicodeSets.ts';
import { aliveStates, type Dfa, type Partition, partition } from './dfa.ts';
import type { Condition, Nfa } from './nfa.ts';
import { TooComplex } from './tooComplex.ts';

export const maxStates = 5000;

/** Steps between two yield points. */
const stepsAtOnce = 30_000;

/** Facts about a place between two characters. */
interface Place {
  readonly begin: boolean;
  readonly end: boolean;
  readonly wordBefore: boolean;
  readonly wordAfter: boolean;
}

function holds(condition: Condition, place: Place): boolean {
  switch (condition) {
    case 'begin':
      return place.begin;
    case 'end':
      return place.end;
    case 'boundary':
      return place.wordBefore !== place.wordAfter;
    default:
      return place.wordBefore === place.wordAfter;
  }
}

/** State under construction: the NFA's states before their empty steps, and the kind of character before. */
interface Kernel {
  readonly states: readonly number[];
  readonly begin: boolean;
  readonly wordBefore: boolean;
}

class Determinizer {
  readonly #nfa: Nfa;
  readonly #sets: readonly CharSet[];
  readonly #setOf: Int32Array;
  readonly #alphabet: Partition;
  readonly #isWord: (characterClass: number) => boolean;
  readonly #seen: Uint32Array;
  #round = 0;
  readonly #ids = new Map<string, number>();
  readonly #kernels: Kernel[] = [];
  readonly #usesWords: boolean;

  constructor(nfa: Nfa) {
    this.#nfa = nfa;
    const { sets, setOf } = distinctSets(nfa);
    this.#setOf = setOf;
    const words = sets.length;
    this.#sets = nfa.usesWords ? [...sets, unicodeSet('[\\p{L}\\p{Nd}_]')] : sets;
    nfa.budget.spend(this.#sets.reduce((sum, set) => sum + 4 * set.length, 0));
    this.#alphabet = partition(this.#sets);
    nfa.budget.spend(this.#alphabet.holds.length);
    const { classCount, holds: held } = this.#alphabet;
    this.#isWord = nfa.usesWords ? id => held[words * classCount + id] === 1 : () => false;
    this.#seen = new Uint32Array(nfa.states.length);
    this.#usesWords = nfa.usesWords;
  }

  *run(start: number): Steps<Dfa> {
    const { bounds, classes, classCount } = this.#alphabet;
    this.#idOf({ states: [start], begin: true, wordBefore: false });
    const next: number[] = [];
    const accepting: number[] = [];
    let pauseAt = this.#nfa.budget.left - stepsAtOnce;
    for (let id = 0; id < this.#kernels.length; id++) {
      const kernel = this.#kernels[id];
      if (kernel === undefined) break;
      accepting.push(this.#accepts(kernel) ? 1 : 0);
      this.#transitions(kernel, next);
      if (this.#nfa.budget.left < pauseAt) {
        pauseAt = this.#nfa.budget.left - stepsAtOnce;
        yield undefined;
      }
    }
    const accepts = Uint8Array.from(accepting);
    const table = Int32Array.from(next);
    return {
      bounds,
      classes,
      classCount,
      next: table,
      accepts,
      stateCount: accepts.length,
      alive: aliveStates(table, accepts, classCount),
    };
  }

  #idOf(kernel: Kernel): number {
    const key = `${kernel.begin ? 'b' : ''}${kernel.wordBefore ? 'w' : ''}${kernel.states.join()}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#kernels.length >= maxStates) throw new TooComplex('states');
    this.#ids.set(key, this.#kernels.length);
    return this.#kernels.push(kernel) - 1;
  }

  #accepts(kernel: Kernel): boolean {
    const place = { begin: kernel.begin, end: true, wordBefore: kernel.wordBefore, wordAfter: false };
    return this.#closure(kernel, place).includes(this.#nfa.final);
  }

  #transitions(kernel: Kernel, next: number[]): void {
    const { classCount } = this.#alphabet;
    const closures = this.#usesWords
      ? [false, true].map(wordAfter => this.#closure(kernel, { ...kernel, end: false, wordAfter }))
      : [this.#closure(kernel, { ...kernel, end: false, wordAfter: false })];
    const targets = new Map<string, number>();
    this.#nfa.budget.spend(classCount * (closures[0]?.length ?? 1));
    for (let id = 0; id < classCount; id++) {
      const word = this.#isWord(id);
      const closure = closures[word ? 1 : 0] ?? closures[0] ?? [];
      // Most classes behave alike here: only the sets that are stepped over distinguish them.
      const key = (word ? 'w' : '') + this.#setsThatHold(closure, id);
      let target = targets.get(key);
      if (target === undefined) {
        target = this.#idOf({ states: this.#move(closure, id), begin: false, wordBefore: word });
        targets.set(key, target);
      }
      next.push(target);
    }
  }

  #setsThatHold(closure: readonly number[], id: number): string {
    const { classCount, holds: held } = this.#alphabet;
    let key = '';
    for (const state of closure) {
      const set = this.#setOf[state] ?? -1;
      if (set >= 0 && held[set * classCount + id] === 1) key += `${set},`;
    }
    return key;
  }

  #move(closure: readonly number[], id: number): number[] {
    const { classCount, holds: held } = this.#alphabet;
    const reached: number[] = [];
    this.#round++;
    for (const state of closure) {
      const set = this.#setOf[state] ?? -1;
      if (set < 0 || held[set * classCount + id] !== 1) continue;
      const to = this.#nfa.states[state]?.to ?? 0;
      if (this.#seen[to] === this.#round) continue;
      this.#seen[to] = this.#round;
      reached.push(to);
    }
    return reached.sort((a, b) => a - b);
  }

  #closure(kernel: Kernel, place: Place): number[] {
    const closure: number[] = [];
    const open = [...kernel.states];
    this.#round++;
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (this.#seen[id] === this.#round) continue;
      this.#seen[id] = this.#round;
      closure.push(id);
      this.#nfa.budget.spend(1);
      const state = this.#nfa.states[id];
      if (state === undefined) continue;
      for (const to of state.empty) open.push(to);
      for (const { condition, to } of state.conditional) if (holds(condition, place)) open.push(to);
    }
    return closure;
  }
}

/** Distinct sets that an automaton steps over, and the sets of each state. */
function distinctSets({ states, budget }: Nfa): { sets: CharSet[]; setOf: Int32Array } {
  budget.spend(8 * states.length);
  const sets: CharSet[] = [];
  const numbers = new Map<string, number>();
  const known = new Map<CharSet, number>();
  const setOf = Int32Array.from(states, ({ set }) => {
    if (set === undefined) return -1;
    const before = known.get(set);
    if (before !== undefined) return before;
    budget.spend(set.length);
    const key = set.join();
    const number = numbers.get(key) ?? sets.push(set) - 1;
    numbers.set(key, number);
    known.set(set, number);
    return number;
  });
  return { sets, setOf };
}

/**
 * Builds the deterministic automaton of the language that the NFA accepts from a state on.
 * @throws {TooComplex} beyond 5,000 states
 */
export function determinizeSteps(nfa: Nfa, start: number): Steps<Dfa> {
  return new Determinizer(nfa).run(start);
}
