import { costSteps, mayCostMuch } from '../../javaRegex/cost/attack.ts';
import { describeAttack } from './attackWords.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { regexesOf } from './rulePieces.ts';

export const redosExp: DiagnosticKind = {
  code: 'redos-exp',
  severity: 'warning',
  deep: true,
  template: 'A hostile URL makes Java backtrack exponentially: {0}.',
  docs: {
    what: 'The pattern can be matched in so many ways that trying all of them takes forever.',
    why: 'One request with such a URL keeps a thread of Jira busy.',
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
