import { ProxyError, type RequestError, TimedOutError, TlsError, UnreachableError } from './errors.ts';
import type { Transport } from './transport.ts';

/** Which transport gets out. */
export const TransportKind = { undici: 'undici', hostFetch: 'hostFetch' } as const;
export type TransportKind = (typeof TransportKind)[keyof typeof TransportKind];

/**
 * Finds the transport that gets to a server: undici's, or where its way fails on the network (behind a PAC file or a
 * proxy that wants Kerberos, say) the host's fetch, where that succeeds.
 * @param probe asks the server something harmless by a transport, without credentials
 * @throws what the probe threw by undici when neither gets through, or at once when the server itself has answered
 */
export async function selectTransport<T>(
  transports: Readonly<Record<TransportKind, () => Transport>>,
  probe: (transport: Transport, kind: TransportKind) => Promise<T>,
): Promise<{ readonly kind: TransportKind; readonly found: T }> {
  const by = async (kind: TransportKind) => {
    const transport = transports[kind]();
    try {
      return { kind, found: await probe(transport, kind) };
    } finally {
      await transport.close();
    }
  };
  try {
    return await by(TransportKind.undici);
  } catch (error) {
    if (!isOfTheNetwork(error)) throw error;
    return by(TransportKind.hostFetch).catch(() => {
      throw error;
    });
  }
}

function isOfTheNetwork(error: unknown): error is RequestError {
  return [UnreachableError, ProxyError, TlsError, TimedOutError].some(type => error instanceof type);
}
