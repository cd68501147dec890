import type { DiagnosticKind } from './diagnostic.ts';
import { doubledSlashIn } from './doubledSlash.ts';

export const doubleSlash: DiagnosticKind = {
  code: 'double-slash',
  severity: 'information',
  deep: true,
  template: 'A doubled slash is matched as well: {0}.',
  fixTitle: 'Let nothing stand before the path',
  docs: {
    what: 'The host is named, and yet // may stand before the path.',
    why: 'What a server does with a doubled slash differs. Where no host is named, anything may stand there anyway.',
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
