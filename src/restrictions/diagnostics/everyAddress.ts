import { Budget } from '../../javaRegex/automata/budget.ts';
import { dfaIfAny, type MatchMode } from '../../javaRegex/automata/dfaOf.ts';
import { areDisjoint, isSubsetInUrls } from '../../javaRegex/automata/operations.ts';
import { TooComplex } from '../../javaRegex/automata/tooComplex.ts';
import { parsePattern } from '../../javaRegex/regex/parser.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';

const anyAddress = parsePattern('https?://.+');

/** Steps to compare a pattern with that of all addresses. */
const maxSteps = 100_000;

/** Whether a pattern surely matches every address there is, on any host. */
export function matchesEveryAddress({ pattern }: RegexPiece, mode: MatchMode): boolean {
  const dfa = pattern === undefined ? undefined : dfaIfAny(pattern, mode);
  const all = dfaIfAny(anyAddress, 'full');
  if (dfa === undefined || all === undefined) return false;
  return unlessTooComplex(() => isSubsetInUrls(all, dfa, new Budget(maxSteps)));
}

/** Whether a pattern surely matches no whole address. */
export function matchesNoAddress({ pattern }: RegexPiece): boolean {
  const dfa = pattern === undefined ? undefined : dfaIfAny(pattern, 'full');
  const all = dfaIfAny(anyAddress, 'full');
  return dfa !== undefined && all !== undefined && unlessTooComplex(() => areDisjoint(dfa, all));
}

function unlessTooComplex(decide: () => boolean): boolean {
  try {
    return decide();
  } catch (error) {
    if (error instanceof TooComplex) return false;
    throw error;
  }
}
