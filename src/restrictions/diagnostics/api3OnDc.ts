import type { DiagnosticKind } from './diagnostic.ts';
import { spanOfMatch } from './rulePieces.ts';

export const api3OnDc: DiagnosticKind = {
  code: 'api3-on-dc',
  severity: 'warning',
  template: 'Jira Data Center has no version 3 of the REST API. Use version 2.',
  fixTitle: 'Allow version 2 instead',
  docs: {
    what: 'The path names version 3 of the API.',
    why: 'Only Jira Cloud has version 3.',
    bad: '.*/rest/api/3/issue',
    good: '.*/rest/api/2/issue',
  },
  when: ({ text }) => text.includes('3'),
  *rule({ rule, assumptions }) {
    if (assumptions.product !== 'dc') return;
    for (const match of rule.url.text.matchAll(/(?<=\/api\/)3(?=\/|$)/g)) {
      const span = spanOfMatch(rule.url, match);
      yield { ...span, fix: [{ ...span, newText: '2' }] };
    }
  },
};
