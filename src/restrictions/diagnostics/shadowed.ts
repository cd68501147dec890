import type { Restrictions } from '../rules/restrictions.ts';
import type { DiagnosticKind, Finding } from './diagnostic.ts';
import { remove, wholeRule } from './rulePieces.ts';
import { type ShadowedRule, shadowedRules } from './shadowedRules.ts';

export const shadowed: DiagnosticKind = {
  code: 'shadowed',
  severity: 'warning',
  template: 'The rule on line {0} already allows everything that this rule allows. Remove this rule.',
  fixTitle: 'Remove the rule',
  docs: {
    what: 'A broader rule covers a narrower one.',
    why: 'The narrower rule has no effect.',
    bad: '.*/rest/api/2/.*\\n.*/rest/api/2/issue',
    good: '.*/rest/api/2/.*',
  },
  *text({ restrictions, assumptions, isSpent }) {
    if (isSpent) {
      yield tooMany(restrictions);
      return;
    }
    const checks = shadowedRules(restrictions, assumptions);
    for (let step = checks.next(); ; step = checks.next()) {
      if (step.done === true) {
        if (step.value) yield tooMany(restrictions);
        return;
      }
      if (step.value === undefined) yield undefined;
      else yield findingOf(step.value);
    }
  },
};

function findingOf({ line, rule, by }: ShadowedRule): Finding {
  return { start: rule.start, end: rule.end, args: [String(by)], fix: [remove(wholeRule(line, rule))] };
}

/** Reported at the first rule. */
function tooMany({ lines }: Restrictions): Finding {
  const { start, end } = lines.find(line => !line.isBlank) ?? { start: 0, end: 0 };
  const template = 'There are too many rules to compare them all. Some may be redundant without a warning.';
  return { start, end, template };
}
