import { sleep } from '../base/sleep.ts';
import type { BaseUrl } from './baseUrl.ts';
import { CanceledError, RedirectedError, RequestError, type RequestTrace, UnexpectedAnswerError } from './errors.ts';
import { HttpResponse } from './response.ts';
import { Retries, type Timing, usualTiming } from './retries.ts';
import type { Transport } from './transport.ts';
import { transportFailure } from './transportFailure.ts';

export const Method = { get: 'GET', head: 'HEAD', post: 'POST', put: 'PUT', delete: 'DELETE' } as const;
export type Method = (typeof Method)[keyof typeof Method];

export interface HttpRequest {
  readonly method: Method;
  /** Encoded, below the base URL, beginning with a slash; may have a query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The longest silence to bear, in milliseconds. */
  readonly idleTimeoutMs?: number | undefined;
  /**
   * Whether it may be asked again when it fails in passing. So it is with GET and HEAD unless this says no, and with a
   * POST that changes nothing if this says yes.
   */
  readonly repeatable?: boolean | undefined;
  /**
   * Where a read may lead out of the origin, as artifacts in foreign storage do: the transport that goes there. Nothing
   * of this request goes along but what it accepts.
   */
  readonly externalTransport?: Transport | undefined;
}

/** What the log channel is told of each exchange. */
export type WireLog = (line: { request: RequestTrace; status?: number; milliseconds: number; failure?: Error }) => void;

export interface HttpClientOptions {
  readonly base: BaseUrl;
  readonly transport: Transport;
  readonly userAgent: string;
  readonly log?: WireLog | undefined;
  /** How patient it is; the usual patience where this says nothing. */
  readonly timing?: Partial<Timing> | undefined;
}

const maxRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * One connection's way to its server, and to no other: every request goes to the origin of the base URL. A GET follows
 * up to five redirects inside that origin; a write follows none, its caller judges the answer.
 */
export class HttpClient {
  readonly base: BaseUrl;
  private readonly options: HttpClientOptions;
  private readonly timing: Timing;

  constructor(options: HttpClientOptions) {
    this.base = options.base;
    this.options = options;
    this.timing = { ...usualTiming, ...options.timing };
  }

  /**
   * Sends a request and gives back the answer, whatever its status.
   * @throws UnreachableError, ProxyError, TlsError, TimedOutError, CanceledError; RedirectedError when a GET leaves the origin
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    let url = this.base.resolve(request.path);
    let current = request;
    for (let hops = 0; ; hops++) {
      const response = await this.sendSafely(current, url);
      if (!isRead(request) || !redirectStatuses.has(response.status)) return response;
      const next = redirectTarget(response, url);
      response.discard();
      if (next.origin !== url.origin) {
        if (!request.externalTransport || !isAsSafe(url, next)) throw leftTheOrigin(next, response);
        // From here on without credentials, wherever it leads: also back.
        current = new UncredentialedRequest(request, request.externalTransport);
      }
      if (hops === maxRedirects) throw new UnexpectedAnswerError('too many redirects', response.request);
      url = next;
    }
  }

  close(): Promise<void> {
    return this.options.transport.close();
  }

  /** Asks again where that is allowed: a broken connection, a rate limit, a server that is away for a moment. */
  private async sendSafely(request: HttpRequest, url: URL): Promise<HttpResponse> {
    const retries = new Retries(this.timing);
    for (;;) {
      const outcome = await this.sendOnce(request, url).catch(asFailure);
      const delay = (request.repeatable ?? isRead(request)) ? retries.delayAfter(outcome) : undefined;
      if (delay === undefined) {
        if (outcome instanceof RequestError) throw outcome;
        return outcome;
      }
      if (!(outcome instanceof RequestError)) outcome.discard();
      await sleep(delay, request.signal).catch(cause => {
        throw new CanceledError(outcome.request, { cause });
      });
    }
  }

  private async sendOnce(request: HttpRequest, url: URL): Promise<HttpResponse> {
    const trace: RequestTrace = { method: request.method, origin: url.origin, path: url.pathname };
    const began = performance.now();
    const told = (rest: { status?: number; failure?: Error }) =>
      this.options.log?.({ request: trace, milliseconds: performance.now() - began, ...rest });
    const transport = request instanceof UncredentialedRequest ? request.externalTransport : this.options.transport;
    try {
      const wire = await transport.send({
        method: request.method,
        url,
        headers: {
          'user-agent': this.options.userAgent,
          'accept-encoding': 'gzip, deflate, br',
          ...request.headers,
        },
        body: request.body,
        signal: request.signal,
        idleTimeoutMs: request.idleTimeoutMs ?? this.timing.idleTimeoutMs,
      });
      told({ status: wire.status });
      return new HttpResponse(wire, trace, request.signal);
    } catch (cause) {
      const failure = transportFailure(cause, trace, request.signal);
      told({ failure });
      throw failure;
    }
  }
}

/** What says only which bytes are wanted. */
const harmless = new Set(['accept', 'accept-encoding', 'range', 'if-range']);

/** What is left of a request outside its own origin. */
class UncredentialedRequest implements HttpRequest {
  readonly method: Method;
  readonly path = '';
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  readonly idleTimeoutMs: number | undefined;
  readonly externalTransport: Transport;

  constructor({ method, headers, signal, idleTimeoutMs }: HttpRequest, externalTransport: Transport) {
    this.method = method;
    this.headers = Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => harmless.has(name)));
    this.signal = signal;
    this.idleTimeoutMs = idleTimeoutMs;
    this.externalTransport = externalTransport;
  }
}

function asFailure(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  throw error;
}

function isRead(request: HttpRequest): boolean {
  return request.method === Method.get || request.method === Method.head;
}

/** Nothing that came by https goes on by anything less. */
function isAsSafe(from: URL, to: URL): boolean {
  return to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
}

function redirectTarget(response: HttpResponse, from: URL): URL {
  const location = response.header('location') ?? '';
  try {
    return new URL(location, from);
  } catch (cause) {
    throw new UnexpectedAnswerError('a redirect without a usable Location', response.request, {
      status: response.status,
      cause,
    });
  }
}

/** The error for an answer that points to another place; its query is dropped, since it can carry secrets. */
export function leftTheOrigin(target: URL, response: HttpResponse): RedirectedError {
  return new RedirectedError(target.origin + target.pathname, response.request, { status: response.status });
}
