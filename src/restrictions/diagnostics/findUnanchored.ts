import type { DiagnosticKind } from './diagnostic.ts';
import { insert, onlySequence } from './rulePieces.ts';

export const findUnanchored: DiagnosticKind = {
  code: 'find-unanchored',
  severity: 'warning',
  template: 'The pattern can match part of the URL (assumed), so anything is allowed {0} it. Anchor it.',
  fixTitle: 'Anchor the pattern',
  docs: {
    what: 'The pattern is not anchored at both ends.',
    why: 'A matching part is enough anywhere in the URL, including the query string.',
    bad: '/rest/api/2/issue',
    good: '^https://[^/]+/rest/api/2/issue$',
  },
  *rule({ rule, assumptions }) {
    const items = onlySequence(rule.url)?.items;
    const [first] = items ?? [];
    const last = items?.at(-1);
    if (assumptions.match !== 'find' || items === undefined || first === undefined) return;
    const open = first.type !== 'anchor';
    const loose = last?.type !== 'anchor';
    if (!open && !loose) return;
    const where = open && loose ? 'before and after' : open ? 'before' : 'after';
    const { start, end } = rule.url;
    yield {
      start,
      end,
      args: [where],
      fix: [...(open ? [insert(start, '^')] : []), ...(loose ? [insert(end, '$')] : [])],
    };
  },
};
