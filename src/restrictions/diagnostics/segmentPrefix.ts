import { operationsOf, type Product } from '../endpoints/endpointTable.ts';
import type { DiagnosticKind } from './diagnostic.ts';
import { isAnything, onlySequence, spanIn } from './rulePieces.ts';

/** Names of known operations that begin with the last name of a path, but are longer. */
function longerNames(path: string, product: Product): string[] {
  const names = operationsOf(product)
    .filter(operation => operation.path.startsWith(path) && /^[A-Za-z]/.test(operation.path.slice(path.length)))
    .map(operation => operation.path.slice(path.lastIndexOf('/') + 1).split('/')[0] ?? '');
  return [...new Set(names)];
}

export const segmentPrefix: DiagnosticKind = {
  code: 'segment-prefix',
  severity: 'warning',
  template: 'This rule also allows longer names: {0}.',
  fixTitle: 'Allow only a slash or a query string after the name',
  docs: {
    what: 'The pattern ends within a name and allows anything after it.',
    why: 'issue.* also matches issueLink and issuetype.',
    bad: '.*/rest/api/2/issue.*',
    good: '.*/rest/api/2/issue([/?].*)?',
  },
  when: ({ url }) => url.text.endsWith('.*'),
  *rule({ rule, assumptions }) {
    const items = onlySequence(rule.url)?.items ?? [];
    const last = items.at(-1);
    const path = /\/rest\/[\w./]*[A-Za-z](?=\.\*$)/.exec(rule.url.text)?.[0];
    if (path === undefined || last === undefined || !isAnything(last)) return;
    const names = longerNames(path, assumptions.product);
    if (names.length === 0) return;
    const span = spanIn(rule.url, last);
    yield { ...span, args: [names.slice(0, 4).join(', ')], fix: [{ ...span, newText: '([/?].*)?' }] };
  },
};
