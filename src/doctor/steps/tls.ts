import type { TLSSocket } from 'node:tls';
import { unlessAborted } from '../../base/unlessAborted.ts';
import { Connector, type Target } from '../../http/connector.ts';
import { type RequestError, TlsError } from '../../http/errors.ts';
import { findOtherScheme } from '../../http/otherScheme.ts';
import { sameFingerprint } from '../../http/peerCertificate.ts';
import { TransportKind } from '../../http/selectTransport.ts';
import { TlsProblem, tlsProblemOf } from '../../http/tlsProblem.ts';
import { transportFailure } from '../../http/transportFailure.ts';
import {
  acceptedBy,
  type CertificateChain,
  chainEvidence,
  chainOf,
  readServerTls,
  type ServerTls,
} from '../certificateChain.ts';
import type { Examined, Outcome, Step } from '../examination.ts';
import { type Evidence, EvidenceKind, type Finding, Grade } from '../findings.ts';
import { usualTimeoutMs } from '../timeouts.ts';
import { baseOf, traceOf } from '../traces.ts';
import type { Verdict } from '../verdicts.ts';

const soonDays = 21;
const dayMs = 86_400_000;

/** Agrees on TLS as each request does, and finds out why where that fails. */
export const tls: Step = {
  name: 'tls',
  canRun: ({ base, isCutOff }, { transport }) =>
    base !== undefined && !isCutOff && transport !== TransportKind.hostFetch,
  async run(examined, facts, signal) {
    const base = baseOf(facts);
    if (!base.origin.startsWith('https:')) return { findings: [{ verdict: 'tlsNone', grade: Grade.note }] };
    const { hostname, port } = new URL(base.origin);
    const target = { protocol: 'https:', hostname: hostname.replace(/[[\]]/g, ''), port: Number(port) || 443 };
    const timeoutMs = examined.connectTimeoutMs ?? usualTimeoutMs;
    const connector = new Connector(examined.network, timeoutMs);
    try {
      // With https, the connector's socket is one of TLS.
      const socket = (await unlessAborted(connector.toServer(target), signal)) as TLSSocket;
      const chain = chainOf(socket);
      const protocol = socket.getProtocol() ?? '';
      socket.destroy();
      const outcome = succeeded(examined, chain, protocol);
      const shown = await readServerTls(examined.network, target, timeoutMs, signal);
      if (!shown?.asksForClient) return outcome;
      return { ...outcome, findings: [...outcome.findings, clientAsked(examined)] };
    } catch (cause) {
      signal.throwIfAborted();
      const error = transportFailure(cause, traceOf(base));
      const other = await findOtherScheme(base, error, at => examined.clientAt(at, examined.transport), signal);
      if (other) return { findings: [ofOtherScheme(error, other.href)], facts: { isCutOff: true, isAnswered: true } };
      return failed(error, examined, target, signal);
    }
  },
};

function succeeded({ network }: Examined, chain: CertificateChain, protocol: string): Outcome {
  const [leaf] = chain;
  const sets = acceptedBy(chain, network);
  const evidence: Evidence[] = [
    { kind: EvidenceKind.protocol, value: protocol },
    ...chainEvidence(chain),
    ...sets.map(value => ({ kind: EvidenceKind.acceptedBy, value })),
  ];
  const { pinnedFingerprint } = network.own;
  const isPinned = pinnedFingerprint !== undefined && leaf && sameFingerprint(pinnedFingerprint, leaf.fingerprint256);
  const until = leaf ? new Date(leaf.validTo) : undefined;
  const days = until ? Math.floor((until.getTime() - Date.now()) / dayMs) : soonDays;
  const findings: Finding[] = [
    ...(days < soonDays ? [{ verdict: 'tlsExpiresSoon', grade: Grade.warning, values: [String(days)] } as const] : []),
    { verdict: isPinned && sets.length === 0 ? 'tlsPinned' : 'tlsGood', grade: Grade.good, values: [protocol] },
  ];
  return { findings, evidence };
}

/** Servers that only ask let others in, too, or refuse them later by a page. */
function clientAsked({ network }: Examined): Finding {
  const grade = Grade.note;
  return network.own.clientCertificate
    ? { verdict: 'tlsClientShown', grade }
    : { verdict: 'tlsAsksForClient', grade, fix: { kind: 'editNetwork' } };
}

