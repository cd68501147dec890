import type { Diagnostic } from '../diagnostics/diagnostic.ts';

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

/** Picks the diagnostic of access that a rule grants beyond its author's likely intent. */
export function mostSurprising(found: readonly Diagnostic[]): Diagnostic | undefined {
  return surprising.map(code => found.find(diagnostic => diagnostic.code === code)).find(each => each !== undefined);
}
