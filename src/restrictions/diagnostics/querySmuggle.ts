import type { DiagnosticKind } from './diagnostic.ts';
import { leadingAny, queryTrick } from './tricks.ts';

export const querySmuggle: DiagnosticKind = {
  code: 'query-smuggle',
  severity: 'warning',
  deep: true,
  template: 'This rule also allows {0} if the query string is matched.',
  onceTemplate: 'This rule also allows {0} if the query string is matched. {1} more rules have the same problem.',
  fixTitle: 'Allow no query string before the path',
  docs: {
    what: 'A path in the query string satisfies the pattern.',
    why: '.* at the start also matches another path followed by a question mark.',
    bad: '.*/rest/api/2/project.*',
    good: '[^?;]*/rest/api/2/project.*',
  },
  *rule(context) {
    const { rule, assumptions } = context;
    if (assumptions.query === 'no') return;
    const url = queryTrick(context);
    if (url === undefined) return;
    const any = leadingAny(rule.url);
    const { start, end } = any ?? rule.url;
    yield { start, end, args: [url], ...(any === undefined ? {} : { fix: [{ ...any, newText: '[^?;]*' }] }) };
  },
};
