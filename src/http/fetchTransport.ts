import { FetchBody } from './fetchBody.ts';
import type { Transport, WireRequest, WireResponse } from './transport.ts';
import { IdleFailure, TlsFailure } from './wireFailures.ts';

const checksOff = 'NODE_TLS_REJECT_UNAUTHORIZED';

/** Used part of fetch. VS Code's own has the system's proxies, PAC and Kerberos behind it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Transport on a provided fetch: in VS Code the host's, where only that gets out. Network options and a connection's
 * own certificates do not reach it: the host decides about proxies and trust. It negotiates encodings and decodes by
 * itself.
 */
export class FetchTransport implements Transport {
  readonly maySendTwice = true;
  private readonly fetch: Fetch;
  private readonly closing = new AbortController();

  constructor(fetch: Fetch) {
    this.fetch = fetch;
  }

  async send(request: WireRequest): Promise<WireResponse> {
    // The environment turns the checks of certificates off for every fetch.
    if (request.url.protocol === 'https:' && process.env[checksOff] === '0') throw new TlsFailure(checksOff, undefined);
    const abort = linkedAbort([request.signal, this.closing.signal]);
    const idle = setTimeout(() => abort.controller.abort(new IdleFailure()), request.idleTimeoutMs);
    try {
      const response = await this.fetch(request.url.href, initOf(request, abort.controller.signal));
      if (response.status === 0) throw new Error('this fetch does not show redirects');
      const body = new FetchBody(response.body, request.idleTimeoutMs, abort);
      return { status: response.status, headers: headersOf(response.headers), body };
    } catch (cause) {
      abort.unlink();
      throw abort.controller.signal.reason instanceof IdleFailure ? abort.controller.signal.reason : cause;
    } finally {
      clearTimeout(idle);
    }
  }

  async close(): Promise<void> {
    this.closing.abort(new Error('the transport is closed'));
  }
}

function initOf({ method, headers, body }: WireRequest, signal: AbortSignal): RequestInit {
  const { 'accept-encoding': _, ...kept } = headers;
  return {
    method,
    headers: kept,
    signal,
    // The client judges redirects, as with the other transport: followed here, they could carry credentials elsewhere.
    redirect: 'manual',
    // No cookies but those in the headers, no cache, no referrer.
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  };
}

function headersOf(headers: Headers): WireResponse['headers'] {
  const all: Record<string, string | string[]> = Object.fromEntries(headers);
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) all['set-cookie'] = cookies;
  // An encoded body comes decoded: the headers about its encoding and length on the wire are no longer true.
  if (all['content-encoding'] !== undefined) delete all['content-length'];
  delete all['content-encoding'];
  return all;
}

/** Signal of its own that follows others, until `unlink`. */
interface LinkedAbort {
  readonly controller: AbortController;
  unlink(): void;
}

function linkedAbort(signals: readonly (AbortSignal | undefined)[]): LinkedAbort {
  const controller = new AbortController();
  const follow = (event: Event) => controller.abort((event.target as AbortSignal).reason);
  for (const signal of signals) {
    if (signal?.aborted) controller.abort(signal.reason);
    else signal?.addEventListener('abort', follow);
  }
  return {
    controller,
    unlink: () => {
      for (const signal of signals) signal?.removeEventListener('abort', follow);
    },
  };
}
