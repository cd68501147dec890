import type { Assumptions } from '../assumptions.ts';
import { accepts, type Dfa } from '../automata/dfa.ts';
import { dfaIfAny } from '../automata/dfaOf.ts';
import { isEmpty, isSubset, shortest } from '../automata/operations.ts';
import { TooComplex } from '../automata/tooComplex.ts';
import type { Restrictions, RuleLine } from '../rules/restrictions.ts';
import type { Rule } from '../rules/rule.ts';

interface Candidate {
  readonly line: RuleLine;
  readonly rule: Rule;
  readonly dfa: Dfa;
  readonly example: string;
}

function candidatesOf(restrictions: Restrictions, { match }: Assumptions): Candidate[] {
  return restrictions.lines.flatMap(line =>
    line.rules.flatMap(rule => {
      const dfa = rule.url.pattern === undefined ? undefined : dfaIfAny(rule.url.pattern, match);
      if (dfa === undefined || isEmpty(dfa)) return [];
      return [{ line, rule, dfa, example: shortest(dfa) ?? '' }];
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
const mostNumbers = 4096;
let numbers = new WeakMap<Dfa, number>();
let answers: (Uint8Array | undefined)[] = [];

function numberOf(dfa: Dfa): number {
  const known = numbers.get(dfa);
  if (known !== undefined) return known;
  if (answers.length >= mostNumbers) {
    numbers = new WeakMap();
    answers = [];
  }
  const number = answers.push(undefined) - 1;
  numbers.set(dfa, number);
  return number;
}

const answer = { unknown: 0, no: 1, yes: 2 } as const;

function covers(broad: Candidate, narrow: Candidate): boolean {
  const number = numberOf(narrow.dfa);
  const other = numberOf(broad.dfa);
  const row = answers[number] ?? new Uint8Array(mostNumbers);
  answers[number] = row;
  if (row[other] === answer.unknown) row[other] = isCovered(broad, narrow) ? answer.yes : answer.no;
  return row[other] === answer.yes;
}

function isCovered(broad: Candidate, narrow: Candidate): boolean {
  // Most pairs are told apart by one example, long before the automata are walked.
  if (!accepts(broad.dfa, narrow.example)) return false;
  try {
    return isSubset(narrow.dfa, broad.dfa);
  } catch (error) {
    if (error instanceof TooComplex) return false;
    throw error;
  }
}

/** Of two rules that cover each other only the later is shadowed; and what is written the same is a duplicate. */
function shadows(broad: Candidate, narrow: Candidate): boolean {
  if (!couldCover(broad, narrow) || !covers(broad, narrow)) return false;
  const same = broad.rule.url.text === narrow.rule.url.text && broad.rule.method?.method === narrow.rule.method?.method;
  if (same && narrow.rule.suffixes.length === 0) return false;
  const mutual = couldCover(narrow, broad) && covers(narrow, broad);
  return !mutual || broad.line.number < narrow.line.number;
}

/** More rules than this are not compared with each other: it would take too long while somebody types. */
const mostRules = 300;

/** The rules that another rule makes needless, and the line of that. */
export function shadowedRules(
  restrictions: Restrictions,
  assumptions: Assumptions,
): { readonly line: RuleLine; readonly rule: Rule; readonly by: number }[] {
  const candidates = candidatesOf(restrictions, assumptions).slice(0, mostRules);
  return candidates.flatMap(narrow => {
    const broad = candidates.find(other => shadows(other, narrow));
    return broad === undefined ? [] : [{ line: narrow.line, rule: narrow.rule, by: broad.line.number }];
  });
}
