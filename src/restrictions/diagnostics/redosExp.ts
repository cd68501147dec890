import { costSteps, mayCostMuch } from '../../javaRegex/cost/attack.ts';
import { describeAttack } from './attackWords.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { regexesOf } from './rulePieces.ts';

export const redosExp: DiagnosticKind = {
  code: 'redos-exp',
  severity: 'warning',
  deep: true,
  template: 'A malicious URL makes matching take exponential time in Java: {0}.',
  docs: {
    what: 'The pattern can match in so many ways that trying all of them does not end.',
    why: 'One request with such a URL blocks a thread in Jira.',
    bad: '.*/((a+)+)+x',
    good: '.*/a+x',
  },
  *rule({ rule, assumptions }) {
    for (const regex of regexesOf(rule)) {
      const { pattern } = regex;
      if (pattern === undefined || !mayCostMuch(pattern, assumptions.match)) continue;
      const cost = yield* costSteps(pattern, assumptions.match);
      if (cost?.growth === 'exponential') yield { start: regex.start, end: regex.end, args: [describeAttack(cost)] };
    }
  },
};
