import type { DiagnosticKind } from './diagnostic.ts';
import { insert, isPlainAt } from './rulePieces.ts';

export const unescapedQuestion: DiagnosticKind = {
  code: 'unescaped-question',
  severity: 'warning',
  template: 'The ? makes {0} optional; it does not begin a query string.',
  fixTitle: 'Escape the question mark',
  docs: {
    what: 'A question mark before a query string is not escaped.',
    why: 'search?jql= matches searcjql= and searchjql=, but not search?jql=.',
    bad: '.*/rest/api/2/search?jql=.*',
    good: '.*/rest/api/2/search\\?jql=.*',
  },
  when: ({ text }) => text.includes('?'),
  *rule({ rule }) {
    for (const match of rule.url.text.matchAll(/([A-Za-z0-9/])\?(?=[A-Za-z_.]+=)/g)) {
      const start = rule.url.start + match.index + 1;
      if (!isPlainAt(rule.url.text, match.index + 1)) continue;
      yield { start, end: start + 1, args: [match[1] ?? ''], fix: [insert(start, '\\')] };
    }
  },
};
