import type { Assumptions } from '../assumptions.ts';
import { accepts, type Dfa } from '../automata/dfa.ts';
import { dfaIfAny } from '../automata/dfaOf.ts';
import { isSubset } from '../automata/operations.ts';
import { TooComplex } from '../automata/tooComplex.ts';
import type { Pattern } from '../regex/ast.ts';
import type { Restrictions, RuleLine } from '../rules/restrictions.ts';
import type { Rule } from '../rules/rule.ts';
import { type Hint, HintIndex, hintOf } from './coverHints.ts';

interface Candidate {
  readonly line: RuleLine;
  readonly rule: Rule;
  readonly pattern: Pattern;
  readonly hint: Hint;
}

function candidatesOf({ lines }: Restrictions, { match }: Assumptions): Candidate[] {
  const shown = lines.filter(line => !line.isBlank && !line.isLong);
  return shown.flatMap(line =>
    line.rules.flatMap(rule => {
      const { pattern } = rule.url;
      const hint = pattern === undefined ? undefined : hintOf(pattern, match);
      return pattern === undefined || hint === undefined ? [] : [{ line, rule, pattern, hint }];
    }),
  );
}

/** Whether a rule could cover another, by all but its pattern. */
function couldCover(broad: Candidate, narrow: Candidate): boolean {
  if (broad === narrow || broad.rule.suffixes.length > 0) return false;
  const { method } = broad.rule;
  return method === undefined || method.method === narrow.rule.method?.method;
}

// Whether one automaton covers another is asked again at each keystroke, of nearly all the same pairs.
const answers = new WeakMap<Dfa, WeakMap<Dfa, boolean>>();

/** Work for one text: pairs of states that are walked, and automata that are built, each as much as many pairs. */
const mostWork = 3_000_000;
const workOfAutomaton = 2000;

class Comparison {
  readonly #mode: Assumptions['match'];
  readonly #budget = { left: mostWork };

  constructor(mode: Assumptions['match']) {
    this.#mode = mode;
  }

  get isSpent(): boolean {
    return this.#budget.left <= 0;
  }

  /** Of two rules that cover each other only the later is shadowed; and what is written the same is a duplicate. */
  shadows(broad: Candidate, narrow: Candidate): boolean {
    if (this.isSpent || !couldCover(broad, narrow) || !this.#covers(broad, narrow)) return false;
    const same =
      broad.rule.url.text === narrow.rule.url.text && broad.rule.method?.method === narrow.rule.method?.method;
    if (same && narrow.rule.suffixes.length === 0) return false;
    const mutual = couldCover(narrow, broad) && this.#covers(narrow, broad);
    return !mutual || broad.line.number < narrow.line.number;
  }

  #covers(broad: Candidate, narrow: Candidate): boolean {
    const outer = this.#automaton(broad);
    // Most pairs are told apart by one example, long before the automata are walked.
    if (outer === undefined || !accepts(outer, narrow.hint.sample)) return false;
    const inner = this.#automaton(narrow);
    if (inner === undefined) return false;
    const known = answers.get(inner) ?? new WeakMap<Dfa, boolean>();
    answers.set(inner, known);
    const before = known.get(outer);
    if (before !== undefined) return before;
    const answer = this.#isSubset(inner, outer);
    if (!this.isSpent) known.set(outer, answer);
    return answer;
  }

  #automaton({ pattern }: Candidate): Dfa | undefined {
    this.#budget.left -= knownAutomata.has(pattern) ? 1 : workOfAutomaton;
    knownAutomata.add(pattern);
    return this.isSpent ? undefined : dfaIfAny(pattern, this.#mode);
  }

  #isSubset(inner: Dfa, outer: Dfa): boolean {
    try {
      return isSubset(inner, outer, this.#budget);
    } catch (error) {
      if (error instanceof TooComplex) return false;
      throw error;
    }
  }
}

const knownAutomata = new WeakSet<Pattern>();

/** A rule that another makes needless, and the line of that. */
export interface ShadowedRule {
  readonly line: RuleLine;
  readonly rule: Rule;
  readonly by: number;
}

/**
 * The rules that another rule makes needless; `undefined` in between is a moment to give way. Rules are only compared
 * where one has all that the other cannot do without.
 * @returns how many rules could not be compared any more, because there were too many
 */
export function* shadowedRules(
  restrictions: Restrictions,
  assumptions: Assumptions,
): Generator<ShadowedRule | undefined, number> {
  const candidates = candidatesOf(restrictions, assumptions);
  yield undefined;
  const index = new HintIndex(candidates);
  const comparison = new Comparison(assumptions.match);
  for (const [i, narrow] of candidates.entries()) {
    const broad = index.possiblyIn(narrow.hint.sample).find(other => comparison.shadows(other, narrow));
    if (comparison.isSpent) return candidates.length - i;
    yield broad === undefined ? undefined : { line: narrow.line, rule: narrow.rule, by: broad.line.number };
  }
  return 0;
}
