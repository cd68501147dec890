import type { DiagnosticKind } from './diagnostic.ts';
import { leadingAny, queryTrick } from './tricks.ts';

export const querySmuggle: DiagnosticKind = {
  code: 'query-smuggle',
  severity: 'warning',
  deep: true,
  template: 'If the query string is part of what is matched, {0} is allowed as well.',
  onceTemplate:
    'If the query string is part of what is matched, {0} is allowed as well; {1} more rules let in the like of it.',
  fixTitle: 'Let no query string stand before the path',
  docs: {
    what: 'A path in the query string satisfies the pattern.',
    why: '.* at the beginning takes any other path and a question mark along.',
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
