import type { PeerCertificate } from '../http/peerCertificate.ts';
import type { Verdict } from './verdicts.ts';

/** Steps in their order. */
export const stepNames = [
  ...(['address', 'names', 'proxy', 'tcp', 'tls', 'answer', 'version', 'clock'] as const),
  ...(['login', 'rootUrl', 'crumbs', 'job', 'call', 'permissions', 'features', 'limits', 'traffic'] as const),
] as const;
export type StepName = (typeof stepNames)[number];

/** Weight of a finding. */
export const Grade = {
  good: 'good',
  /** Nothing to worry about, or not known. */
  note: 'note',
  /** It works, but not as it might. */
  warning: 'warning',
  problem: 'problem',
} as const;
export type Grade = (typeof Grade)[keyof typeof Grade];

/** Next step that a finding leads to. */
export type Fix =
  | { readonly kind: 'updateAddress'; readonly url: string }
  | { readonly kind: 'trustCertificate'; readonly code: string; readonly certificate: PeerCertificate }
  /** Choose a client certificate, an authority's file or a proxy for the connection. */
  | { readonly kind: 'editNetwork' }
  | { readonly kind: 'editAddress' }
  | { readonly kind: 'useEditorTransport' }
  | { readonly kind: 'openProxySettings' }
  | { readonly kind: 'replaceToken' }
  | { readonly kind: 'editLogin' }
  | { readonly kind: 'replaceHeaders' }
  | { readonly kind: 'openTokenPage' }
  | { readonly kind: 'setTriggerToken'; readonly job: string }
  /** Page of the server itself. */
  | { readonly kind: 'openPage'; readonly url: string };

export interface Finding {
  readonly verdict: Verdict;
  readonly grade: Grade;
  /** Values of its sentence, in their order. */
  readonly values?: readonly string[];
  /** Failure behind it: its words come first, as they do everywhere. */
  readonly error?: unknown;
  readonly fix?: Fix | undefined;
}

export const EvidenceKind = {
  address: 'address',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  proxy: 'proxy',
  setting: 'setting',
  variable: 'variable',
  exemption: 'exemption',
  connected: 'connected',
  code: 'code',
  protocol: 'protocol',
  subject: 'subject',
  issuer: 'issuer',
  names: 'names',
  valid: 'valid',
  fingerprint: 'fingerprint',
  chain: 'chain',
  acceptedBy: 'acceptedBy',
  request: 'request',
  server: 'server',
  title: 'title',
  rootUrl: 'rootUrl',
  serverTime: 'serverTime',
  ownTime: 'ownTime',
  user: 'user',
  header: 'header',
  permission: 'permission',
  resource: 'resource',
} as const;
export type EvidenceKind = (typeof EvidenceKind)[keyof typeof EvidenceKind];

/** Fact that a sentence rests on. It holds no secret: no query, no body, no cookie's value. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly value: string;
}

/** Report of a step; without findings it could not run, for want of what earlier ones did not find. */
export interface StepReport {
  readonly step: StepName;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  readonly milliseconds: number;
}

const weights: Readonly<Record<Grade, number>> = { problem: 3, warning: 2, note: 1, good: 0 };

/** Worst grade of findings. */
export function worstOf(findings: readonly Finding[]): Grade {
  return findings.reduce<Grade>((worst, { grade }) => (weights[grade] > weights[worst] ? grade : worst), Grade.good);
}

/** First problem of a walk, or its first warning; undefined where all is well. */
export function mainFinding(reports: readonly StepReport[]): Finding | undefined {
  const all = reports.flatMap(({ findings }) => findings);
  return all.find(({ grade }) => grade === Grade.problem) ?? all.find(({ grade }) => grade === Grade.warning);
}
