import type { DiagnosticKind } from './diagnostic.ts';
import { insert } from './rulePieces.ts';

export const contextPath: DiagnosticKind = {
  code: 'context-path',
  severity: 'information',
  template: 'This rule never matches if Jira has a context path such as /jira.',
  fixTitle: 'Allow the context path /jira, too',
  docs: {
    what: 'The path starts directly after the host.',
    why: 'Many Data Center sites use https://host/jira.',
    bad: 'https://jira\\.example\\.com/rest/.*',
    good: 'https://jira\\.example\\.com(/jira)?/rest/.*',
  },
  when: ({ url }) => url.text.includes('://'),
  *rule({ rule, assumptions }) {
    if (assumptions.baseUrl !== undefined || assumptions.product === 'cloud') return;
    const match = /^\^?https?\??:\/\/[^/()]+(?=\/rest\b)/.exec(rule.url.text);
    // A wildcard host may contain the context path.
    if (match === null || match[0].includes('.*')) return;
    const at = rule.url.start + match[0].length;
    yield { start: rule.url.start, end: at, fix: [insert(at, '(/jira)?')] };
  },
};
