import type { Agent } from 'undici';
import type { Transport, WireRequest, WireResponse } from './transport.ts';

const connectTimeoutMs = 15_000;
const keepAliveMs = 30_000;
const connectionsPerOrigin = 6;

/** The transport on undici: keep-alive, HTTP/1.1, no redirects of its own, loaded at the first request. */
export class UndiciTransport implements Transport {
  private loaded: Promise<{ agent: Agent; library: typeof import('./undici.ts') }> | undefined;

  async send(request: WireRequest): Promise<WireResponse> {
    this.loaded ??= this.load();
    const { agent, library } = await this.loaded;
    const answer = await library.request.call(agent, {
      origin: request.url.origin,
      path: request.url.pathname + request.url.search,
      method: request.method,
      headers: { ...request.headers },
      body: request.body ?? null,
      signal: request.signal ?? null,
      headersTimeout: request.idleTimeoutMs,
      bodyTimeout: request.idleTimeoutMs,
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  }

  async close(): Promise<void> {
    const loaded = await this.loaded?.catch(() => undefined);
    await loaded?.agent.destroy();
  }

  private async load() {
    const library = await import('./undici.ts');
    const agent = new library.Agent({
      connections: connectionsPerOrigin,
      keepAliveTimeout: keepAliveMs,
      allowH2: false,
      connect: { timeout: connectTimeoutMs },
    });
    return { agent, library };
  }
}
