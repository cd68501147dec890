import { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { describeCertificate, type PeerCertificate, sameFingerprint } from './peerCertificate.ts';
import { TlsFailure } from './wireFailures.ts';

export interface TlsOptions {
  readonly hostname: string;
  readonly context: SecureContext;
  /** Whether to verify the peer; only false where the user said so for a proxy. */
  readonly strict: boolean;
  /** The only certificate that is accepted without an authority. */
  readonly pinnedFingerprint?: string | undefined;
}

/**
 * Starts TLS on a connected socket. Resolves after the certificate was judged: until then not a byte of a request is
 * sent.
 * @throws TlsFailure with the certificate, if it was sent
 */
export function secure(socket: Socket, options: TlsOptions): Promise<TLSSocket> {
  const { hostname, context, strict, pinnedFingerprint } = options;
  return new Promise((done, failed) => {
    let shown: PeerCertificate | undefined;
    const tls = connect({
      socket,
      host: hostname,
      servername: isIP(hostname) !== 0 ? '' : hostname,
      secureContext: context,
      ALPNProtocols: ['http/1.1'],
      // With a pin, Node admits a certificate that it would refuse, and `judge` decides instead.
      rejectUnauthorized: strict && pinnedFingerprint === undefined,
    });
    const fail = (failure: TlsFailure) => {
      tls.destroy();
      failed(failure);
    };
    const broke = (cause: NodeJS.ErrnoException) => fail(new TlsFailure(cause.code ?? cause.name, shown, cause));
    // Runs before Node's own judgement, which closes the socket and with it the access to the certificate.
    tls.prependListener('secure', () => {
      shown = shownBy(tls);
    });
    const closed = () => broke(Object.assign(new Error('closed while agreeing on TLS'), { code: 'ECONNRESET' }));
    tls.on('error', broke).once('close', closed);
    tls.once('secureConnect', () => {
      const refusal = strict ? judge(tls, shown, pinnedFingerprint) : undefined;
      if (refusal) return fail(refusal);
      // Once this has resolved, the listeners change nothing; an error before the next user listens is not uncaught.
      done(tls);
    });
  });
}

/** Accepts certificates that an authority vouches for, and the pinned certificate itself; nothing else. */
function judge(tls: TLSSocket, shown: PeerCertificate | undefined, pinned: string | undefined): TlsFailure | undefined {
  if (tls.authorized) return undefined;
  if (pinned !== undefined && shown && sameFingerprint(pinned, shown.fingerprint)) return undefined;
  const { authorizationError } = tls as { authorizationError?: unknown };
  // Node has the code here, not the error.
  return new TlsFailure(String(authorizationError), shown, authorizationError);
}

function shownBy(tls: TLSSocket): PeerCertificate | undefined {
  // Not getPeerX509Certificate: after it, Node 24 no longer finds the certificate for its own judgement.
  const { raw } = tls.getPeerCertificate(true);
  return raw && describeCertificate(new X509Certificate(raw));
}
