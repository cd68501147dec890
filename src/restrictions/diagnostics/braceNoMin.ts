import type { DiagnosticKind } from './diagnostic.ts';
import { braceWithoutMin } from './explainedErrors.ts';
import { insert, isRefused, regexesOf } from './rulePieces.ts';

export const braceNoMin: DiagnosticKind = {
  code: 'brace-no-min',
  severity: 'error',
  template: '{0} has no minimum, so Java rejects the pattern. Write the minimum, such as 0.',
  fixTitle: 'Set the minimum to 0',
  docs: {
    what: 'A count has a maximum but no minimum.',
    why: 'Other dialects read {,3} as {0,3}; Java rejects it.',
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
