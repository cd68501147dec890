import type { X509Certificate } from 'node:crypto';

/** Certificate of a server or a proxy, with the fields that a person needs to decide whether to trust it. */
export interface PeerCertificate {
  /** Such as `CN=ci.example.com, O=Example`. */
  readonly subject: string;
  readonly issuer: string;
  /** The names and addresses that it is for, as OpenSSL writes them. */
  readonly altNames: string | undefined;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** SHA-256 in pairs of hexadecimal digits with colons between. */
  readonly fingerprint: string;
  /** Whether it is its own issuer. */
  readonly selfSigned: boolean;
}

/** Reads the fields of a certificate. */
export function describeCertificate(certificate: X509Certificate): PeerCertificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    altNames: certificate.subjectAltName,
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
    fingerprint: certificate.fingerprint256,
    selfSigned: certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey),
  };
}

/** Whether two spellings of a SHA-256 fingerprint are equal. */
export function sameFingerprint(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/^\s*sha-?256\b/i, '')
      .replace(/[^0-9a-f]/gi, '')
      .toLowerCase();
  return plain(one).length === 64 && plain(one) === plain(other);
}

/** Node puts each part of a name on a line of its own. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
