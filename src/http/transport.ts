import type { Readable } from 'node:stream';

/** Request as it goes on the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The longest silence between two pieces of the answer, in milliseconds. */
  readonly idleTimeoutMs: number;
}

/** Answer as it came: no redirect followed, nothing decoded. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** A way out to the network. It throws whatever its library throws; `HttpClient` makes typed errors of it. */
export interface Transport {
  send(request: WireRequest): Promise<WireResponse>;
  /** Ends all connections. */
  close(): Promise<void>;
}
