import type { DiagnosticKind } from './diagnostic.ts';
import { isTypo, unknownMethodPrefix } from './methodWords.ts';
import { hasStrangeBeginning } from './rulePieces.ts';

export const unknownMethod: DiagnosticKind = {
  code: 'unknown-method',
  severity: 'error',
  template: '“{0}” is not an HTTP method, so the brackets are read as a character class.',
  docs: {
    what: 'The brackets at the start do not contain an HTTP method.',
    why: 'The rule has no method, and its pattern starts with a letter that no URL starts with.',
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
