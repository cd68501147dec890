import type { PeerCertificate } from './peerCertificate.ts';

// Failures of transports, beneath HTTP. `transportFailure` makes RequestErrors of them, which know the request too.

export const ProxyProblem = {
  /** Its URL cannot be used. */
  malformed: 'malformed',
  /** It could not be reached, or closed the connection. */
  unreachable: 'unreachable',
  /** Its certificate could not be verified, or the TLS handshake failed. */
  tls: 'tls',
  /** It wants credentials (407), or refused them. */
  authentication: 'authentication',
  /** It refused to connect to the server, or failed to. */
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

/** The proxy failed before the request reached the server. */
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

/** No connection to the server was established, so nothing was sent. `cause` is the reason. */
export class ConnectFailure extends Error {
  constructor(cause: unknown) {
    super('no connection', { cause });
    this.name = 'ConnectFailure';
  }
}

/** The TLS handshake failed, or the certificate was not accepted. Nothing was sent. */
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

/** Idle timeout: the other side kept silent for too long. */
export class IdleFailure extends Error {
  constructor(what = 'idle for too long') {
    super(what);
    this.name = 'IdleFailure';
  }
}

/** The whole exchange took too long, however little silence there was. */
export class DeadlineFailure extends IdleFailure {
  constructor() {
    super('too long in all');
    this.name = 'DeadlineFailure';
  }
}
