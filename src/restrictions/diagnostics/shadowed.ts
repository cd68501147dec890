import type { DiagnosticKind } from './diagnostic.ts';
import { remove, wholeLine } from './rulePieces.ts';
import { shadowedRules } from './shadowedRules.ts';

export const shadowed: DiagnosticKind = {
  code: 'shadowed',
  severity: 'warning',
  template: 'All that this rule allows, the rule on line {0} allows already.',
  fixTitle: 'Remove it',
  docs: {
    what: 'A narrower rule stands beside a broader one.',
    why: 'It has no effect: restrictions only add up.',
    bad: '.*/rest/api/2/.*\\n.*/rest/api/2/issue',
    good: '.*/rest/api/2/.*',
  },
  *text({ restrictions, assumptions }) {
    for (const { line, rule, by } of shadowedRules(restrictions, assumptions)) {
      yield { start: rule.start, end: rule.end, args: [String(by)], fix: [remove(wholeLine(line))] };
    }
  },
};
