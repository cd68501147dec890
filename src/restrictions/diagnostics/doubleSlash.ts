import type { DiagnosticKind } from './diagnostic.ts';
import { doubledSlashIn } from './doubledSlash.ts';

export const doubleSlash: DiagnosticKind = {
  code: 'double-slash',
  severity: 'information',
  deep: true,
  template: 'This rule also allows a double slash: {0}.',
  fixTitle: 'Allow nothing before the path',
  docs: {
    what: 'The rule names a host but allows // before the path.',
    why: 'Servers treat a double slash in different ways.',
    bad: 'https://jira\\.example\\.com.*/rest/api/2/project',
    good: 'https://jira\\.example\\.com/rest/api/2/project',
  },
  when: ({ url }) => url.text.includes('://'),
  *rule({ rule, assumptions }) {
    const found = doubledSlashIn(rule.url, assumptions.match);
    if (found === undefined) return;
    const start = rule.url.start + found.start;
    const span = { start, end: start + found.length };
    yield { ...span, args: [found.url], fix: [{ ...span, newText: found.instead }] };
  },
};
