import type { DiagnosticKind } from './diagnostic.ts';
import { insert, onlySequence } from './rulePieces.ts';

export const noTrailing: DiagnosticKind = {
  code: 'no-trailing',
  severity: 'information',
  template: 'This rule does not allow a longer path or a query string: the whole URL must match (assumed).',
  fixTitle: 'Allow a longer path and a query string',
  docs: {
    what: 'The pattern ends with a name of the path.',
    why: 'The rule does not match if a query string, a slash or a longer path follows.',
    bad: '.*/rest/api/2/issue',
    good: '.*/rest/api/2/issue([/?].*)?',
  },
  *rule({ rule, assumptions }) {
    const last = onlySequence(rule.url)?.items.at(-1);
    if (assumptions.match !== 'full' || last?.type !== 'literal' || !/[A-Za-z]$/.test(rule.url.text)) return;
    if (!rule.url.text.includes('/')) return;
    const word = /[A-Za-z]+$/.exec(rule.url.text)?.[0].length ?? 1;
    yield { start: rule.url.end - word, end: rule.url.end, fix: [insert(rule.url.end, '([/?].*)?')] };
  },
};
