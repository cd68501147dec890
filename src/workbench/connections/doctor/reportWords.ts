import * as vscode from 'vscode';
import { EvidenceKind, type Fix, Grade, type StepName } from '../../../doctor/findings.ts';

const { t } = vscode.l10n;

export const stepTitles: Readonly<Record<StepName, () => string>> = {
  address: () => t('Address'),
  names: () => t('Name Lookup (DNS)'),
  proxy: () => t('Proxy'),
  tcp: () => t('Connection (TCP)'),
  tls: () => t('Encryption (TLS)'),
  answer: () => t('Server'),
  version: () => t('Version'),
  clock: () => t('Clock'),
  login: () => t('Login'),
  rootUrl: () => t('Server’s Own Address'),
  crumbs: () => t('Crumbs'),
  job: () => t('Job'),
  call: () => t('Refused Request'),
  permissions: () => t('Permissions'),
  features: () => t('Features'),
  limits: () => t('Rate Limits'),
  traffic: () => t('Speed'),
};

export const gradeWords: Readonly<Record<Grade, () => string>> = {
  [Grade.good]: () => t('OK'),
  [Grade.note]: () => t('Note'),
  [Grade.warning]: () => t('Warning'),
  [Grade.problem]: () => t('Problem'),
};

export const evidenceTitles: Readonly<Record<EvidenceKind, () => string>> = {
  [EvidenceKind.address]: () => t('Address'),
  [EvidenceKind.ipv4]: () => t('IPv4'),
  [EvidenceKind.ipv6]: () => t('IPv6'),
  [EvidenceKind.proxy]: () => t('Proxy'),
  [EvidenceKind.setting]: () => t('Setting'),
  [EvidenceKind.variable]: () => t('Variable'),
  [EvidenceKind.exemption]: () => t('Exempted by'),
  [EvidenceKind.connected]: () => t('Connected to'),
  [EvidenceKind.code]: () => t('Code'),
  [EvidenceKind.protocol]: () => t('Protocol'),
  [EvidenceKind.subject]: () => t('Issued to'),
  [EvidenceKind.issuer]: () => t('Issued by'),
  [EvidenceKind.names]: () => t('Names'),
  [EvidenceKind.valid]: () => t('Valid'),
  [EvidenceKind.fingerprint]: () => t('SHA-256'),
  [EvidenceKind.chain]: () => t('Chain'),
  [EvidenceKind.acceptedBy]: () => t('Trusted by'),
  [EvidenceKind.request]: () => t('Request'),
  [EvidenceKind.server]: () => t('Server'),
  [EvidenceKind.title]: () => t('Title'),
  [EvidenceKind.rootUrl]: () => t('Server’s own address'),
  [EvidenceKind.serverTime]: () => t('Server’s time'),
  [EvidenceKind.ownTime]: () => t('Time of this machine'),
  [EvidenceKind.user]: () => t('User'),
  [EvidenceKind.header]: () => t('Header'),
  [EvidenceKind.permission]: () => t('Permission'),
  [EvidenceKind.resource]: () => t('Resource'),
};

const authoritySets: Readonly<Record<string, () => string>> = {
  bundled: () => t('the authorities of the editor'),
  system: () => t('the authorities of the operating system'),
  extra: () => t('NODE_EXTRA_CA_CERTS'),
  own: () => t('the authorities of this connection'),
};

export function evidenceValue(kind: EvidenceKind, value: string): string {
  return kind === EvidenceKind.acceptedBy ? (authoritySets[value]?.() ?? value) : value;
}

/** Title of a fix's button. @param isSaved whether the connection exists already */
export function fixTitle(fix: Fix, isSaved: boolean): string | undefined {
  if (!isSaved) return fix.kind === 'updateAddress' ? t('Diagnose {0}', fix.url) : titleOfUnsaved(fix);
  switch (fix.kind) {
    case 'updateAddress':
      return t('Use New Address');
    case 'trustCertificate':
      return t('Trust This Certificate…');
    case 'editNetwork':
      return t('Network Settings…');
    case 'editAddress':
      return t('Edit Address…');
    case 'editLogin':
      return t('Change Sign-In Method…');
    case 'useEditorTransport':
      return t('Use the Editor’s Transport');
    case 'replaceToken':
      return t('Replace Token…');
    case 'replaceHeaders':
      return t('Replace Gateway Cookie…');
    case 'openTokenPage':
      return t('Open Token Page');
    case 'setTriggerToken':
      return t('Set Trigger Token…');
    case 'openProxySettings':
      return t('Open Proxy Settings');
    case 'openPage':
      return t('Open in Browser');
  }
}

/** Titles of the fixes of an address that is no connection yet: they change this diagnosis alone. */
function titleOfUnsaved({ kind }: Fix): string | undefined {
  switch (kind) {
    case 'openProxySettings':
      return t('Open Proxy Settings');
    case 'openPage':
      return t('Open in Browser');
    case 'trustCertificate':
      return t('Trust for This Diagnosis…');
    case 'useEditorTransport':
      return t('Diagnose by the Editor’s Transport');
    default:
      return undefined;
  }
}
