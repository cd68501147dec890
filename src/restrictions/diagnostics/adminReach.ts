import type { DiagnosticKind } from './diagnostic.ts';
import { namesOf, reachOfRule } from './reachOfRule.ts';

export const adminReach: DiagnosticKind = {
  code: 'admin-reach',
  severity: 'warning',
  deep: true,
  template: 'This rule reaches {0} operations for administrators: {1}.',
  docs: {
    what: 'The rule allows operations that only an administrator of Jira may do.',
    why: 'If the token belongs to one, whoever has it can do them too.',
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
