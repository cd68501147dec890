import type { DiagnosticKind } from './diagnostic.ts';
import { plainMatches, remove, spanOfMatch } from './rulePieces.ts';

export const caseFlag: DiagnosticKind = {
  code: 'case-flag',
  severity: 'information',
  template: 'Paths in Jira are case-sensitive. The flag only makes the rule wider.',
  fixTitle: 'Remove the flag',
  docs: {
    what: 'The pattern ignores case.',
    why: 'Paths in Jira are case-sensitive, so the flag allows nothing useful.',
    bad: '(?i).*/rest/api/2/issue',
    good: '.*/rest/api/2/issue',
  },
  when: ({ text }) => text.includes('(?'),
  *rule({ rule }) {
    for (const match of plainMatches(rule.url.text, /\(\?[a-zA-Z]*i[a-zA-Z]*(\)|:|-)/g)) {
      const span = spanOfMatch(rule.url, match);
      yield match[0] === '(?i)' ? { ...span, fix: [remove(span)] } : span;
    }
  },
};
