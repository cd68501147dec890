import type { DiagnosticKind } from './diagnostic.ts';
import { insert } from './rulePieces.ts';

export const contextPath: DiagnosticKind = {
  code: 'context-path',
  severity: 'information',
  template: 'If Jira is deployed under a context path such as /jira, this never matches.',
  fixTitle: 'Allow the context path /jira, too',
  docs: {
    what: 'The path begins right after the host.',
    why: 'Many Data Center sites are at https://host/jira.',
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
