import type { DiagnosticKind } from './diagnostic.ts';
import { explainedElsewhere } from './explainedErrors.ts';
import { isRefused, regexesOf, spanIn } from './rulePieces.ts';

export const syntax: DiagnosticKind = {
  code: 'syntax',
  severity: 'error',
  template: '{0}',
  docs: {
    what: 'The pattern is not a valid Java regular expression.',
    why: 'The app cannot read the rule, and its behavior is not documented.',
    bad: '.*/issue)',
    good: '.*/issue',
  },
  when: isRefused,
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      const { error } = regex;
      if (error !== undefined && !explainedElsewhere(regex)) yield { ...spanIn(regex, error), args: [error.message] };
    }
  },
};
