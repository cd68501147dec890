import { TransportKind } from '../../../http/selectTransport.ts';
import type { Transport, WireRequest, WireResponse } from '../../../http/transport.ts';
import type { ClientSecrets, NetworkSettings } from '../settings/connection.ts';
import { readNetwork } from './networkSource.ts';

/**
 * Transport of a connection, made at the first request: the secrets of its certificate are read first.
 * @param clientSecrets reads those of the client certificate
 */
export class ConnectionTransport implements Transport {
  private readonly settings: NetworkSettings;
  private readonly clientSecrets: () => Promise<ClientSecrets | undefined>;
  private made: Promise<Transport> | undefined;

  constructor(settings: NetworkSettings, clientSecrets: () => Promise<ClientSecrets | undefined>) {
    this.settings = settings;
    this.clientSecrets = clientSecrets;
  }

  get maySendTwice(): boolean {
    return this.settings.transport === TransportKind.hostFetch;
  }

  async send(request: WireRequest): Promise<WireResponse> {
    const made = this.made ?? this.make();
    this.made = made;
    made.catch(() => {
      if (this.made === made) this.made = undefined; // the storage may answer next time
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
    const { ownNetwork } = await import('./ownNetwork.ts');
    const secrets = this.settings.tls?.client && (await this.clientSecrets());
    return new UndiciTransport({ network: { ...readNetwork(), own: ownNetwork(this.settings, secrets) } });
  }
}
