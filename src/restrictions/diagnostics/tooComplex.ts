import { dfaIfAny } from '../../javaRegex/automata/dfaOf.ts';
import { isSimple } from '../../javaRegex/automata/simple.ts';
import type { DiagnosticKind } from './diagnostic.ts';

/** For lines that are not parsed. */
export const tooLong = 'This line is too long to analyze. No server accepts a URL of that length.';

/** For lines that are looked at after the budget of the text is spent. */
export const tooMuch = 'The rules before this one are too complex. Its operations and its cost are not analyzed.';

export const tooComplex: DiagnosticKind = {
  code: 'too-complex',
  severity: 'hint',
  deep: true,
  template: 'This pattern is too complex to analyze. Its operations and the rules that it covers are not shown.',
  docs: {
    what: 'The analysis of the pattern would take too long.',
    why: 'The rule works, but its operations are not shown.',
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
