import type { Restrictions } from '../rules/restrictions.ts';
import type { DiagnosticKind, Finding } from './diagnostic.ts';
import { remove, wholeLine } from './rulePieces.ts';
import { type ShadowedRule, shadowedRules } from './shadowedRules.ts';

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
    const checks = shadowedRules(restrictions, assumptions);
    for (let step = checks.next(); ; step = checks.next()) {
      if (step.done === true) {
        if (step.value > 0) yield tooMany(restrictions, step.value);
        return;
      }
      if (step.value === undefined) yield undefined;
      else yield findingOf(step.value);
    }
  },
};

function findingOf({ line, rule, by }: ShadowedRule): Finding {
  return { start: rule.start, end: rule.end, args: [String(by)], fix: [remove(wholeLine(line))] };
}

/** Said where the rules stand that were not looked at. */
function tooMany({ lines }: Restrictions, left: number): Finding {
  const filled = lines.filter(line => !line.isBlank);
  const { start, end } = filled[Math.max(0, filled.length - left)] ?? { start: 0, end: 0 };
  const template =
    'There are too many rules like this to compare: whether others allow these {0} already is not shown.';
  return { start, end, args: [String(left)], template };
}
