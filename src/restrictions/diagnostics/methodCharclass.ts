import type { DiagnosticKind } from './diagnostic.ts';
import { hasStrangeBeginning } from './rulePieces.ts';

export const methodCharclass: DiagnosticKind = {
  code: 'method-charclass',
  severity: 'warning',
  template: '{0} stands where a method would: it is a character class here.',
  docs: {
    what: 'A rule begins with a character class.',
    why: 'It looks like a method, and no URL that begins with its scheme is matched.',
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
