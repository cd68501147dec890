import type { ClientCertificate, OwnNetwork } from '../../../http/networkOptions.ts';
import type { ClientSecrets, NetworkSettings, TlsSettings } from '../settings/connection.ts';

/** Network options of a connection, of its settings and the secrets of its client certificate. */
export function ownNetwork({ proxy, tls = {} }: NetworkSettings, secrets: ClientSecrets | undefined): OwnNetwork {
  const clientCertificate = secrets && certificateOf(tls, secrets);
  return {
    ...(proxy ? { proxy } : {}),
    ...(tls.ca?.pem ? { ca: [tls.ca.pem] } : {}),
    ...(clientCertificate ? { clientCertificate } : {}),
    ...(tls.pinnedFingerprint ? { pinnedFingerprint: tls.pinnedFingerprint } : {}),
  };
}

function certificateOf(
  { client }: TlsSettings,
  { key, pfx, passphrase }: ClientSecrets,
): ClientCertificate | undefined {
  if (!client) return undefined;
  if (pfx) return { pfx: Buffer.from(pfx, 'base64'), passphrase };
  return client.pem && key ? { cert: client.pem, key, passphrase } : undefined;
}
