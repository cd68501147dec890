import type { HttpClient } from '../../../http/httpClient.ts';
import { selectTransport, TransportKind } from '../../../http/selectTransport.ts';
import type { Sessions, UnsavedPlace } from '../sessions/sessions.ts';
import { type NetworkSettings, networkOf } from '../settings/connection.ts';

export interface Reached<T> {
  readonly result: T;
  /** Network settings that reached it: the connection must keep them. */
  readonly network: NetworkSettings;
}

/**
 * Does the work over the first transport that works: our own, or else the editor's, which supports more proxies (PAC,
 * Kerberos). Explicit network settings of the place are not changed.
 * @param work sends a harmless request, without credentials: it may be sent twice
 * @throws our own transport's failure, when neither works
 */
export async function reachServer<T>(
  sessions: Sessions,
  place: UnsavedPlace,
  work: (http: HttpClient) => Promise<T>,
): Promise<Reached<T>> {
  const network = networkOf(place);
  if (Object.keys(network).length > 0) {
    const http = sessions.unsaved(place);
    try {
      return { result: await work(http), network };
    } finally {
      await http.close();
    }
  }
  const way = (transport: TransportKind) => () => sessions.transportOf({ ...place, transport });
  const { kind, found } = await selectTransport(
    { undici: way(TransportKind.undici), hostFetch: way(TransportKind.hostFetch) },
    transport => work(sessions.client(place, transport)),
  );
  return { result: found, network: kind === TransportKind.hostFetch ? { transport: kind } : {} };
}
