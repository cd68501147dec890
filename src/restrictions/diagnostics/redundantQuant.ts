import { nodesOf, type Quantified } from '../../javaRegex/regex/ast.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { regexesOf, remove, spanIn } from './rulePieces.ts';

/**
 * Whether the count can be removed. A possessive quantifier forbids to go back into its body, if that can match in two
 * ways.
 */
function saysNothing({ min, max, mode, body }: Quantified): boolean {
  return min === 1 && max === 1 && (mode !== 'possessive' || body.type === 'literal' || body.type === 'characters');
}

/**
 * Whether the text that follows would be read differently without the count: another count, a digit of an escape, or
 * nothing.
 */
function keepsApart({ body, end }: Quantified, source: string): boolean {
  const next = source[end] ?? '';
  const written = source.slice(body.start, body.end);
  // At the end of a rule a blank would be lost.
  const isBlank = written.trim() === '';
  return (
    body.type === 'nothing' || isBlank || '*+?{'.includes(next || ' ') || (/^\\\d+$/.test(written) && /\d/.test(next))
  );
}

export const redundantQuant: DiagnosticKind = {
  code: 'redundant-quant',
  severity: 'hint',
  template: '{0} has no effect. Remove it.',
  fixTitle: 'Remove {0}',
  docs: {
    what: 'The pattern has a count of exactly one.',
    why: 'The count only makes the pattern harder to read.',
    bad: '.*/SCRUM-[1-2]{1}',
    good: '.*/SCRUM-[1-2]',
  },
  when: ({ text }) => text.includes('{'),
  *rule({ rule }) {
    for (const regex of regexesOf(rule)) {
      if (regex.pattern === undefined) continue;
      for (const node of nodesOf(regex.pattern.root)) {
        if (node.type !== 'quantified' || !saysNothing(node)) continue;
        const span = spanIn(regex, node.quantifier);
        const fix = keepsApart(node, regex.text) ? {} : { fix: [remove({ ...span, end: regex.start + node.end })] };
        yield { ...span, args: [regex.text.slice(node.quantifier.start, node.quantifier.end)], ...fix };
      }
    }
  },
};
