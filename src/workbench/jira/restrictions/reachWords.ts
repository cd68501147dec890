import * as vscode from 'vscode';
import type { Assumptions, Operation, Reach, RuleLine } from '../../../restrictions/index.ts';

const { t } = vscode.l10n;

/**
 * "allows 12 operations (3 write, 1 admin)".
 * @param atMost whether suffixes admit only some of their requests
 */
export function reachWords(operations: readonly Operation[], atMost = false): string {
  const writes = operations.filter(({ writes }) => writes).length;
  const admin = operations.filter(({ admin }) => admin).length;
  if (operations.length === 0) return t('allows no known operations');
  if (writes + admin === 0) return readingWords(operations.length, atMost);
  if (operations.length === 1 && atMost) return t('allows at most 1 operation ({0} write, {1} admin)', writes, admin);
  if (atMost) return t('allows at most {0} operations ({1} write, {2} admin)', operations.length, writes, admin);
  if (operations.length === 1) return t('allows 1 operation ({0} write, {1} admin)', writes, admin);
  return t('allows {0} operations ({1} write, {2} admin)', operations.length, writes, admin);
}

function readingWords(count: number, atMost: boolean): string {
  if (atMost)
    return count === 1
      ? t('allows at most 1 read-only operation')
      : t('allows at most {0} read-only operations', count);
  return count === 1 ? t('allows 1 read-only operation') : t('allows {0} read-only operations', count);
}

/** Describes the reach of a rule. */
export function ruleReachWords({ asRead }: RuleLine, reach: Reach): string {
  return reach === 'tooComplex' ? t('too complex to analyze') : reachWords(reach, asRead.suffixes.length > 0);
}

/** Describes the assumptions, in a line: none of them is documented. */
export function assumptionWords({ match, query, product, baseUrl }: Assumptions): string {
  const parts = [
    match === 'full' ? t('whole-URL match') : t('partial-URL match'),
    {
      unknown: t('query string: unknown'),
      yes: t('query string: matched'),
      no: t('query string: ignored'),
    }[query],
    product === 'cloud' ? t('Jira Cloud') : t('Jira Data Center'),
  ];
  return baseUrl ? [...parts, baseUrl].join(', ') : parts.join(', ');
}

/** An operation as the API's documentation writes it. */
export function operationWords({ method, path }: Operation): string {
  return `${method} ${path}`;
}
