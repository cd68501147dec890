import type { DiagnosticKind } from './diagnostic.ts';
import { namesOf, reachOfRule } from './reachOfRule.ts';

export const deprecatedEndpoint: DiagnosticKind = {
  code: 'deprecated-endpoint',
  severity: 'information',
  deep: true,
  template: 'Deprecated: {0}.',
  docs: {
    what: 'The rule allows a deprecated operation.',
    why: 'Atlassian removes deprecated operations after an announcement.',
    bad: '[get].*/rest/api/3/search',
    good: '[get].*/rest/api/3/search/jql',
  },
  *rule(context) {
    const { rule } = context;
    const reach = reachOfRule(context);
    // Broad rules reach some deprecated operation without meaning it.
    if (reach === undefined || reach.operations.length > 6) return;
    const deprecated = reach.operations.filter(operation => operation.deprecated);
    if (deprecated.length > 0) yield { start: rule.url.start, end: rule.url.end, args: [namesOf(deprecated)] };
  },
};
