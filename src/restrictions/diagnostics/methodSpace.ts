import { httpMethodOf } from '../rules/rule.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { hasStrangeBeginning, remove } from './rulePieces.ts';

const blankAfter = 'The space after the method is part of the pattern, and no URL starts with a space. Remove it.';

export const methodSpace: DiagnosticKind = {
  code: 'method-space',
  severity: 'error',
  template: 'The brackets contain a space, so they are read as a character class. Remove the space.',
  fixTitle: 'Remove the space',
  docs: {
    what: 'There is a space beside the method.',
    why: 'A method is documented without spaces, directly before the pattern.',
    bad: '[POST ].*/rest/api/2/issue',
    good: '[post].*/rest/api/2/issue',
  },
  *rule({ rule }) {
    if (rule.method !== undefined) {
      const blank = { start: rule.method.end, end: rule.url.start };
      const isBracket = rule.text.startsWith('[');
      if (isBracket && blank.end > blank.start) yield { ...blank, template: blankAfter, fix: [remove(blank)] };
      return;
    }
    if (!hasStrangeBeginning(rule)) return;
    const match = /^\[(\s*)([A-Za-z]+)(\s*)\]/.exec(rule.text);
    const word = match?.[2] ?? '';
    if (match === null || httpMethodOf(word) === undefined || word.length === match[0].length - 2) return;
    const span = { start: rule.start, end: rule.start + match[0].length };
    yield { ...span, fix: [{ ...span, newText: `[${word.toLowerCase()}]` }] };
  },
};
