import type { DiagnosticKind } from './diagnostic.ts';

export const noLeadingAny: DiagnosticKind = {
  code: 'no-leading-any',
  severity: 'warning',
  template: 'If the whole URL must match, as is assumed, this never does: a URL begins with https://.',
  fixTitle: 'Begin with .*',
  docs: {
    what: 'The pattern begins with a path.',
    why: 'The published examples all begin with .*, so it is assumed that the whole URL must match.',
    bad: '/rest/api/2/issue',
    good: '.*/rest/api/2/issue',
  },
  *rule({ rule, assumptions }) {
    const match = /^\^?(?=\\?\/|rest\b)/.exec(rule.url.text);
    if (assumptions.match !== 'full' || match === null) return;
    const { start } = rule.url;
    const slash = rule.url.text.slice(match[0].length).startsWith('rest') ? '.*/' : '.*';
    yield { start, end: rule.url.end, fix: [{ start, end: start + match[0].length, newText: slash }] };
  },
};
