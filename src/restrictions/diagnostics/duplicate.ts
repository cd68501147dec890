import type { LineContent } from '../rules/restrictions.ts';
import type { Rule } from '../rules/rule.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { remove, wholeRule } from './rulePieces.ts';

function keyOf(rule: Rule): string {
  const suffixes = rule.suffixes.map(suffix => suffix.text).sort();
  return [rule.method?.method ?? '', rule.url.text, ...suffixes].join('\n');
}

const known = new WeakMap<LineContent, readonly string[]>();

function keysOf(content: LineContent): readonly string[] {
  const keys = known.get(content) ?? content.rules.map(keyOf);
  known.set(content, keys);
  return keys;
}

export const duplicate: DiagnosticKind = {
  code: 'duplicate',
  severity: 'warning',
  template: 'Line {0} already has this rule. Remove one of them.',
  fixTitle: 'Remove the rule',
  docs: {
    what: 'The text has the same rule twice.',
    why: 'The second has no effect.',
    bad: '.*/a\\n.*/a',
    good: '.*/a',
  },
  *text({ restrictions }) {
    const first = new Map<string, number>();
    for (const line of restrictions.lines) {
      if (line.isBlank || line.isLong) continue;
      for (const [i, key] of keysOf(line.content).entries()) {
        const before = first.get(key);
        if (before === undefined) {
          first.set(key, line.number);
          continue;
        }
        const rule = line.rules[i];
        if (rule === undefined) continue;
        const { start, end } = rule;
        yield { start, end, args: [String(before)], fix: [remove(wholeRule(line, rule))] };
      }
    }
  },
};
