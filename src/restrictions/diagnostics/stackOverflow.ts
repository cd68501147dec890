import { deepLoops } from './deepLoops.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { regexesOf, spanIn } from './rulePieces.ts';

export const stackOverflow: DiagnosticKind = {
  code: 'stack-overflow',
  severity: 'warning',
  template: 'Java needs its stack for each round of this group: on a URL of about 2,000 characters it overflows.',
  fixTitle: 'Make it a character class',
  docs: {
    what: 'A group of which each round matches a single character is repeated.',
    why: 'The request then fails with an error, whatever the rules say.',
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
