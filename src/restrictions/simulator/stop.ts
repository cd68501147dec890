import type { Steps } from '../../base/cooperatively.ts';
import { Matcher } from '../../javaRegex/matching/match.ts';
import type { Node, Pattern, Sequence } from '../../javaRegex/regex/ast.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';

/** Place where a pattern failed on a subject. */
export interface Stop {
  /** Up to here, in UTF-16 units of the pattern, all of it was matched… */
  readonly inPattern: number;
  /** …by the subject up to here. */
  readonly inSubject: number;
}

/**
 * Finds the longest beginning of a pattern, part by part, that the beginning of the subject still matches. A pattern of
 * several alternatives is taken as a whole.
 */
export function* stopSteps(regex: RegexPiece, subject: string): Steps<Stop> {
  if (regex.pattern === undefined) return { inPattern: 0, inSubject: 0 };
  const { alternatives } = regex.pattern.root;
  const items = alternatives.length === 1 ? (alternatives[0]?.items ?? []) : [];
  let low = 0;
  let high = items.length;
  let best: Stop = { inPattern: 0, inSubject: 0 };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const inSubject = yield* endOfMatch(beginningOf(regex.pattern, items.slice(0, middle)), subject);
    if (inSubject === undefined) {
      high = middle - 1;
    } else {
      low = middle;
      best = { inPattern: items[middle - 1]?.end ?? 0, inSubject };
    }
  }
  return best;
}

/** Makes a pattern of the first parts of another. Its text is of no use for that: a quotation would have no end. */
function beginningOf(pattern: Pattern, parts: readonly Node[]): Pattern {
  const place = { start: 0, end: parts.at(-1)?.end ?? 0 };
  const begin: Node = { type: 'anchor', kind: 'begin', start: 0, end: 0 };
  const sequence: Sequence = { type: 'sequence', items: [begin, ...parts], ...place };
  return { ...pattern, root: { type: 'alternation', alternatives: [sequence], ...place } };
}

function* endOfMatch(pattern: Pattern, subject: string): Steps<number | undefined> {
  const result = yield* new Matcher(pattern).findSteps(subject, { steps: 100_000 });
  return result.outcome === 'match' ? result.groups[1] : undefined;
}
