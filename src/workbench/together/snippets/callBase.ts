import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { ProxyProtocol, proxyFor } from '../../../http/proxyFor.ts';
import { TransportKind } from '../../../http/selectTransport.ts';
import { JenkinsLoginKind } from '../../../jenkins/session/credentials.ts';
import { JiraLogin } from '../../../jira/session/credentials.ts';
import {
  type Call,
  type CallLogin,
  type CallMethod,
  type CallNetwork,
  direct,
  type Field,
  ProxyKind,
} from '../../../snippets/call.ts';
import { readNetwork } from '../../connections/network/networkSource.ts';
import { type Connection, Product } from '../../connections/settings/connection.ts';

const { t } = vscode.l10n;

/** Variables of a connection's secrets: names, never values. */
const nameOf = ({ product }: Connection, what: string) => `${product.toUpperCase()}_${what}`;

/** A secret with a sentence about where its value comes from. */
interface Told<T> {
  readonly value: T;
  readonly notes: readonly string[];
}

/** Parts of a call that its connection decides: address, login, network, and headers for a gateway. */
export type CallBase = Pick<Call, 'base' | 'login' | 'network' | 'headers' | 'notes' | 'query'>;

/** Describes the connection of a call. Its secrets are not read. */
export function callBaseOf(connection: Connection, method: CallMethod): CallBase {
  const base = BaseUrl.parse(connection.url).href.replace(/\/$/, '');
  const login = loginOf(connection, base, method);
  const network = networkOf(connection, base);
  const gateway = gatewayHeaders(connection);
  return {
    ...{ base, query: [], login: login.value, network: network.value },
    headers: [...productHeaders(connection, method), ...gateway.value],
    notes: [...login.notes, ...gateway.notes, ...network.notes],
  };
}

function loginOf(connection: Connection, base: string, method: CallMethod): Told<CallLogin> {
  const { auth, name } = connection;
  switch (auth.kind) {
    case JenkinsLoginKind.anonymous:
      return { value: { kind: 'none' }, notes: [] };
    case JenkinsLoginKind.bearer: {
      const variable = nameOf(connection, 'TOKEN');
      const notes = [t('Set {0} to the access token for {1}.', variable, name)];
      return { value: { kind: 'bearer', secret: { variable } }, notes };
    }
    case JenkinsLoginKind.password: {
      const variable = nameOf(connection, 'PASSWORD');
      const crumb = method === 'POST' ? { crumbUrl: `${base}/crumbIssuer/api/json` } : {};
      return {
        value: { kind: 'basic', user: auth.user, secret: { variable }, ...crumb },
        notes: [t('Set {0} to the password of {1}.', variable, auth.user)],
      };
    }
    case JiraLogin.session: {
      const variable = nameOf(connection, 'PASSWORD');
      const notes = [t('Set {0} to the password of {1}.', variable, auth.user)];
      return { value: { kind: 'basic', user: auth.user, secret: { variable } }, notes };
    }
    default: {
      const variable = nameOf(connection, 'TOKEN');
      const notes = [t('Set {0} to the API token of {1}.', variable, auth.user)];
      return { value: { kind: 'basic', user: auth.user, secret: { variable } }, notes };
    }
  }
}

function productHeaders({ product }: Connection, method: CallMethod): Field[] {
  if (product === Product.jenkins) return [];
  const accept = { name: 'Accept', value: 'application/json' };
  return method === 'GET' ? [accept] : [accept, { name: 'X-Atlassian-Token', value: 'no-check' }];
}

/** `X-Access`, or `Cookie SSO`: their values are secrets. */
function gatewayHeaders(connection: Connection): Told<readonly Field[]> {
  const fields: Field[] = [];
  const cookies: Field['value'][] = [];
  const notes: string[] = [];
  const used = new Set<string>();
  for (const written of connection.headerNames ?? []) {
    const [, cookie] = /^Cookie (.+)$/.exec(written) ?? [];
    const name = cookie ?? written;
    // No header of a gateway gets the variable of the login, nor that of another header.
    const wanted = nameOf(connection, `GATEWAY_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`);
    let variable = wanted;
    for (let i = 2; used.has(variable); i++) variable = `${wanted}_${i}`;
    used.add(variable);
    notes.push(t('Set {0} to the value of {1} for the gateway.', variable, written));
    if (cookie === undefined) fields.push({ name, value: [{ variable }] });
    else cookies.push([`${cookies.length > 0 ? '; ' : ''}${cookie}=`, { variable }]);
  }
  return { value: cookies.length > 0 ? [...fields, { name: 'Cookie', value: cookies.flat() }] : fields, notes };
}

/** Names are resolved by a SOCKS proxy itself, which most clients call `socks5h`. */
const proxyWords: Readonly<Record<ProxyProtocol, { readonly scheme: string; readonly kind?: ProxyKind }>> = {
  [ProxyProtocol.http]: { scheme: 'http' },
  [ProxyProtocol.https]: { scheme: 'https', kind: ProxyKind.tls },
  [ProxyProtocol.socks5]: { scheme: 'socks5h', kind: ProxyKind.socks },
};

function networkOf(connection: Connection, base: string): Told<CallNetwork> {
  const { tls, transport } = connection;
  const variable = nameOf(connection, 'CA_FILE');
  const isOwn = tls?.ca !== undefined || tls?.pinnedFingerprint !== undefined;
  const notes = [
    ...(tls?.ca ? [t('Set {0} to the path of the authority’s certificate, as PEM.', variable)] : []),
    ...(tls?.pinnedFingerprint && !tls.ca
      ? [t('Set {0} to the path of the server’s certificate, as PEM: the connection trusts it alone.', variable)]
      : []),
    ...(tls?.client ? [t('The connection also presents a client certificate, which this code does not.')] : []),
  ];
  const ca = isOwn ? { ca: { variable } } : {};
  // The editor's own network finds its proxy itself.
  if (transport === TransportKind.hostFetch) return { value: ca, notes };
  const proxy = proxyFor(new URL(base), { ...readNetwork(), own: connection.proxy ? { proxy: connection.proxy } : {} });
  if (!proxy) return { value: { ...ca, proxy: direct }, notes };
  const { scheme, kind } = proxyWords[proxy.protocol];
  const kindOf = kind === undefined ? {} : { proxyKind: kind };
  const address = `${scheme}://${proxy.hostname.includes(':') ? `[${proxy.hostname}]` : proxy.hostname}:${proxy.port}`;
  if (proxy.user === undefined && proxy.authorization === undefined) {
    return { value: { ...ca, ...kindOf, proxy: address }, notes };
  }
  const shape = address.replace('://', '://USER:PASSWORD@');
  const word = t(
    'Set {0} to the address of the proxy with its user and password, percent-encoded: {1}',
    'PROXY_URL',
    shape,
  );
  return { value: { ...ca, ...kindOf, proxy: [{ variable: 'PROXY_URL' }] }, notes: [...notes, word] };
}
