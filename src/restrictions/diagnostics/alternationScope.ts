import type { DiagnosticKind } from './diagnostic.ts';
import { insert, spanIn } from './rulePieces.ts';

export const alternationScope: DiagnosticKind = {
  code: 'alternation-scope',
  severity: 'warning',
  template: 'The | splits the whole pattern, so {0} has to match the whole URL by itself. Group the alternatives.',
  fixTitle: 'Allow the alternatives after the same path',
  docs: {
    what: 'One alternative has a path and another has none.',
    why: '.*/A-1|B-1 matches .*/A-1, or a URL that is only B-1.',
    bad: '.*/issue/A-1|B-1',
    good: '.*/issue/(?:A-1|B-1)',
  },
  when: ({ text }) => text.includes('|'),
  *rule({ rule }) {
    const { url } = rule;
    const [first, ...others] = url.pattern?.root.alternatives ?? [];
    if (first === undefined || others.length === 0) return;
    const textOf = ({ start, end }: { start: number; end: number }) => url.text.slice(start, end);
    // A slash in a group or a class divides no alternatives of the whole pattern.
    const slash = first.items.findLast(item => item.type === 'literal' && item.codePoint === 0x2f);
    if (
      slash === undefined ||
      url.text.includes('\\Q') ||
      others.some(other => textOf(other).includes('/') || textOf(other).includes('.*/'))
    )
      return;
    const [second] = others;
    if (second === undefined || textOf(second) === '') return;
    const fix = [insert(url.start + slash.end, '(?:'), insert(url.end, ')')];
    yield { ...spanIn(url, second), args: [textOf(second)], fix };
  },
};
