import { pathReach } from '../endpoints/reach.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { namesOf } from './reachOfRule.ts';

export const methodEndpoint: DiagnosticKind = {
  code: 'method-endpoint',
  severity: 'warning',
  deep: true,
  template: 'No known operation with this path uses {0}. Available: {1}.',
  docs: {
    what: 'The path exists, but not for this method.',
    why: 'The rule allows nothing.',
    bad: '[put].*/rest/api/2/issue/A-1/comment',
    good: '[post].*/rest/api/2/issue/A-1/comment',
  },
  *rule({ rule, assumptions }) {
    if (rule.method === undefined || rule.url.pattern === undefined) return;
    const paths = pathReach(rule.url.pattern, assumptions);
    const { method, name } = rule.method;
    if (paths === 'tooComplex' || paths.length === 0 || paths.some(operation => operation.method === method)) return;
    yield { start: name.start, end: name.end, args: [method, namesOf(paths)] };
  },
};
