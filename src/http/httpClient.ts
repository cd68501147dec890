import { sleep } from '../base/sleep.ts';
import type { BaseUrl } from './baseUrl.ts';
import { Deadline } from './deadline.ts';
import { CanceledError, RequestError, type RequestTrace, UnexpectedAnswerError } from './errors.ts';
import { leftTheOrigin, redirectTarget } from './redirects.ts';
import { HttpResponse } from './response.ts';
import { Retries, type Timing, usualTiming } from './retries.ts';
import type { Transport } from './transport.ts';
import { transportFailure } from './transportFailure.ts';

export const Method = { get: 'GET', head: 'HEAD', post: 'POST', put: 'PUT', delete: 'DELETE' } as const;
export type Method = (typeof Method)[keyof typeof Method];

type Headers = Readonly<Record<string, string>>;

export interface HttpRequest {
  readonly method: Method;
  /** Encoded, below the base URL, beginning with a slash; may have a query. */
  readonly path: string;
  readonly headers?: Headers | undefined;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Longest silence of the server, in milliseconds. */
  readonly idleTimeoutMs?: number | undefined;
  /** Whether the body is a stream of any length: the whole deadline then ends with the answer's head. */
  readonly streams?: boolean | undefined;
  /** Called with each transient failure after which the request is sent again. */
  readonly onPassing?: ((outcome: HttpResponse | RequestError) => void) | undefined;
  /**
   * Whether the request may be sent again after a transient failure. Absent: GET and HEAD may. Set it for a POST that
   * changes nothing.
   */
  readonly repeatable?: boolean | undefined;
  /**
   * Transport to other origins, for a read that may be redirected there, as artifacts in foreign storage are. No
   * credentials go along, and no headers besides those that say which bytes are wanted.
   */
  readonly externalTransport?: Transport | undefined;
}

/** Called after each exchange, for the log channel. */
export type WireLog = (line: { request: RequestTrace; status?: number; milliseconds: number; failure?: Error }) => void;

export interface HttpClientOptions {
  readonly base: BaseUrl;
  readonly transport: Transport;
  readonly userAgent: string;
  readonly log?: WireLog | undefined;
  /** Completes the headers of each request to the base's own origin by those for a gateway before it. */
  readonly forGateway?: ((headers: Headers) => Promise<Headers>) | undefined;
  /** Absent values are the usual ones. */
  readonly timing?: Partial<Timing> | undefined;
}

/** Place that a request goes to, and everything that depends on it. */
interface Hop {
  readonly url: URL;
  readonly transport: Transport;
  readonly headers: Headers;
  readonly trace: Pick<RequestTrace, 'forGateway'>;
}

const maxRedirects = 5;
const slowestUploadBytesPerMs = 10;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * Client of a single server: every request goes to the origin of the base URL. A GET follows up to five redirects inside
 * that origin; a write follows none, its caller judges the answer.
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

  /** Whether the transport may send a write again by itself. */
  get maySendTwice(): boolean {
    return this.options.transport.maySendTwice ?? false;
  }

  /**
   * Sends a request and returns the answer, of any status.
   * @throws UnreachableError, ProxyError, TlsError, TimedOutError, CanceledError; RedirectedError when a GET leaves the origin
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const { headers = {}, externalTransport } = request;
    let hop = await this.firstHop(request);
    for (let hops = 0; ; hops++) {
      const response = await this.sendSafely(request, hop);
      if (!isRead(request) || !redirectStatuses.has(response.status)) return response;
      const url = redirectTarget(response, hop.url);
      response.discard();
      if (url.origin !== hop.url.origin) {
        if (!externalTransport || !isAsSafe(hop.url, url)) throw leftTheOrigin(url, response);
        // From here on without credentials, even where it leads back.
        hop = { url, transport: externalTransport, headers: harmlessOf(headers), trace: {} };
      }
      if (hops === maxRedirects) throw new UnexpectedAnswerError('too many redirects', response.request);
      hop = { ...hop, url };
    }
  }

  close(): Promise<void> {
    return this.options.transport.close();
  }

  private async firstHop({ path, headers = {} }: HttpRequest): Promise<Hop> {
    const { transport, forGateway } = this.options;
    const to = { url: this.base.resolve(path), transport };
    if (!forGateway) return { ...to, headers, trace: {} };
    return { ...to, headers: await forGateway(headers), trace: { forGateway: true } };
  }

  /** Sends again where that is allowed: after a broken connection, a rate limit, a short absence of the server. */
  private async sendSafely(request: HttpRequest, hop: Hop): Promise<HttpResponse> {
    const retries = new Retries(this.timing);
    for (;;) {
      const outcome = await this.sendOnce(request, hop).catch(asFailure);
      const delay = (request.repeatable ?? isRead(request)) ? retries.delayAfter(outcome) : undefined;
      if (delay === undefined) {
        if (outcome instanceof RequestError) throw outcome;
        return outcome;
      }
      request.onPassing?.(outcome);
      if (!(outcome instanceof RequestError)) outcome.discard();
      await sleep(delay, request.signal).catch(cause => {
        throw new CanceledError(outcome.request, { cause });
      });
    }
  }

  /** A large body takes a slow line its time. */
  private deadlineMs({ body = '' }: HttpRequest): number {
    return this.timing.deadlineMs + body.length / slowestUploadBytesPerMs;
  }

  private async sendOnce(request: HttpRequest, hop: Hop): Promise<HttpResponse> {
    const { url, transport, headers } = hop;
    const trace: RequestTrace = { method: request.method, origin: url.origin, path: url.pathname, ...hop.trace };
    const began = performance.now();
    const told = (rest: { status?: number; failure?: Error }) =>
      this.options.log?.({ request: trace, milliseconds: performance.now() - began, ...rest });
    const deadline = new Deadline(this.deadlineMs(request), request.signal);
    try {
      const wire = await transport.send({
        method: request.method,
        url,
        headers: {
          'user-agent': this.options.userAgent,
          'accept-encoding': 'gzip, deflate, br',
          ...headers,
        },
        body: request.body,
        signal: deadline.signal,
        idleTimeoutMs: request.idleTimeoutMs ?? this.timing.idleTimeoutMs,
      });
      told({ status: wire.status });
      if (request.streams) deadline.lift();
      return new HttpResponse(wire, trace, request.signal, () => deadline.end());
    } catch (cause) {
      deadline.end();
      const failure = transportFailure(cause, trace, request.signal);
      told({ failure });
      throw failure;
    }
  }
}

/** Headers that say only which bytes are wanted. */
const harmless = new Set(['accept', 'accept-encoding', 'range', 'if-range']);

function harmlessOf(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)));
}

function asFailure(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  throw error;
}

function isRead(request: HttpRequest): boolean {
  return request.method === Method.get || request.method === Method.head;
}

/** Whether the way from one place to the other keeps HTTPS. */
function isAsSafe(from: URL, to: URL): boolean {
  return to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
}
