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
  const { product, name, url, auth } = connection;
  const proxy = proxyWithoutLogin(connection.proxy);
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
    const given = asString(proxy);
    if (!connection || (proxy !== undefined && (!isProxy(given) || hasPassword(given)))) return [];
    return [shared(connection)];
  });
}

const none = 'none';

function isProxy(proxy: string | undefined): boolean {
  if (proxy === undefined || proxy === none) return proxy === none;
  return URL.canParse(proxy) && /^(https?|socks5h?):$/.test(new URL(proxy).protocol);
}

/** A person may have written a user and a password into the settings. */
function proxyWithoutLogin(proxy: string | undefined): string | undefined {
  if (proxy === undefined || !isProxy(proxy)) return undefined;
  if (!proxy.includes('@')) return proxy;
  const url = new URL(proxy);
  url.username = '';
  url.password = '';
  return url.href;
}

function hasPassword(proxy: string | undefined): boolean {
  return proxy !== undefined && URL.canParse(proxy) && new URL(proxy).password !== '';
}
