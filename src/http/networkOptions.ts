/** VS Code's `http.proxySupport`. */
export const ProxySupport = { off: 'off', on: 'on', override: 'override', fallback: 'fallback' } as const;
export type ProxySupport = (typeof ProxySupport)[keyof typeof ProxySupport];

/** Value for a connection that wants no proxy, in place of a proxy's URL. */
export const noProxyAtAll = 'none';

/** Proxy variables of the environment; both spellings of each count. */
export interface ProxyEnvironment {
  readonly httpsProxy?: string | undefined;
  readonly httpProxy?: string | undefined;
  readonly allProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

/** Client certificate (mTLS). */
export type ClientCertificate =
  | { readonly cert: string; readonly key: string; readonly passphrase?: string | undefined }
  | { readonly pfx: Uint8Array; readonly passphrase?: string | undefined };

/** Network options of a single connection; they go before the editor's settings. */
export interface OwnNetwork {
  /** A proxy's URL (`http:`, `https:` or `socks5:`), or `none`. */
  readonly proxy?: string | undefined;
  /** Additional trusted authorities, as PEM; a text may hold several. */
  readonly ca?: readonly string[] | undefined;
  readonly clientCertificate?: ClientCertificate | undefined;
  /** SHA-256 of the only certificate that is accepted without an authority; colons and case are free. */
  readonly pinnedFingerprint?: string | undefined;
}

/** Network options of every request. They come from the user's settings, never from a workspace's. */
export interface NetworkOptions {
  /** `http.proxySupport` */
  readonly proxySupport: ProxySupport;
  /** `http.proxy` */
  readonly proxy: string | undefined;
  /** `http.noProxy` */
  readonly noProxy: readonly string[];
  /** `http.proxyAuthorization`: the whole value of the header. */
  readonly proxyAuthorization: string | undefined;
  /**
   * `http.proxyStrictSSL`: whether the certificate of a proxy that speaks TLS is verified. Does not apply to servers.
   */
  readonly proxyStrictTls: boolean;
  /** `http.systemCertificates` */
  readonly systemCertificates: boolean;
  readonly environment: ProxyEnvironment;
  readonly own: OwnNetwork;
}

/** Direct connections, trusting the usual authorities. */
export const plainNetwork: NetworkOptions = {
  proxySupport: ProxySupport.override,
  proxy: undefined,
  noProxy: [],
  proxyAuthorization: undefined,
  proxyStrictTls: true,
  systemCertificates: true,
  environment: {},
  own: {},
};

/** Reads the proxy variables. Lower case goes first, as in curl. */
export function proxyEnvironment(variables: Readonly<Record<string, string | undefined>>): ProxyEnvironment {
  const read = (name: string) => variables[name.toLowerCase()] || variables[name] || undefined;
  return {
    httpsProxy: read('HTTPS_PROXY'),
    httpProxy: read('HTTP_PROXY'),
    allProxy: read('ALL_PROXY'),
    noProxy: read('NO_PROXY'),
  };
}

/** Network options for servers that are not the connection's own: without its client certificate and its pin. */
export function externalNetwork(network: NetworkOptions): NetworkOptions {
  return { ...network, own: { proxy: network.own.proxy, ca: network.own.ca } };
}
