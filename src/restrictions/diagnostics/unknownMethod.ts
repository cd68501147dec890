import type { DiagnosticKind } from './diagnostic.ts';
import { isTypo, unknownMethodPrefix } from './methodWords.ts';
import { hasStrangeBeginning } from './rulePieces.ts';

export const unknownMethod: DiagnosticKind = {
  code: 'unknown-method',
  severity: 'error',
  template: '{0} is no HTTP method, so the brackets are read as a character class: one of these letters.',
  docs: {
    what: 'What stands in brackets at the beginning is not a method of HTTP.',
    why: 'The rule then has no method, and its pattern begins with one letter that no URL begins with.',
    bad: '[fetch].*/rest/api/2/issue',
    good: '[get].*/rest/api/2/issue',
  },
  when: hasStrangeBeginning,
  *rule({ rule }) {
    const found = unknownMethodPrefix(rule.text);
    if (found === undefined || isTypo(found)) return;
    yield { start: rule.start + 1, end: rule.start + 1 + found.word.length, args: [found.word] };
  },
};
