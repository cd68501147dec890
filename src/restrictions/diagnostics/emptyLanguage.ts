import { dfaIfAny } from '../../javaRegex/automata/dfaOf.ts';
import { isEmpty } from '../../javaRegex/automata/operations.ts';
import { isSimple } from '../../javaRegex/automata/simple.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { regexesOf } from './rulePieces.ts';

export const emptyLanguage: DiagnosticKind = {
  code: 'empty-language',
  severity: 'error',
  deep: true,
  template: 'This pattern can never match.',
  docs: {
    what: 'The pattern contradicts itself.',
    why: 'The rule allows nothing.',
    bad: '.*/[a&&b]',
    good: '.*/[ab]',
  },
  *rule({ rule, assumptions }) {
    for (const regex of regexesOf(rule)) {
      if (regex.pattern === undefined || isSimple(regex.pattern)) continue;
      yield undefined;
      const dfa = dfaIfAny(regex.pattern, assumptions.match);
      if (dfa !== undefined && isEmpty(dfa)) yield { start: regex.start, end: regex.end };
    }
  },
};
