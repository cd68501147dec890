import type { PeerCertificate } from './peerCertificate.ts';

// Failures of transports, beneath HTTP. `transportFailure` makes RequestErrors of them, which know the request too.

export const ProxyProblem = {
  /** Its URL cannot be used. */
  malformed: 'malformed',
  /** It could not be reached, or hung up. */
  unreachable: 'unreachable',
  /** Its certificate could not be verified, or TLS could not be agreed on. */
  tls: 'tls',
  /** It wants to know who asks (407), or did not like the answer. */
  authentication: 'authentication',
  /** It would not, or could not, connect to the server. */
  refused: 'refused',
  /** The answer is not in the protocol of such a proxy. */
  protocol: 'protocol',
} as const;
export type ProxyProblem = (typeof ProxyProblem)[keyof typeof ProxyProblem];

interface ProxyFailureDetails {
  readonly cause?: unknown;
  readonly status?: number | undefined;
  readonly certificate?: PeerCertificate | undefined;
}

/** The proxy failed before the server was asked anything. */
export class ProxyFailure extends Error {
  readonly problem: ProxyProblem;
  /** Scheme, host and port of the proxy; empty when its URL could not be read. */
  readonly proxy: string;
  readonly status: number | undefined;
  readonly certificate: PeerCertificate | undefined;
  constructor(problem: ProxyProblem, proxy: string, details: ProxyFailureDetails = {}) {
    super(`proxy ${problem}`, { cause: details.cause });
    this.name = 'ProxyFailure';
    this.problem = problem;
    this.proxy = proxy;
    this.status = details.status;
    this.certificate = details.certificate;
  }
}

/** No connection to the server came to stand, so nothing was asked of it. `cause` says why. */
export class ConnectFailure extends Error {
  constructor(cause: unknown) {
    super('no connection', { cause });
    this.name = 'ConnectFailure';
  }
}

/** TLS could not be agreed on, or the certificate was not accepted. Nothing was asked. */
export class TlsFailure extends Error {
  /** OpenSSL's or Node's code. */
  readonly tlsCode: string;
  readonly certificate: PeerCertificate | undefined;
  constructor(tlsCode: string, certificate: PeerCertificate | undefined, cause?: unknown) {
    super(`TLS failed (${tlsCode})`, { cause });
    this.name = 'TlsFailure';
    this.tlsCode = tlsCode;
    this.certificate = certificate;
  }
}

/** The other side kept silent for too long. */
export class IdleFailure extends Error {
  constructor() {
    super('idle for too long');
    this.name = 'IdleFailure';
  }
}
