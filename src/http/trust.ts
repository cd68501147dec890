import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls';
import type { ClientCertificate, NetworkOptions } from './networkOptions.ts';
import { TlsFailure } from './wireFailures.ts';

/**
 * Authorities that a connection trusts: Node's own, the operating system's where wanted, `NODE_EXTRA_CA_CERTS`, and the
 * connection's.
 */
function trustedAuthorities({ systemCertificates, own }: NetworkOptions): string[] {
  return [
    ...rootCertificates,
    ...(systemCertificates ? getCACertificates('system') : []),
    ...getCACertificates('extra'),
    ...(own.ca ?? []),
  ];
}

/** Trust store for TLS, made once for each transport: parsing hundreds of certificates takes 40 ms. */
export class Trust {
  private readonly options: NetworkOptions;
  private server: SecureContext | undefined;
  private proxy: SecureContext | undefined;

  constructor(options: NetworkOptions) {
    this.options = options;
  }

  /**
   * For the server, with the client certificate.
   * @throws TlsFailure when an authority or the client certificate cannot be read
   */
  get forServer(): SecureContext {
    this.server ??= newContext(this.options, this.options.own.clientCertificate);
    return this.server;
  }

  /** For a proxy that speaks TLS itself, without the client certificate. */
  get forProxy(): SecureContext {
    this.proxy ??= newContext(this.options);
    return this.proxy;
  }
}

function newContext(options: NetworkOptions, client?: ClientCertificate): SecureContext {
  const ca = trustedAuthorities(options);
  try {
    if (!client) return createSecureContext({ ca });
    const { passphrase } = client;
    const secret = passphrase === undefined ? {} : { passphrase };
    return 'pfx' in client
      ? createSecureContext({ ca, pfx: Buffer.from(client.pfx), ...secret })
      : createSecureContext({ ca, cert: client.cert, key: client.key, ...secret });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'ERR_OSSL';
    throw new TlsFailure(code, undefined, cause);
  }
}
