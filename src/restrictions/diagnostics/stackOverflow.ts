import { deepLoops } from './deepLoops.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { regexesOf, spanIn } from './rulePieces.ts';

export const stackOverflow: DiagnosticKind = {
  code: 'stack-overflow',
  severity: 'warning',
  template: 'Repeating this group overflows the stack of Java on a URL of about 2,000 characters.',
  fixTitle: 'Change to a character class',
  docs: {
    what: 'A repeated group can match a single character at a time.',
    why: 'The request then fails with an error, even if a rule allows it.',
    bad: '.*/(a|b)*',
    good: '.*/[ab]*',
  },
  when: ({ text }) => text.includes('('),
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      for (const { node, merged } of deepLoops(regex)) {
        const span = spanIn(regex, node);
        const quantifier = regex.text.slice(node.quantifier.start, node.quantifier.end);
        const fix = merged === undefined ? {} : { fix: [{ ...span, newText: merged + quantifier }] };
        yield { ...span, ...fix };
      }
    }
  },
};
