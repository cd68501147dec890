import { decodedUri } from '../base/decodedUri.ts';
import { type NetworkOptions, noProxyAtAll, ProxySupport } from './networkOptions.ts';
import { isExempt, isLoopback } from './noProxy.ts';
import { ProxyFailure, ProxyProblem } from './wireFailures.ts';

/** Origin of a proxy's address. */
export const ProxySource = { connection: 'connection', settings: 'settings', environment: 'environment' } as const;
export type ProxySource = (typeof ProxySource)[keyof typeof ProxySource];

export const ProxyProtocol = { http: 'http', https: 'https', socks5: 'socks5' } as const;
export type ProxyProtocol = (typeof ProxyProtocol)[keyof typeof ProxyProtocol];

/** Proxy of a request. */
export interface ProxyServer {
  readonly protocol: ProxyProtocol;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** Scheme, host and port, fit to be shown: without credentials. */
  readonly origin: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** The value of `Proxy-Authorization`, where there is one. */
  readonly authorization: string | undefined;
  readonly source: ProxySource;
}

/**
 * Chooses the proxy for a URL; undefined for none. A connection's own setting goes first, then `http.proxy`, then the
 * environment's; `off` leaves only the first. This machine is only reached through a connection's own proxy.
 * `http.noProxy` replaces `NO_PROXY` where it is set, as in VS Code itself.
 * @throws ProxyFailure for a proxy whose URL cannot be used
 */
export function proxyFor(url: URL, options: NetworkOptions): ProxyServer | undefined {
  const { own } = options;
  if (own.proxy === noProxyAtAll) return undefined;
  if (own.proxy) return parseProxy(own.proxy, ProxySource.connection, options);
  if (options.proxySupport === ProxySupport.off || isLoopback(url)) return undefined;
  if (isExempt(url, exemptions(options))) return undefined;
  if (options.proxy) return parseProxy(options.proxy, ProxySource.settings, options);
  const fromEnvironment = environmentProxy(url, options);
  return fromEnvironment ? parseProxy(fromEnvironment, ProxySource.environment, options) : undefined;
}

function exemptions({ noProxy, environment }: NetworkOptions): readonly string[] {
  return noProxy.length > 0 ? noProxy : (environment.noProxy?.split(/[\s,]+/) ?? []);
}

function environmentProxy(url: URL, { environment }: NetworkOptions): string | undefined {
  const { httpsProxy, httpProxy, allProxy } = environment;
  return (url.protocol === 'https:' ? httpsProxy : httpProxy) || allProxy;
}

const protocols: Readonly<Record<string, { protocol: ProxyProtocol; port: number }>> = {
  'http:': { protocol: ProxyProtocol.http, port: 80 },
  'https:': { protocol: ProxyProtocol.https, port: 443 },
  'socks:': { protocol: ProxyProtocol.socks5, port: 1080 },
  'socks5:': { protocol: ProxyProtocol.socks5, port: 1080 },
  'socks5h:': { protocol: ProxyProtocol.socks5, port: 1080 },
};

function parseProxy(text: string, source: ProxySource, options: NetworkOptions): ProxyServer {
  const trimmed = text.trim();
  const typed = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  const known = url && protocols[url.protocol];
  // The text itself stays out of the error: it may hold a password.
  if (!url || !known || url.hostname === '') throw new ProxyFailure(ProxyProblem.malformed, '');
  const user = decodedUri(url.username) || undefined;
  const password = decodedUri(url.password) || undefined;
  return {
    protocol: known.protocol,
    hostname: url.hostname.replace(/[[\]]/g, ''),
    port: url.port === '' ? known.port : Number(url.port),
    origin: `${url.protocol}//${url.host}`,
    user,
    password,
    authorization: authorization(user, password, source, options),
    source,
  };
}

/** A URL's credentials go to its own proxy; the setting's are for the editor's proxies, not for a connection's own. */
function authorization(
  user: string | undefined,
  password: string | undefined,
  source: ProxySource,
  options: NetworkOptions,
): string | undefined {
  if (user !== undefined) return `Basic ${Buffer.from(`${user}:${password ?? ''}`, 'utf8').toString('base64')}`;
  return source === ProxySource.connection ? undefined : options.proxyAuthorization;
}
