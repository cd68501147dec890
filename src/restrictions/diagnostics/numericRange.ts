import type { DiagnosticKind } from './diagnostic.ts';
import { numbersFrom } from './numbersFrom.ts';
import { plainMatches, regexesOf, spanOfMatch } from './rulePieces.ts';

export const numericRange: DiagnosticKind = {
  code: 'numeric-range',
  severity: 'warning',
  template: '{0} is not a range of numbers: it matches one digit.',
  fixTitle: 'Match the numbers {1} to {2}',
  docs: {
    what: 'A range of numbers is in brackets.',
    why: 'A character class matches one character: [1-20] is 0, 1 or 2.',
    bad: '.*/issue/SCRUM-[1-20]',
    good: '.*/issue/SCRUM-(?:[1-9]|1[0-9]|20)',
  },
  when: ({ text }) => text.includes('['),
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      for (const match of plainMatches(regex.text, /\[(\d{1,6})-(\d{2,6})\]/g)) {
        const [low, high] = [Number(match[1]), Number(match[2])];
        if (low >= high) continue;
        const span = spanOfMatch(regex, match);
        yield {
          ...span,
          args: [match[0], String(low), String(high)],
          fix: [{ ...span, newText: numbersFrom(low, high) }],
        };
      }
    }
  },
};
