import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, getCACertificates, rootCertificates, type TLSSocket } from 'node:tls';
import { unlessAborted } from '../base/unlessAborted.ts';
import { Connector, type Target } from '../http/connector.ts';
import type { NetworkOptions } from '../http/networkOptions.ts';
import { describeCertificate } from '../http/peerCertificate.ts';
import { type Evidence, EvidenceKind } from './findings.ts';
import { HandshakeRecords } from './handshakeRecords.ts';

/** Certificates that a server sent, its own first. */
export type CertificateChain = readonly X509Certificate[];

const maxDepth = 10;

/** Chain that the other side sent. Node completes it by authorities that it knows. */
export function chainOf(socket: TLSSocket): CertificateChain {
  const chain: X509Certificate[] = [];
  let shown = socket.getPeerCertificate(true);
  while (shown?.raw && chain.length < maxDepth) {
    chain.push(new X509Certificate(shown.raw));
    if (shown.issuerCertificate === shown) break;
    shown = shown.issuerCertificate;
  }
  return chain;
}

/** Findings about a server's side of TLS, whether it is accepted or not. */
export interface ServerTls {
  /** Empty where the handshake fails. */
  readonly chain: CertificateChain;
  readonly protocol: string;
  readonly asksForClient: boolean;
}

/**
 * Looks at the TLS of a server, by any protocol that it speaks, and without a client certificate. Sends nothing.
 * @returns undefined where the server is not reached
 */
export async function readServerTls(
  network: NetworkOptions,
  target: Target,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ServerTls | undefined> {
  const { hostname } = target;
  const records = new HandshakeRecords();
  let isReached = false;
  try {
    const socket = await unlessAborted(
      new Connector(network, timeoutMs).toServer({ ...target, protocol: 'http:' }),
      signal,
    );
    isReached = true;
    const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
    const tls = connect({
      socket: records.over(socket),
      host: hostname,
      servername: isIP(hostname) === 0 ? hostname : '',
      // Only looks: the connection is closed before a request.
      rejectUnauthorized: false,
      // Not judged: the usual authorities take 40 ms to read.
      ca: [],
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    tls.setTimeout(timeoutMs, () => tls.destroy());
    tls
      .once('secureConnect', () => resolve(tls))
      .once('error', reject)
      .once('close', reject);
    try {
      await unlessAborted(promise, signal);
      return { chain: chainOf(tls), protocol: tls.getProtocol() ?? '', asksForClient: records.asksForClient(tls) };
    } finally {
      tls.on('error', () => undefined).destroy();
    }
  } catch {
    signal.throwIfAborted();
    return isReached ? { chain: [], protocol: '', asksForClient: records.asksForClient(undefined) } : undefined;
  }
}

/** Sets of authorities that accept a chain. */
const AuthoritySet = { bundled: 'bundled', system: 'system', extra: 'extra', own: 'own' } as const;
type AuthoritySet = (typeof AuthoritySet)[keyof typeof AuthoritySet];

/** Names the sets of authorities that vouch for the last certificate of a chain. */
export function acceptedBy(
  chain: CertificateChain,
  { systemCertificates, own }: NetworkOptions,
): readonly AuthoritySet[] {
  const sets: Readonly<Record<AuthoritySet, readonly string[]>> = {
    bundled: rootCertificates,
    system: systemCertificates ? getCACertificates('system') : [],
    extra: getCACertificates('extra'),
    own: (own.ca ?? []).flatMap(pem => pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []),
  };
  return Object.values(AuthoritySet).filter(name => sets[name].some(pem => vouches(pem, chain)));
}

function vouches(pem: string, chain: CertificateChain): boolean {
  try {
    const authority = new X509Certificate(pem);
    return chain.some(
      each =>
        each.fingerprint256 === authority.fingerprint256 ||
        (each.issuer === authority.subject && each.verify(authority.publicKey)),
    );
  } catch {
    return false;
  }
}

/** Facts of a chain, and of its first certificate. */
export function chainEvidence(chain: CertificateChain): Evidence[] {
  const [leaf] = chain;
  if (!leaf) return [];
  const { subject, issuer, altNames, validFrom, validTo, fingerprint } = describeCertificate(leaf);
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return [
    { kind: EvidenceKind.subject, value: subject },
    { kind: EvidenceKind.issuer, value: issuer },
    ...(altNames ? [{ kind: EvidenceKind.names, value: altNames }] : []),
    { kind: EvidenceKind.valid, value: `${day(validFrom)} – ${day(validTo)}` },
    { kind: EvidenceKind.fingerprint, value: fingerprint },
    { kind: EvidenceKind.chain, value: chain.map(({ subject }) => subject.split('\n').join(', ')).join(' ← ') },
  ];
}
