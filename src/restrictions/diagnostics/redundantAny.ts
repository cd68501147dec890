import type { DiagnosticKind } from './diagnostic.ts';
import { isAnything, regexesOf, remove, spanIn } from './rulePieces.ts';

export const redundantAny: DiagnosticKind = {
  code: 'redundant-any',
  severity: 'hint',
  template: '.* twice is the same as once.',
  fixTitle: 'Remove the second',
  docs: {
    what: 'Anything is followed by anything.',
    why: 'It only makes matching slower.',
    bad: '.*.*/rest',
    good: '.*/rest',
  },
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      if (regex.pattern === undefined) continue;
      const sequences = [...regex.pattern.root.alternatives];
      for (const sequence of sequences) {
        for (const [i, item] of sequence.items.entries()) {
          if (!isAnything(item) || !isAnything(sequence.items[i - 1])) continue;
          const span = spanIn(regex, item);
          yield { ...span, fix: [remove(span)] };
        }
      }
    }
  },
};
