import { Budget } from '../../javaRegex/automata/budget.ts';
import { accepts, type Dfa } from '../../javaRegex/automata/dfa.ts';
import { dfaIfAny } from '../../javaRegex/automata/dfaOf.ts';
import { acceptsAllUrls, isSubsetInUrls } from '../../javaRegex/automata/operations.ts';
import { TooComplex } from '../../javaRegex/automata/tooComplex.ts';
import type { Pattern } from '../../javaRegex/regex/ast.ts';
import type { Assumptions } from '../endpoints/assumptions.ts';
import type { Rule } from '../rules/rule.ts';
import { type Hint, hasNeeded } from './coverHints.ts';

/** Side of a comparison: a rule, and a hint that decides most pairs at once. */
export interface Comparable {
  readonly rule: Rule;
  readonly hint: Hint;
}

/** Whether a rule could cover another, regardless of their URL patterns. */
export function couldCover(broad: Rule, narrow: Rule): boolean {
  if (broad.suffixes.length > 0) return false;
  const { method } = broad;
  return method === undefined || method.method === narrow.method?.method;
}

// The same pairs of automata are compared again at each keystroke.
const answers = new WeakMap<Dfa, WeakMap<Dfa, boolean>>();
const built = new WeakSet<Pattern>();

/** Budget of a text: walked pairs of states, and built automata, each of which counts as many pairs. */
const maxWork = 3_000_000;
const workOfAutomaton = 2000;
/** Budget of two rules: they are compared without a yield point. */
const maxWorkOfPair = 300_000;

/** Compares the patterns of a text's rules until its budget is exhausted. */
export class Comparison {
  readonly #mode: Assumptions['match'];
  readonly #budget = new Budget(maxWork);

  constructor(mode: Assumptions['match']) {
    this.#mode = mode;
  }

  get isSpent(): boolean {
    return this.#budget.left <= 0;
  }

  charge(steps: number): void {
    this.#budget.left -= steps;
  }

  /** Does work at the cost of the comparison. */
  charged<Result>(work: () => Result): Result {
    const before = Budget.spent;
    const result = work();
    this.charge(Budget.spent - before);
    return result;
  }

  /** Whether the first matches all that the second does, as far as it can be decided. */
  covers(broad: Comparable, narrow: Comparable): boolean {
    if (!hasNeeded(broad.hint, narrow.hint.sample)) return false;
    const outer = this.#automaton(broad.rule.url.pattern);
    // A single example decides most pairs, long before the automata are walked.
    if (outer === undefined || !accepts(outer, narrow.hint.sample)) return false;
    if (narrow.hint.sample !== '' && acceptsAllUrls(outer)) return true;
    const inner = this.#automaton(narrow.rule.url.pattern);
    if (inner === undefined) return false;
    const known = answers.get(inner) ?? new WeakMap<Dfa, boolean>();
    answers.set(inner, known);
    const before = known.get(outer);
    if (before !== undefined) return before;
    const answer = this.#isSubset(inner, outer);
    if (!this.isSpent) known.set(outer, answer);
    return answer;
  }

  #automaton(pattern: Pattern | undefined): Dfa | undefined {
    if (pattern === undefined) return undefined;
    this.#budget.left -= built.has(pattern) ? 1 : workOfAutomaton;
    built.add(pattern);
    return this.isSpent ? undefined : this.charged(() => dfaIfAny(pattern, this.#mode));
  }

  #isSubset(inner: Dfa, outer: Dfa): boolean {
    const budget = new Budget(Math.min(maxWorkOfPair, this.#budget.left));
    try {
      return isSubsetInUrls(inner, outer, budget);
    } catch (error) {
      if (error instanceof TooComplex) return false;
      throw error;
    } finally {
      this.#budget.left -= maxWorkOfPair - Math.max(0, budget.left);
    }
  }
}
