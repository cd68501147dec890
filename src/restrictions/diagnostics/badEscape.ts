import type { DiagnosticKind } from './diagnostic.ts';
import { isRefused, regexesOf, remove, spanIn } from './rulePieces.ts';

export const badEscape: DiagnosticKind = {
  code: 'bad-escape',
  severity: 'error',
  template: 'Java knows no escape {0}.',
  fixTitle: 'Remove the backslash',
  docs: {
    what: 'A backslash stands before a letter or digit that has no meaning as an escape.',
    why: 'Java refuses the whole pattern; other dialects take the letter for itself.',
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
