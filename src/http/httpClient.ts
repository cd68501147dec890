import { sleep } from '../base/sleep.ts';
import type { BaseUrl } from './baseUrl.ts';
import {
  RedirectedError,
  type RequestTrace,
  UnexpectedAnswerError,
  UnreachableError,
  UnreachableReason,
} from './errors.ts';
import { HttpResponse } from './response.ts';
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
}

/** What the log channel is told of each exchange. */
export type WireLog = (line: { request: RequestTrace; status?: number; milliseconds: number; failure?: Error }) => void;

export interface HttpClientOptions {
  readonly base: BaseUrl;
  readonly transport: Transport;
  readonly userAgent: string;
  readonly log?: WireLog | undefined;
}

const mostRedirects = 5;
const defaultIdleTimeoutMs = 60_000;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * One connection's way to its server, and to no other: every request goes to the origin of the base URL. A GET follows
 * up to five redirects inside that origin; a write follows none, its caller judges the answer.
 */
export class HttpClient {
  readonly base: BaseUrl;
  private readonly options: HttpClientOptions;

  constructor(options: HttpClientOptions) {
    this.base = options.base;
    this.options = options;
  }

  /**
   * Sends a request and gives back the answer, whatever its status.
   * @throws UnreachableError, TlsError, TimedOutError, CancelledError; RedirectedError when a GET leaves the origin
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    let url = this.base.resolve(request.path);
    for (let hops = 0; ; hops++) {
      const response = await this.sendSafely(request, url);
      if (!isRead(request) || !redirectStatuses.has(response.status)) return response;
      const next = redirectTarget(response, url);
      response.discard();
      if (next.origin !== this.base.origin) throw leftTheOrigin(next, response);
      if (hops === mostRedirects) throw new UnexpectedAnswerError('too many redirects', response.request);
      url = next;
    }
  }

  close(): Promise<void> {
    return this.options.transport.close();
  }

  /** A read whose kept-alive connection broke is asked once more, on a new one; a write never is. */
  private async sendSafely(request: HttpRequest, url: URL): Promise<HttpResponse> {
    try {
      return await this.sendOnce(request, url);
    } catch (error) {
      const broken = error instanceof UnreachableError && error.why === UnreachableReason.broken;
      if (!broken || !isRead(request)) throw error;
      await sleep(100 + Math.random() * 200, request.signal).catch(() => {
        throw transportFailure(error, error.request, request.signal);
      });
      return this.sendOnce(request, url);
    }
  }

  private async sendOnce(request: HttpRequest, url: URL): Promise<HttpResponse> {
    const trace: RequestTrace = { method: request.method, origin: url.origin, path: url.pathname };
    const began = performance.now();
    const told = (rest: { status?: number; failure?: Error }) =>
      this.options.log?.({ request: trace, milliseconds: performance.now() - began, ...rest });
    try {
      const wire = await this.options.transport.send({
        method: request.method,
        url,
        headers: {
          'user-agent': this.options.userAgent,
          'accept-encoding': 'gzip, deflate, br',
          ...request.headers,
        },
        body: request.body,
        signal: request.signal,
        idleTimeoutMs: request.idleTimeoutMs ?? defaultIdleTimeoutMs,
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

function isRead(request: HttpRequest): boolean {
  return request.method === Method.get || request.method === Method.head;
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
