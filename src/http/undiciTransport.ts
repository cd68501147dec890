import type { Agent, buildConnector } from 'undici';
import { Connector } from './connector.ts';
import { type NetworkOptions, plainNetwork } from './networkOptions.ts';
import { ProxyProtocol, type ProxyServer, proxyFor } from './proxyFor.ts';
import type { Transport, WireRequest, WireResponse } from './transport.ts';
import { ProxyFailure, ProxyProblem } from './wireFailures.ts';

const connectTimeoutMs = 15_000;
const keepAliveMs = 30_000;
const connectionsPerOrigin = 6;
/** Some single sign-on proxies send cookies and policies beyond Node's usual 16 KiB. */
const maxHeaderBytes = 128 * 1024;

type Library = typeof import('./undici.ts');
type Connect = (options: buildConnector.Options) => Promise<import('node:net').Socket>;

export interface UndiciTransportOptions {
  /** Default: direct connections, trusting the usual authorities. */
  readonly network?: NetworkOptions | undefined;
  readonly connectTimeoutMs?: number | undefined;
}

/**
 * Transport on undici: keep-alive, HTTP/1.1, no redirects of its own, loaded at the first request. Honors the network
 * options by itself, since VS Code's patches do not reach a bundled undici. Changed options need a new transport.
 */
export class UndiciTransport implements Transport {
  private readonly network: NetworkOptions;
  private readonly connector: Connector;
  private library: Promise<Library> | undefined;
  private direct: Agent | undefined;
  /** By origin of the proxies that forward plain HTTP. */
  private readonly forwarding = new Map<string, Agent>();
  private closed = false;

  constructor(options: UndiciTransportOptions = {}) {
    this.network = options.network ?? plainNetwork;
    this.connector = new Connector(this.network, options.connectTimeoutMs ?? connectTimeoutMs);
  }

  async send(request: WireRequest): Promise<WireResponse> {
    this.library ??= import('./undici.ts');
    const library = await this.library;
    if (this.closed) throw new Error('the transport is closed');
    const proxy = proxyFor(request.url, this.network);
    const forwards = request.url.protocol === 'http:' && proxy && proxy.protocol !== ProxyProtocol.socks5;
    return forwards ? this.forward(library, request, proxy) : this.ask(library, request);
  }

  async close(): Promise<void> {
    this.closed = true;
    const agents = [...(this.direct ? [this.direct] : []), ...this.forwarding.values()];
    this.forwarding.clear();
    this.direct = undefined;
    await Promise.all(agents.map(agent => agent.destroy()));
  }

  /** Sends directly or through a tunnel: for the request both look alike. */
  private async ask(library: Library, request: WireRequest): Promise<WireResponse> {
    this.direct ??= newAgent(library, ({ hostname, port, protocol }) =>
      this.connector.toServer({ protocol, hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) }),
    );
    const { url } = request;
    return dispatch(library, this.direct, request, { origin: url.origin, path: url.pathname + url.search });
  }

  /** Plain HTTP goes to the proxy with its whole URL: many refuse to tunnel it. */
  private async forward(library: Library, request: WireRequest, proxy: ProxyServer): Promise<WireResponse> {
    const agent = this.forwarding.get(proxy.origin) ?? newAgent(library, () => this.connector.toProxy(proxy));
    this.forwarding.set(proxy.origin, agent);
    const response = await dispatch(library, agent, request, {
      // The connector speaks TLS where the proxy wants it; undici only needs a name for the pool.
      origin: `http://${new URL(proxy.origin).host}`,
      path: request.url.href,
      extra: {
        host: request.url.host,
        ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
      },
    });
    if (response.status !== 407) return response;
    response.body.on('error', () => undefined).destroy();
    throw new ProxyFailure(ProxyProblem.authentication, proxy.origin, { status: 407 });
  }
}

function newAgent(library: Library, connect: Connect): Agent {
  return new library.Agent({
    connections: connectionsPerOrigin,
    keepAliveTimeout: keepAliveMs,
    allowH2: false,
    maxHeaderSize: maxHeaderBytes,
    connect: (options, callback) => {
      connect(options).then(
        socket => callback(null, socket),
        (failure: Error) => callback(failure, null),
      );
    },
  });
}

async function dispatch(
  library: Library,
  agent: Agent,
  request: WireRequest,
  to: { origin: string; path: string; extra?: Record<string, string> },
): Promise<WireResponse> {
  const answer = await library.request.call(agent, {
    origin: to.origin,
    path: to.path,
    method: request.method,
    headers: { ...request.headers, ...to.extra },
    body: request.body ?? null,
    signal: request.signal ?? null,
    headersTimeout: request.idleTimeoutMs,
    bodyTimeout: request.idleTimeoutMs,
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}
