import './reflectMetadata.ts';
import { createHash, X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

type Keys = webcrypto.CryptoKeyPair;

x509.cryptoProvider.set(webcrypto);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const hour = 3_600_000;

/** A certificate with its key, as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
  /** SHA-256, in pairs with colons. */
  readonly fingerprint: string;
}

interface Wanted {
  /** DNS names and IP addresses. */
  readonly names: readonly string[];
  /** By default, the first name. */
  readonly subject?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Address at which it says that its issuer's certificate is. */
  readonly issuerUrl?: string;
  readonly forClients?: boolean;
}

/** An authority of the tests' own; nobody trusts it unless told to. */
export class TestAuthority {
  readonly cert: string;
  private readonly keys: Keys;
  private readonly certificate: x509.X509Certificate;

  private constructor(keys: Keys, certificate: x509.X509Certificate) {
    this.keys = keys;
    this.certificate = certificate;
    this.cert = certificate.toString('pem');
  }

  static async create(name: string): Promise<TestAuthority> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: serial(),
      name: `CN=${name}`,
      notBefore: new Date(Date.now() - hour),
      notAfter: new Date(Date.now() + 24 * hour),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 1, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new TestAuthority(keys, certificate);
  }

  /** An authority below this one. */
  async intermediate(name: string, notAfter = new Date(Date.now() + 24 * hour)): Promise<TestAuthority> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: `CN=${name}`,
      issuer: this.certificate.subject,
      notBefore: new Date(Date.now() - 2 * hour),
      notAfter,
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    });
    return new TestAuthority(keys, certificate);
  }

  /** A certificate that this authority vouches for. */
  async issue(wanted: Wanted): Promise<Identity> {
    const { names, subject = `CN=${names[0] ?? 'nobody'}` } = wanted;
    const { notBefore = new Date(Date.now() - 2 * hour), issuerUrl } = wanted;
    const { notAfter = new Date(Date.now() + 12 * hour), forClients = false } = wanted;
    const origin = issuerUrl ? [new x509.AuthorityInfoAccessExtension({ caIssuers: issuerUrl })] : [];
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject,
      issuer: this.certificate.subject,
      notBefore,
      notAfter,
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      extensions: [altNames(names), usage(forClients), ...origin],
    });
    return identity(keys, certificate);
  }
}

/** A certificate that only itself vouches for. */
export async function selfSigned(names: readonly string[]): Promise<Identity> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${names[0] ?? 'nobody'}, O=Self Service`,
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + 12 * hour),
    signingAlgorithm: algorithm,
    keys,
    extensions: [altNames(names), usage(false)],
  });
  return identity(keys, certificate);
}

function newKeys(): Promise<Keys> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function identity(keys: Keys, certificate: x509.X509Certificate): Promise<Identity> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const cert = certificate.toString('pem');
  return {
    cert,
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    fingerprint: new NodeCertificate(cert).fingerprint256,
  };
}

function altNames(names: readonly string[]): x509.Extension {
  return new x509.SubjectAlternativeNameExtension(
    names.map(value => ({ type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value })),
  );
}

function usage(forClients: boolean): x509.Extension {
  const { clientAuth, serverAuth } = x509.ExtendedKeyUsage;
  return new x509.ExtendedKeyUsageExtension([forClients ? clientAuth : serverAuth]);
}

function serial(): string {
  return createHash('sha256').update(String(Math.random())).digest('hex').slice(0, 15);
}
