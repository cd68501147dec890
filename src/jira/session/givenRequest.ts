import { Method } from '../../http/httpClient.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import type { JiraSession, JiraWire } from './session.ts';

/** Request that a person gives, instead of a feature. */
export interface GivenRequest {
  readonly method: string;
  /** Encoded, below the base URL, with its query. */
  readonly path: string;
  /** Value of the body; undefined for none. */
  readonly json?: unknown;
}

export interface GivenAnswer {
  /** Undefined for an empty answer. */
  readonly json: unknown;
}

const senders: Readonly<Record<string, (wire: JiraWire, request: GivenRequest) => Promise<unknown>>> = {
  [Method.post]: (wire, { path, json }) => wire.post(path, json),
  [Method.put]: (wire, { path, json }) => wire.put(path, json),
  [Method.delete]: (wire, { path }) => wire.delete(path),
};

/** Methods that {@link sendGiven} sends. */
export const givenMethods: readonly string[] = [Method.get, ...Object.keys(senders)];

/**
 * Sends a given request, once: GET as a read, others as writes, of whose trace nothing is known.
 * @throws RequestError of the kind that a refusal means; UnconfirmedWriteError when the answer of a write was lost
 */
export async function sendGiven(
  session: JiraSession,
  request: GivenRequest,
  control: WriteControl = {},
): Promise<Written<GivenAnswer>> {
  const send = senders[request.method];
  if (!send) {
    const json = await session.getJson(request.path, { signal: control.signal, once: true });
    return { json, traced: false, times: 1 };
  }
  return session.write<GivenAnswer, unknown>(
    { name: 'sendGiven', send: async wire => ({ json: await send(wire, request) }) },
    control,
  );
}
