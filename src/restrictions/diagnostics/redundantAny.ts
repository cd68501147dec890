import { type Node, type Quantified, unlimited } from '../../javaRegex/regex/ast.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { isAnything, regexesOf, remove, spanIn } from './rulePieces.ts';

/** Whether a `.*` is superfluous after the one before it. */
function isSuperfluous(item: Node, before: Node | undefined): item is Quantified {
  if (!isAnything(item) || !isAnything(before)) return false;
  if (item.type !== 'quantified' || before?.type !== 'quantified' || before.max !== unlimited) return false;
  // A possessive loop gives nothing back to the rest, which the loop before it alone would.
  return item.mode !== 'possessive' || before.mode === 'possessive';
}

export const redundantAny: DiagnosticKind = {
  code: 'redundant-any',
  severity: 'hint',
  template: '.*.* is the same as .*.',
  fixTitle: 'Remove the second',
  docs: {
    what: 'The pattern has .* twice in a row.',
    why: 'The second only makes matching slower.',
    bad: '.*.*/rest',
    good: '.*/rest',
  },
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      if (regex.pattern === undefined) continue;
      const sequences = [...regex.pattern.root.alternatives];
      for (const sequence of sequences) {
        for (const [i, item] of sequence.items.entries()) {
          if (!isSuperfluous(item, sequence.items[i - 1])) continue;
          const span = spanIn(regex, item);
          yield { ...span, fix: [remove(span)] };
        }
      }
    }
  },
};
