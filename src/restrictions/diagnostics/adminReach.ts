import type { DiagnosticKind } from './diagnostic.ts';
import { namesOf, reachOfRule } from './reachOfRule.ts';

export const adminReach: DiagnosticKind = {
  code: 'admin-reach',
  severity: 'warning',
  deep: true,
  template: 'This rule allows {0} administrator operations: {1}.',
  docs: {
    what: 'The rule allows operations that require Jira administrator permission.',
    why: 'A token of an administrator can then be used for them.',
    bad: '.*/rest/api/2/.*',
    good: '.*/rest/api/2/issue/.*',
  },
  *rule(context) {
    const { rule } = context;
    const reach = reachOfRule(context);
    if (reach === undefined || reach.all) return;
    const admin = reach.operations.filter(operation => operation.admin);
    if (admin.length > 0)
      yield { start: rule.url.start, end: rule.url.end, args: [String(admin.length), namesOf(admin)] };
  },
};
