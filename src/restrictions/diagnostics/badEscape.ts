import type { DiagnosticKind } from './diagnostic.ts';
import { isRefused, regexesOf, remove, spanIn } from './rulePieces.ts';

export const badEscape: DiagnosticKind = {
  code: 'bad-escape',
  severity: 'error',
  template: 'Java has no escape {0}. Remove the backslash.',
  fixTitle: 'Remove the backslash',
  docs: {
    what: 'A backslash precedes a letter or digit that is not an escape.',
    why: 'Java rejects the whole pattern; other dialects read the letter itself.',
    bad: '.*\\issue',
    good: '.*issue',
  },
  when: isRefused,
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      const { error } = regex;
      if (error?.reason !== 'escape') continue;
      const start = regex.start + error.start;
      yield {
        ...spanIn(regex, error),
        args: [regex.text.slice(error.start, error.end)],
        fix: [remove({ start, end: start + 1 })],
      };
    }
  },
};
