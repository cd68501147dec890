import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { lintLineAsync } from '../diagnostics/lint.ts';
import type { Assumptions } from '../endpoints/assumptions.ts';
import type { RuleLine } from '../rules/restrictions.ts';

/** Kinds that report access that was hardly meant: the most surprising first. */
const surprising = [
  'allows-all',
  'allows-all-method',
  'charclass-word',
  'numeric-range',
  'alternation-scope',
  'unescaped-question',
  'key-prefix',
  'segment-prefix',
  'unescaped-dot-host',
  'admin-reach',
  'write-unscoped',
  'dot-dot',
  'query-smuggle',
  'matrix-param',
  'double-slash',
  'case-flag',
];

/** Finds access that a rule grants beyond its author's likely intent; undefined also if it was ended early. */
export async function surpriseOf(
  line: RuleLine,
  assumptions: Assumptions,
  signal?: AbortSignal,
): Promise<Diagnostic | undefined> {
  const found = await lintLineAsync(line, assumptions, signal);
  return surprising.map(code => found.find(diagnostic => diagnostic.code === code)).find(each => each !== undefined);
}
