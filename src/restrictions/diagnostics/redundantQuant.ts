import { nodesOf } from '../regex/ast.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { regexesOf, remove, spanIn } from './rulePieces.ts';

export const redundantQuant: DiagnosticKind = {
  code: 'redundant-quant',
  severity: 'hint',
  template: '{0} says nothing: once is what is meant without it.',
  fixTitle: 'Remove it',
  docs: {
    what: 'A count of exactly one.',
    why: 'It only makes the pattern harder to read.',
    bad: '.*/SCRUM-[1-2]{1}',
    good: '.*/SCRUM-[1-2]',
  },
  when: ({ text }) => text.includes('{'),
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      if (regex.pattern === undefined) continue;
      for (const node of nodesOf(regex.pattern.root)) {
        if (node.type !== 'quantified' || node.min !== 1 || node.max !== 1) continue;
        const span = spanIn(regex, node.quantifier);
        yield {
          ...span,
          args: [regex.text.slice(node.quantifier.start, node.quantifier.end)],
          fix: [remove({ ...span, end: regex.start + node.end })],
        };
      }
    }
  },
};
