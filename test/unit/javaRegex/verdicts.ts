import { Matcher, type MatchResult } from '../../../src/javaRegex/matching/match.ts';
import type { Pattern } from '../../../src/javaRegex/regex/ast.ts';
import { parsePattern } from '../../../src/javaRegex/regex/parser.ts';
import { PatternSyntaxError } from '../../../src/javaRegex/regex/patternSyntaxError.ts';
import type { Row } from './java/javaOracle.ts';

function spans(result: MatchResult): string {
  if (result.outcome === 'match') return result.groups.join(',');
  return result.outcome === 'noMatch' ? '-' : 'T';
}

function parsed(source: string): Pattern | PatternSyntaxError {
  try {
    return parsePattern(source);
  } catch (error) {
    if (error instanceof PatternSyntaxError) return error;
    throw error;
  }
}

/** Our verdicts on a row, written as the oracle writes Java's. */
export function ourVerdicts([source, ...subjects]: Row): string {
  const pattern = parsed(source);
  if (pattern instanceof PatternSyntaxError) return `E ${pattern.javaIndex} ${pattern.reason}`;
  const matcher = new Matcher(pattern);
  const limits = { steps: 20_000_000 };
  return [
    `A ${pattern.groupCount}`,
    ...subjects.map(subject => `${spans(matcher.matches(subject, limits))};${spans(matcher.find(subject, limits))}`),
  ].join('\t');
}

/** How two verdicts stand to each other: `index` if both refuse the pattern, at different places. */
export type Agreement = 'same' | 'index' | 'different';

/** Whether Java gave no verdict: its stack overflowed, it took too long, or it stumbled over itself. */
function isNoVerdict(verdict: string): boolean {
  return verdict === 'S' || verdict === 'T' || verdict === 'X';
}

function sameSpans(ours: string, java: string): boolean {
  const theirs = java.split(';');
  return ours.split(';').every((verdict, i) => verdict === theirs[i] || isNoVerdict(theirs[i] ?? ''));
}

export function agreement(ours: string, java: string): Agreement {
  if (java === 'S') return 'same';
  if (ours.startsWith('E') && java.startsWith('E')) {
    return ours.split(' ')[1] === java.split(' ')[1] ? 'same' : 'index';
  }
  const theirs = java.split('\t');
  const same = ours
    .split('\t')
    .every((field, i) => (i === 0 ? field === theirs[0] : sameSpans(field, theirs[i] ?? '')));
  return same ? 'same' : 'different';
}
