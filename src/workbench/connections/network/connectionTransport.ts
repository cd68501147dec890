import { readFile } from 'node:fs/promises';
import type { ClientCertificate, OwnNetwork } from '../../../http/networkOptions.ts';
import { TransportKind } from '../../../http/selectTransport.ts';
import type { Transport, WireRequest, WireResponse } from '../../../http/transport.ts';
import type { NetworkSettings, TlsSettings } from '../settings/connection.ts';
import { readNetwork } from './networkSource.ts';

/** Certificate or key file of a connection that cannot be read. */
export class CertificateFileError extends Error {
  readonly path: string;
  constructor(path: string, cause: unknown) {
    super(`the certificate file ${path} cannot be read`, { cause });
    this.name = 'CertificateFileError';
    this.path = path;
  }
}

/**
 * Transport of a connection, made at the first request: its certificates are files that must be read first.
 * @param passphrase returns the passphrase of the client certificate
 */
export class ConnectionTransport implements Transport {
  private readonly settings: NetworkSettings;
  private readonly passphrase: () => Promise<string | undefined>;
  private made: Promise<Transport> | undefined;

  constructor(settings: NetworkSettings, passphrase: () => Promise<string | undefined>) {
    this.settings = settings;
    this.passphrase = passphrase;
  }

  get maySendTwice(): boolean {
    return this.settings.transport === TransportKind.hostFetch;
  }

  async send(request: WireRequest): Promise<WireResponse> {
    const made = this.made ?? this.make();
    this.made = made;
    made.catch(() => {
      if (this.made === made) this.made = undefined; // the file may be there next time
    });
    return (await made).send(request);
  }

  async close(): Promise<void> {
    await (await this.made)?.close();
  }

  private async make(): Promise<Transport> {
    if (this.settings.transport === TransportKind.hostFetch) {
      const { FetchTransport } = await import('../../../http/fetchTransport.ts');
      // The host's fetch, looked up at each call: VS Code may patch it after we were loaded.
      return new FetchTransport((url, init) => fetch(url, init));
    }
    const { UndiciTransport } = await import('../../../http/undiciTransport.ts');
    return new UndiciTransport({ network: { ...readNetwork(), own: await this.own() } });
  }

  private async own(): Promise<OwnNetwork> {
    const { proxy, tls = {} } = this.settings;
    const ca = tls.ca ? [await text(tls.ca)] : undefined;
    const clientCertificate = await this.clientCertificate(tls);
    return {
      ...(proxy ? { proxy } : {}),
      ...(ca ? { ca } : {}),
      ...(clientCertificate ? { clientCertificate } : {}),
      ...(tls.pinnedFingerprint ? { pinnedFingerprint: tls.pinnedFingerprint } : {}),
    };
  }

  private async clientCertificate(tls: TlsSettings): Promise<ClientCertificate | undefined> {
    if (tls.pfx) return { pfx: await bytes(tls.pfx), passphrase: await this.passphrase() };
    if (!tls.cert || !tls.key) return undefined;
    return { cert: await text(tls.cert), key: await text(tls.key), passphrase: await this.passphrase() };
  }
}

async function bytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new CertificateFileError(path, cause);
  }
}

async function text(path: string): Promise<string> {
  return Buffer.from(await bytes(path)).toString('utf8');
}
