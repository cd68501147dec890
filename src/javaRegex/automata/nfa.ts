import type { CharSet } from '../regex/charSet.ts';
import type { Budget } from './budget.ts';
import { TooComplex } from './tooComplex.ts';

/** Condition of a place for an empty step to be taken there. */
export type Condition = 'begin' | 'end' | 'boundary' | 'notBoundary';

/** State: a step over a character, or any number of empty steps. */
interface NfaState {
  readonly empty: number[];
  readonly conditional: { readonly condition: Condition; readonly to: number }[];
  set: CharSet | undefined;
  to: number;
}

const maxNfaStates = 20_000;

/** A nondeterministic automaton, built from its end to its beginning. */
export class Nfa {
  readonly states: NfaState[] = [];
  /** The only accepting state. */
  readonly final: number;
  /** Whether any empty step depends on the characters beside its place. */
  usesWords = false;
  /** Whether any condition depends on the character before it. */
  looksBack = false;

  /** Budget of the work on this automaton and on automata built of it. */
  readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
    this.final = this.add();
  }

  add(...empty: number[]): number {
    if (this.states.length >= maxNfaStates) throw new TooComplex('states');
    this.states.push({ empty, conditional: [], set: undefined, to: -1 });
    return this.states.length - 1;
  }

  /** Adds a state that steps over a character of the set. */
  step(set: CharSet, to: number): number {
    const state = this.add();
    const added = this.states[state];
    if (added !== undefined) Object.assign(added, { set, to });
    return state;
  }

  /** Adds a state whose only empty step has a condition. */
  guard(condition: Condition, to: number): number {
    const state = this.add();
    this.states[state]?.conditional.push({ condition, to });
    if (condition !== 'end') this.looksBack = true;
    if (condition === 'boundary' || condition === 'notBoundary') this.usesWords = true;
    return state;
  }

  /** Adds an empty step to an existing state, to close a loop. */
  link(from: number, to: number): void {
    this.states[from]?.empty.push(to);
  }
}
