import type { DiagnosticKind } from './diagnostic.ts';
import { findBypassUrl, leadingAny, queryTrick } from './tricks.ts';

export const matrixParam: DiagnosticKind = {
  code: 'matrix-param',
  severity: 'information',
  deep: true,
  template: 'A path after a semicolon also satisfies this rule: {0}.',
  onceTemplate: 'A path after a semicolon also satisfies this rule: {0}. {1} more rules have the same problem.',
  fixTitle: 'Allow no semicolon before the path',
  docs: {
    what: 'A path in a matrix parameter satisfies the pattern.',
    why: 'Servers ignore the text after a semicolon when they look up the operation.',
    bad: '[^?]*/rest/api/2/project.*',
    good: '[^?;]*/rest/api/2/project.*',
  },
  *rule(context) {
    const { rule, assumptions } = context;
    // A pattern that admits a query string admits this, too, and is reported already.
    if (assumptions.query !== 'no' && queryTrick(context) !== undefined) return;
    const url = findBypassUrl(context, (base, path, otherPath) => `${base}${otherPath};a=${path}`);
    if (url === undefined) return;
    const any = leadingAny(rule.url);
    const { start, end } = any ?? rule.url;
    yield { start, end, args: [url], ...(any === undefined ? {} : { fix: [{ ...any, newText: '[^?;]*' }] }) };
  },
};
