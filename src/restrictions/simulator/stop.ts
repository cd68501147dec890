import { Matcher } from '../matching/match.ts';
import { parsePattern } from '../regex/parser.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';

/** How far a pattern went with a subject before it failed. */
export interface Stop {
  /** Up to here, in UTF-16 units of the pattern, all of it was matched… */
  readonly inPattern: number;
  /** …by the subject up to here. */
  readonly inSubject: number;
}

/**
 * Where a pattern stopped: the longest beginning of it, part by part, that the beginning of the subject still matches.
 * A pattern of several alternatives is taken as a whole.
 */
export function stopOf(regex: RegexPiece, subject: string): Stop {
  const alternatives = regex.pattern?.root.alternatives ?? [];
  const items = alternatives.length === 1 ? (alternatives[0]?.items ?? []) : [];
  let low = 0;
  let high = items.length;
  let best: Stop = { inPattern: 0, inSubject: 0 };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const end = items[middle - 1]?.end ?? 0;
    const inSubject = endOfMatch(regex.text.slice(0, end), subject);
    if (inSubject === undefined) {
      high = middle - 1;
    } else {
      low = middle;
      best = { inPattern: end, inSubject };
    }
  }
  return best;
}

function endOfMatch(source: string, subject: string): number | undefined {
  const result = new Matcher(parsePattern(`\\A(?:${source})`)).find(subject, { steps: 100_000 });
  return result.outcome === 'match' ? result.groups[1] : undefined;
}
