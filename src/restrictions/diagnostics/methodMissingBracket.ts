import { httpMethods } from '../rules/rule.ts';
import type { DiagnosticKind } from './diagnostic.ts';

const methods = httpMethods.join('|');
const halfOpen = new RegExp(`^(${methods})\\]`, 'i');
const halfClosed = new RegExp(
  `^\\[(${methods})(?=\\.\\*|/|\\^|https?:|\\s)(?![A-Za-z]*\\s*\\])(?![A-Za-z,;|/ ]*\\])`,
  'i',
);

export const methodMissingBracket: DiagnosticKind = {
  code: 'method-missing-bracket',
  severity: 'error',
  template: 'The method {0} must be in brackets.',
  fixTitle: 'Write [{1}]',
  docs: {
    what: 'The method is not in a pair of brackets.',
    why: 'The rule is read without a method, and its pattern matches no URL.',
    bad: 'post].*/rest/api/2/issue',
    good: '[post].*/rest/api/2/issue',
  },
  *rule({ rule }) {
    const { method, url } = rule;
    if (method !== undefined) {
      if (rule.text.startsWith('[')) return;
      const bare = { start: rule.start, end: url.start };
      const word = method.name.text;
      yield { ...bare, args: [word, word.toLowerCase()], fix: [{ ...bare, newText: `[${word.toLowerCase()}]` }] };
      return;
    }
    const match = halfOpen.exec(rule.text) ?? halfClosed.exec(rule.text);
    if (match === null) return;
    const span = { start: rule.start, end: rule.start + match[0].length };
    const word = match[1] ?? '';
    yield { ...span, args: [word, word.toLowerCase()], fix: [{ ...span, newText: `[${word.toLowerCase()}]` }] };
  },
};