async function failed(error: RequestError, examined: Examined, target: Target, signal: AbortSignal): Promise<Outcome> {
  const facts = { isCutOff: true };
  if (!(error instanceof TlsError)) {
    return { findings: [{ verdict: 'tlsHangsUp', grade: Grade.problem, error, fix: { kind: 'editNetwork' } }], facts };
  }
  const { code } = error;
  const shown = await readServerTls(examined.network, target, examined.connectTimeoutMs ?? usualTimeoutMs, signal);
  const evidence: Evidence[] = [
    { kind: EvidenceKind.code, value: code },
    ...(shown?.protocol ? [{ kind: EvidenceKind.protocol, value: shown.protocol }, ...chainEvidence(shown.chain)] : []),
    ...(shown ? acceptedBy(shown.chain, examined.network) : []).map(value => ({
      kind: EvidenceKind.acceptedBy,
      value,
    })),
  ];
  return { findings: [findingOf(error, shown, examined)], evidence, facts };
}

function ofOtherScheme(error: RequestError, url: string): Finding {
  return { verdict: 'otherScheme', grade: Grade.problem, error, fix: { kind: 'updateAddress', url }, values: [url] };
}

function findingOf(error: TlsError, shown: ServerTls | undefined, { network: { own } }: Examined): Finding {
  const chain = shown?.chain ?? [];
  const grade = Grade.problem;
  const { code, certificate } = error;
  const edit = { kind: 'editNetwork' } as const;
  const trust = certificate ? ({ kind: 'trustCertificate', code, certificate } as const) : edit;
  const verdict = verdictOf(error, shown, own.ca !== undefined);
  if (own.pinnedFingerprint && certificate && verdict !== 'tlsExpired') {
    return { verdict: 'tlsPinChanged', grade, error, fix: trust, values: [certificate.fingerprint] };
  }
  const authority = verdict === 'tlsExpired' ? expiredAuthority(chain) : undefined;
  if (authority) {
    const values = [authority.subject.split('\n').join(', '), dayOf(new Date(authority.validTo))];
    return { verdict: 'tlsAuthorityExpired', grade, error, fix: trust, values };
  }
  switch (verdict) {
    case 'tlsExpired':
    case 'tlsNotYetValid':
      return { verdict, grade, error, fix: trust, values: [dateOf(certificate, verdict)] };
    case 'tlsWrongName':
      return {
        verdict,
        grade,
        error,
        fix: { kind: 'editAddress' },
        values: [certificate?.altNames ?? certificate?.subject ?? ''],
      };
    case 'tlsSelfSigned':
      return { verdict, grade, error, fix: trust };
    case 'tlsIntermediateMissing':
    case 'tlsUnknownAuthority':
      return { verdict, grade, error, fix: trust, values: [issuerOf(chain) || (certificate?.issuer ?? '')] };
    default:
      return { verdict, grade, error, fix: verdict === 'tlsPlain' ? { kind: 'editAddress' } : edit, values: [code] };
  }
}

const byCode: Readonly<Record<string, Verdict>> = {
  CERT_HAS_EXPIRED: 'tlsExpired',
  CERT_NOT_YET_VALID: 'tlsNotYetValid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tlsWrongName',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tlsSelfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'tlsUnknownAuthority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tlsUnknownAuthority',
};

function verdictOf(error: TlsError, shown: ServerTls | undefined, hasAuthority: boolean): Verdict {
  const { code, certificate } = error;
  // A certificate alone may lack its intermediate, or be issued by an authority that is not trusted here. Authorities
  // of companies seldom say where their certificate is; with the company's own at hand, it must be the former.
  if (code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') {
    const namesIssuer = /CA Issuers/.test(shown?.chain[0]?.infoAccess ?? '');
    return hasAuthority || namesIssuer ? 'tlsIntermediateMissing' : 'tlsUnknownAuthority';
  }
  const known = byCode[code];
  if (known) return known;
  switch (tlsProblemOf(error)) {
    case TlsProblem.plain:
      return 'tlsPlain';
    case TlsProblem.version:
      return /APPLICATION_PROTOCOL/.test(code) ? 'tlsOnlyHttp2' : 'tlsOldProtocol';
    case TlsProblem.client:
      // Servers refuse a handshake by the same alert for want of a certificate and of a cipher.
      return shown?.asksForClient === false && /HANDSHAKE_FAILURE/.test(code) ? 'tlsNoCipher' : 'tlsWantsClient';
    default:
      return certificate || /^ERR_(?:SSL|TLS)/.test(code) ? 'tlsOther' : 'tlsOwnCertificate';
  }
}

function dateOf(certificate: TlsError['certificate'], verdict: Verdict): string {
  const date = verdict === 'tlsExpired' ? certificate?.validTo : certificate?.validFrom;
  return date ? dayOf(date) : '';
}

/** First certificate that has expired, where it is not the server's own. */
function expiredAuthority([own, ...authorities]: CertificateChain): CertificateChain[number] | undefined {
  const hasExpired = ({ validTo }: CertificateChain[number]) => Date.parse(validTo) < Date.now();
  return own && !hasExpired(own) ? authorities.find(hasExpired) : undefined;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function issuerOf(chain: CertificateChain): string {
  return chain.at(-1)?.issuer.split('\n').join(', ') ?? '';
}
