import type { DiagnosticKind } from './diagnostic.ts';
import { namesOf, reachOfRule } from './reachOfRule.ts';
import { insert } from './rulePieces.ts';

export const writeUnscoped: DiagnosticKind = {
  code: 'write-unscoped',
  severity: 'warning',
  deep: true,
  template: 'This rule has no method, so it also allows {0} write operations: {1}.',
  fixTitle: 'Allow GET only',
  docs: {
    what: 'A rule without a method allows write operations.',
    why: 'A rule without a method allows all methods, including DELETE.',
    bad: '.*/rest/api/2/issue.*',
    good: '[get].*/rest/api/2/issue.*',
  },
  *rule(context) {
    const { rule } = context;
    const reach = rule.method === undefined ? reachOfRule(context) : undefined;
    if (reach === undefined || reach.all) return;
    const writes = reach.operations.filter(operation => operation.writes);
    // Where nothing can be read, the rule is meant for the writes.
    if (writes.length === 0 || writes.length === reach.operations.length) return;
    yield {
      start: rule.url.start,
      end: rule.url.end,
      args: [String(writes.length), namesOf(writes)],
      fix: [insert(rule.start, '[get]')],
    };
  },
};
