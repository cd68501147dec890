import { type Operation, operationsOf, type Product } from '../endpoints/endpointTable.ts';
import { ruleReach } from '../endpoints/reach.ts';
import type { HttpMethod } from '../rules/rule.ts';
import type { RuleContext } from './diagnostic.ts';

const totals = new Map<string, number>();

/** Number of operations of a product and, if given, of a method. */
function totalOf(product: Product, method: HttpMethod | undefined): number {
  const key = `${product} ${method ?? ''}`;
  const known = totals.get(key);
  if (known !== undefined) return known;
  const total = operationsOf(product).filter(operation => method === undefined || operation.method === method).length;
  totals.set(key, total);
  return total;
}

/**
 * Operations that a rule allows, and whether these are all operations (of its method); undefined if it cannot be
 * decided.
 */
export function reachOfRule({
  rule,
  assumptions,
}: RuleContext): { operations: readonly Operation[]; all: boolean } | undefined {
  if (rule.url.pattern === undefined) return undefined;
  const operations = ruleReach(rule, assumptions);
  if (operations === 'tooComplex') return undefined;
  const total = totalOf(assumptions.product, rule.method?.method);
  return { operations, all: total > 0 && operations.length === total };
}

/** Names a few operations. */
export function namesOf(operations: readonly Operation[], most = 3): string {
  const names = operations.slice(0, most).map(({ method, path }) => `${method} ${path}`);
  return names.join(', ') + (operations.length > most ? ', \u2026' : '');
}
