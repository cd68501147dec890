import type { Readable } from 'node:stream';

/** Request as it goes on the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Longest silence between two pieces of the answer, in milliseconds. */
  readonly idleTimeoutMs: number;
}

/** Answer as it came: no redirect followed, nothing decoded. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** Access to the network. Throws errors of its library; `HttpClient` makes typed errors of them. */
export interface Transport {
  /** Whether it may send a POST again by itself, when a kept-alive connection breaks. */
  readonly maySendTwice?: boolean;
  send(request: WireRequest): Promise<WireResponse>;
  /** Closes all connections. */
  close(): Promise<void>;
}
