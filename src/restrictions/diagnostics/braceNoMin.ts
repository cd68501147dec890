import type { DiagnosticKind } from './diagnostic.ts';
import { braceWithoutMin } from './explainedErrors.ts';
import { insert, isRefused, regexesOf } from './rulePieces.ts';

export const braceNoMin: DiagnosticKind = {
  code: 'brace-no-min',
  severity: 'error',
  template: 'Java needs a least count: {0} is refused.',
  fixTitle: 'Begin the count with 0',
  docs: {
    what: 'A count has a greatest number only.',
    why: 'Other dialects read {,3} as {0,3}; Java refuses it.',
    bad: '.*/a{,3}',
    good: '.*/a{0,3}',
  },
  when: isRefused,
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      const { error } = regex;
      if (error?.reason !== 'repetition') continue;
      const match = braceWithoutMin.exec(regex.text.slice(error.start));
      if (match === null) continue;
      const start = regex.start + error.start;
      const span = { start, end: start + match[0].length };
      yield { ...span, args: [match[0]], fix: [insert(start + 1, '0')] };
    }
  },
};
