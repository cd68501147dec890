import type { Rule } from '../rules/rule.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { remove, wholeLine } from './rulePieces.ts';

function keyOf(rule: Rule): string {
  const suffixes = rule.suffixes.map(suffix => suffix.text).sort();
  return [rule.method?.method ?? '', rule.url.text, ...suffixes].join('\n');
}

export const duplicate: DiagnosticKind = {
  code: 'duplicate',
  severity: 'warning',
  template: 'The same rule stands on line {0} already.',
  fixTitle: 'Remove it',
  docs: {
    what: 'A rule is there twice.',
    why: 'The second has no effect.',
    bad: '.*/a\\n.*/a',
    good: '.*/a',
  },
  *text({ restrictions }) {
    const first = new Map<string, number>();
    for (const line of restrictions.lines) {
      if (line.isBlank) continue;
      yield undefined;
      for (const rule of line.rules) {
        const key = keyOf(rule);
        const before = first.get(key);
        if (before === undefined) first.set(key, line.number);
        else yield { start: rule.start, end: rule.end, args: [String(before)], fix: [remove(wholeLine(line))] };
      }
    }
  },
};
