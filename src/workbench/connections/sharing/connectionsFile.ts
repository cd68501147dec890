import { asObject, asString, parseJson } from '../../../base/json.ts';
import { type Connection, Product, parseConnection } from '../settings/connection.ts';

/** Connection as a file for a team has it: without a person, a secret, or a path of a machine. */
export interface SharedConnection {
  readonly product: Product;
  readonly name: string;
  readonly url: string;
  readonly kind: string;
  readonly flavor?: string;
  readonly site?: string;
  readonly proxy?: string;
}

const format = 'jenkins-jira-connections';
/** More is no file of connections. */
export const mostBytes = 1024 * 1024;

/** Text of a file with the connections. */
export function writeConnections(connections: readonly Connection[]): string {
  return `${JSON.stringify({ format, version: 1, connections: connections.map(shared) }, undefined, 2)}\n`;
}

function shared(connection: Connection): SharedConnection {
  const { product, name, url, proxy, auth } = connection;
  const jira = connection.product === Product.jira ? connection : undefined;
  return {
    product,
    name,
    url,
    kind: auth.kind,
    ...(jira && { flavor: jira.flavor }),
    ...(jira?.site !== undefined && { site: jira.site }),
    ...(proxy !== undefined && { proxy }),
  };
}

/**
 * Connections of a file, in its order, those that cannot be used left out.
 * @returns undefined for a text that is no such file
 */
export function readConnections(text: string): readonly SharedConnection[] | undefined {
  const file = asObject(parseJson(text));
  const listed = file['connections'];
  if (file['format'] !== format || !Array.isArray(listed)) return undefined;
  return listed.flatMap(value => {
    const { product, name, url, kind, flavor, site, proxy } = asObject(value);
    // The person is asked for the user: any name makes the rest readable.
    const auth = { kind, user: 'user' };
    const connection = parseConnection({ id: 'shared', product, name, url, flavor, site, proxy, auth });
    if (!connection || (proxy !== undefined && !isProxy(asString(proxy)))) return [];
    return [shared(connection)];
  });
}

/** Proxy without a password in it, or `none`. */
function isProxy(proxy: string | undefined): boolean {
  if (proxy === undefined || proxy === 'none') return proxy !== undefined;
  return URL.canParse(proxy) && /^(https?|socks5h?):$/.test(new URL(proxy).protocol) && !new URL(proxy).password;
}
