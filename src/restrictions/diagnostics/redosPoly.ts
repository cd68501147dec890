import { costSteps, mayCostMuch } from '../../javaRegex/cost/attack.ts';
import { describeAttack } from './attackWords.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { regexesOf } from './rulePieces.ts';

/** Degree up to which a URL of two thousand characters takes a few milliseconds. */
const harmless = 2;

export const redosPoly: DiagnosticKind = {
  code: 'redos-poly',
  severity: 'information',
  deep: true,
  template: 'Matching a malicious URL takes time that grows with the power of {1} of its length: {0}.',
  docs: {
    what: 'Several parts of the pattern can match the same text in many ways.',
    why: 'Four times .* takes 300 ms for a URL of 2,000 characters.',
    bad: '.*/rest/.*/issue/.*/comment/.*/x',
    good: '[^?]*/rest/api/2/issue/[^/]+/comment/[^/]+/x',
  },
  *rule({ rule, assumptions }) {
    for (const regex of regexesOf(rule)) {
      const { pattern } = regex;
      if (pattern === undefined || !mayCostMuch(pattern, assumptions.match)) continue;
      const cost = yield* costSteps(pattern, assumptions.match);
      if (cost?.growth !== 'polynomial' || cost.degree <= harmless) continue;
      yield { start: regex.start, end: regex.end, args: [describeAttack(cost), String(cost.degree)] };
    }
  },
};
