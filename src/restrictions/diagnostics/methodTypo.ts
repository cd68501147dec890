import type { DiagnosticKind } from './diagnostic.ts';
import { isTypo, unknownMethodPrefix } from './methodWords.ts';
import { hasStrangeBeginning } from './rulePieces.ts';

export const methodTypo: DiagnosticKind = {
  code: 'method-typo',
  severity: 'error',
  template: '“{0}” is not an HTTP method. Did you mean “{1}”?',
  fixTitle: 'Change to [{1}]',
  docs: {
    what: 'The method is misspelled.',
    why: 'The brackets are read as a character class, so the rule allows nothing useful.',
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
