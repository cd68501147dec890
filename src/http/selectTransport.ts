import { ProxyError, type RequestError, TimedOutError, TlsError, UnreachableError } from './errors.ts';
import type { Transport } from './transport.ts';

/** Kind of transport. */
export const TransportKind = { undici: 'undici', hostFetch: 'hostFetch' } as const;
export type TransportKind = (typeof TransportKind)[keyof typeof TransportKind];

/**
 * Selects the transport that reaches the server: undici's, or the host's fetch where undici fails on the network
 * (behind a PAC file or a proxy that wants Kerberos, say) and fetch succeeds.
 * @param probe sends a harmless request by a transport, without credentials
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
