import type { TlsError } from './errors.ts';

export const TlsProblem = {
  /** The answer is no TLS at all. */
  plain: 'plain',
  /** The server requires a client certificate, or refused the one that it was shown. */
  client: 'client',
  /** Both sides support no common version of TLS, or of HTTP above it. */
  version: 'version',
  /** The server's certificate is not trusted, or the handshake failed otherwise. */
  server: 'server',
} as const;
export type TlsProblem = (typeof TlsProblem)[keyof typeof TlsProblem];

const versions = /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|NO_PROTOCOLS|NO_APPLICATION_PROTOCOL/;

/** Tells by its code on which side the trouble of a TLS handshake is. */
export function tlsProblemOf({ code }: TlsError): TlsProblem {
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') return TlsProblem.plain;
  if (versions.test(code)) return TlsProblem.version;
  return /_ALERT_(.*CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE)/.test(code) ? TlsProblem.client : TlsProblem.server;
}
