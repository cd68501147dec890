import { Readable } from 'node:stream';
import { IdleFailure } from './wireFailures.ts';

/** Body of a fetched answer as a Node stream: silence ends it, and destroying it aborts the request. */
export class FetchBody extends Readable {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  private readonly idleTimeoutMs: number;
  private readonly request: { readonly controller: AbortController; unlink(): void };
  private timer: NodeJS.Timeout | undefined;

  constructor(
    body: ReadableStream<Uint8Array> | null,
    idleTimeoutMs: number,
    request: { readonly controller: AbortController; unlink(): void },
  ) {
    super({ highWaterMark: 64 * 1024 });
    this.reader = body?.getReader();
    this.idleTimeoutMs = idleTimeoutMs;
    this.request = request;
  }

  override _read(): void {
    if (!this.reader) return void this.push(null);
    this.timer = setTimeout(() => this.destroy(new IdleFailure()), this.idleTimeoutMs);
    this.reader.read().then(
      ({ done, value }) => {
        clearTimeout(this.timer);
        this.push(done ? null : value);
      },
      (cause: unknown) => this.destroy(cause instanceof Error ? cause : new Error('the body broke', { cause })),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.timer);
    this.request.unlink();
    // Aborts the request on the wire when its body was not read to the end; afterwards it has no effect.
    this.request.controller.abort(error ?? new Error('not wanted any longer'));
    this.reader?.cancel().catch(() => undefined);
    done(error);
  }
}
