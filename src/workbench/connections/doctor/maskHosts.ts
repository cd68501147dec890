import { EvidenceKind, type StepReport } from '../../../doctor/findings.ts';
import type { Verdict } from '../../../doctor/verdicts.ts';

/** Evidence that holds names or addresses of hosts. */
const holders: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>([
  ...[EvidenceKind.address, EvidenceKind.ipv4, EvidenceKind.ipv6, EvidenceKind.proxy, EvidenceKind.connected],
  ...[EvidenceKind.names, EvidenceKind.rootUrl, EvidenceKind.request],
]);

/** Evidence that may name a company in any form. */
const namesCompany: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>([
  ...[EvidenceKind.subject, EvidenceKind.issuer, EvidenceKind.chain, EvidenceKind.title],
  EvidenceKind.exemption,
]);

/** Verdicts whose first value is the name of an authority. */
const namesAuthority: ReadonlySet<Verdict> = new Set<Verdict>([
  ...(['tlsUnknownAuthority', 'tlsIntermediateMissing', 'tlsAuthorityExpired'] as const),
]);

const schemes = /\b(?:https?|socks5h?):\/\/(\[[\da-f:.]+\]|[^\s/:?#“”"'`\]]+)/gi;
const altNames = /(?:DNS|IP Address):([^\s,]+)/g;
const addresses = /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\w:])/gi;

/** @returns replaces the hosts that a diagnosis names, each by the same words everywhere */
export function maskHosts(reports: readonly StepReport[]): (text: string) => string {
  const texts = reports.flatMap(({ evidence, findings }) => [
    ...evidence.filter(({ kind }) => holders.has(kind)).map(({ value }) => value),
    ...findings.flatMap(({ values = [], error }) => [...values, error instanceof Error ? error.message : '']),
  ]);
  const whole = reports.flatMap(({ evidence, findings }) => [
    ...evidence.filter(({ kind }) => namesCompany.has(kind)).map(({ value }) => value),
    ...findings.filter(({ verdict }) => namesAuthority.has(verdict)).flatMap(({ values = [] }) => values.slice(0, 1)),
  ]);
  const hosts = new Set<string>();
  for (const text of texts) {
    for (const [, host = ''] of text.matchAll(schemes)) hosts.add(host);
    for (const [, name = ''] of text.matchAll(altNames)) hosts.add(name.replace(/^\*\./, ''));
    for (const [address] of text.matchAll(addresses)) hosts.add(address);
  }
  const masks = [
    ...whole.map(value => [value, '…'] as const),
    ...[...hosts].map((host, at) => [host, `host-${at + 1}`] as const),
  ]
    .filter(([hidden]) => hidden.length > 2)
    .sort(([one], [other]) => other.length - one.length);
  return text => masks.reduce((shown, [hidden, mask]) => shown.replaceAll(hidden, mask), text);
}
