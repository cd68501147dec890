import { httpMethodOf } from '../rules/rule.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { hasStrangeBeginning } from './rulePieces.ts';

export const methodSpace: DiagnosticKind = {
  code: 'method-space',
  severity: 'error',
  template: 'A blank in the brackets of the method: they are read as a character class.',
  fixTitle: 'Remove the blank',
  docs: {
    what: 'The method has a blank beside it.',
    why: 'Only the bare word is known to be a method.',
    bad: '[POST ].*/rest/api/2/issue',
    good: '[post].*/rest/api/2/issue',
  },
  when: hasStrangeBeginning,
  *rule({ rule }) {
    const match = /^\[(\s*)([A-Za-z]+)(\s*)\]/.exec(rule.text);
    const word = match?.[2] ?? '';
    if (match === null || httpMethodOf(word) === undefined || word.length === match[0].length - 2) return;
    const span = { start: rule.start, end: rule.start + match[0].length };
    yield { ...span, fix: [{ ...span, newText: `[${word.toLowerCase()}]` }] };
  },
};
