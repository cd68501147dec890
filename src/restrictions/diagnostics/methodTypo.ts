import type { DiagnosticKind } from './diagnostic.ts';
import { isTypo, unknownMethodPrefix } from './methodWords.ts';
import { hasStrangeBeginning } from './rulePieces.ts';

export const methodTypo: DiagnosticKind = {
  code: 'method-typo',
  severity: 'error',
  template: '{0} is no HTTP method; {1} was perhaps meant.',
  fixTitle: 'Change to [{1}]',
  docs: {
    what: 'The method is misspelled.',
    why: 'What is in the brackets is read as a character class, and the rule allows nothing that was meant.',
    bad: '[pots].*/rest/api/2/issue',
    good: '[post].*/rest/api/2/issue',
  },
  when: hasStrangeBeginning,
  *rule({ rule }) {
    const found = unknownMethodPrefix(rule.text);
    if (found === undefined || !isTypo(found)) return;
    const span = { start: rule.start + 1, end: rule.start + 1 + found.word.length };
    yield { ...span, args: [found.word, found.nearest], fix: [{ ...span, newText: found.nearest }] };
  },
};
