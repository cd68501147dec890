import type { DiagnosticKind } from './diagnostic.ts';
import { reachOfRule } from './reachOfRule.ts';

export const allowsAll: DiagnosticKind = {
  code: 'allows-all',
  severity: 'warning',
  deep: true,
  template: 'This rule allows all {0} known operations: the token is not restricted.',
  docs: {
    what: 'The rule lets every request through.',
    why: 'All other rules are without effect, and so is the restriction.',
    bad: '.*',
    good: '[get].*/rest/api/2/issue/.*',
  },
  *rule(context) {
    const { rule } = context;
    if (rule.method !== undefined || rule.suffixes.length > 0) return;
    const reach = reachOfRule(context);
    if (reach?.all === true) yield { start: rule.start, end: rule.end, args: [String(reach.operations.length)] };
  },
};
