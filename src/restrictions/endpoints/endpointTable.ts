import type { HttpMethod } from '../rules/rule.ts';
import { httpMethodOf } from '../rules/rule.ts';
import table from './endpoints.json' with { type: 'json' };

/** Jira Cloud, or Jira Data Center (and Server). */
export type Product = 'cloud' | 'dc';

/** Operation of Jira's REST API. */
export interface Operation {
  readonly product: Product;
  readonly method: HttpMethod;
  /** Its path with parameters in braces, `/rest/api/2/issue/{issueIdOrKey}`. */
  readonly path: string;
  /** Whether it changes data. A search by POST does not. */
  readonly writes: boolean;
  /**
   * Whether it needs the right to administer Jira. Data Center's documentation does not say: there it is judged by its
   * kind.
   */
  readonly admin: boolean;
  readonly deprecated: boolean;
}

function operationsIn(product: Product): Operation[] {
  return table[product].flatMap(line => {
    const [path = '', ...methods] = line.split(' ');
    return methods.map(entry => {
      const [name = '', flags = ''] = entry.split(':');
      const method = httpMethodOf(name) ?? 'GET';
      const [writes, admin, deprecated] = [...'wad'].map(letter => flags.includes(letter));
      return { product, method, path, writes: writes === true, admin: admin === true, deprecated: deprecated === true };
    });
  });
}

let operations: Readonly<Record<Product, readonly Operation[]>> | undefined;

/** All known operations of a product: about 600 of Cloud and 430 of Data Center. */
export function operationsOf(product: Product): readonly Operation[] {
  operations ??= { cloud: operationsIn('cloud'), dc: operationsIn('dc') };
  return operations[product];
}
