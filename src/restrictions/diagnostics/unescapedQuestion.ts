import type { DiagnosticKind } from './diagnostic.ts';
import { insert, plainMatches } from './rulePieces.ts';

export const unescapedQuestion: DiagnosticKind = {
  code: 'unescaped-question',
  severity: 'warning',
  template: 'The ? makes {0} optional and does not start a query string. Escape it.',
  fixTitle: 'Match a question mark',
  docs: {
    what: 'A question mark before a query string is not escaped.',
    why: 'search?jql= matches searcjql= and searchjql=, but not search?jql=.',
    bad: '.*/rest/api/2/search?jql=.*',
    good: '.*/rest/api/2/search\\?jql=.*',
  },
  when: ({ text }) => text.includes('?'),
  *rule({ rule }) {
    for (const match of plainMatches(rule.url.text, /(?<=([A-Za-z0-9/]))\?(?=[A-Za-z_.]+=)/g)) {
      const start = rule.url.start + match.index;
      yield { start, end: start + 1, args: [match[1] ?? ''], fix: [insert(start, '\\')] };
    }
  },
};
