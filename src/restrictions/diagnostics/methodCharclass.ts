import type { DiagnosticKind } from './diagnostic.ts';
import { hasStrangeBeginning } from './rulePieces.ts';

export const methodCharclass: DiagnosticKind = {
  code: 'method-charclass',
  severity: 'warning',
  template: '{0} is in the place of a method, but is read as a character class.',
  docs: {
    what: 'A rule starts with a character class.',
    why: 'A URL starts with its scheme, so the rule matches none.',
    bad: '[a-z]+/rest/api/2/issue',
    good: '.*/rest/api/2/issue',
  },
  when: hasStrangeBeginning,
  *rule({ rule }) {
    const match = /^\[[^\]]*\]/.exec(rule.text);
    if (match === null || /^\[(?:query|json)/i.test(match[0])) return;
    if (!/[^A-Za-z,;|/\s]/.test(match[0].slice(1, -1))) return;
    yield { start: rule.start, end: rule.start + match[0].length, args: [match[0]] };
  },
};
