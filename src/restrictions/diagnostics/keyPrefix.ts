import type { DiagnosticKind } from './diagnostic.ts';
import { insert, spanOfMatch } from './rulePieces.ts';

export const keyPrefix: DiagnosticKind = {
  code: 'key-prefix',
  severity: 'warning',
  template: '{0}.* also matches {0}0 and all other keys that start with {0}.',
  fixTitle: 'Allow no further digit',
  docs: {
    what: 'An issue key is followed by .*.',
    why: 'KANBAN-1.* also matches KANBAN-10.',
    bad: '.*/issue/KANBAN-1.*',
    good: '.*/issue/KANBAN-1(?![0-9]).*',
  },
  when: ({ text }) => text.includes('-'),
  *rule({ rule }) {
    for (const match of rule.url.text.matchAll(/[A-Z][A-Z0-9_]+-[0-9]+(?=\.[*+])/g)) {
      const span = spanOfMatch(rule.url, match);
      yield { ...span, args: [match[0]], fix: [insert(span.end, '(?![0-9])')] };
    }
  },
};
