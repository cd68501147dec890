import { dfaIfAny } from '../../javaRegex/automata/dfaOf.ts';
import { isSimple } from '../../javaRegex/automata/simple.ts';
import type { DiagnosticKind } from './diagnostic.ts';

/** For lines that are not parsed. */
export const tooLong = 'This line is too long to analyze: no server takes a URL of that length.';

/** For lines that are looked at after the budget of the text is spent. */
export const tooMuch = 'The rules before this one are too complex: its reach and its cost are not analyzed.';

export const tooComplex: DiagnosticKind = {
  code: 'too-complex',
  severity: 'hint',
  deep: true,
  template: 'This pattern is too complex to analyze: what it reaches, and which rules it covers, is not shown.',
  docs: {
    what: 'The automaton of the pattern would be too big.',
    why: 'The rule works, but nothing is said about what it allows.',
    bad: '.*a.{16}',
    good: '.*a',
  },
  *rule({ rule, assumptions }) {
    const { pattern } = rule.url;
    if (pattern === undefined) return;
    if (!isSimple(pattern) && dfaIfAny(pattern, assumptions.match) === undefined) {
      yield { start: rule.url.start, end: rule.url.end };
    }
  },
};
