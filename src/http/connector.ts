import { connect, type Socket } from 'node:net';
import type { NetworkOptions } from './networkOptions.ts';
import { ProxyProtocol, type ProxyServer, proxyFor } from './proxyFor.ts';
import { openSocksTunnel } from './socks.ts';
import { secure } from './tlsSocket.ts';
import { Trust } from './trust.ts';
import { openTunnel } from './tunnel.ts';
import { ConnectFailure, ProxyFailure, ProxyProblem, TlsFailure } from './wireFailures.ts';

/** Destination of a connection. */
export interface Target {
  /** `http:` or `https:` */
  readonly protocol: string;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
}

/** Opens connections by the network options: direct or through a proxy, with certificates verified. */
export class Connector {
  private readonly options: NetworkOptions;
  private readonly timeoutMs: number;
  private readonly trust: Trust;

  constructor(options: NetworkOptions, timeoutMs: number) {
    this.options = options;
    this.timeoutMs = timeoutMs;
    this.trust = new Trust(options);
  }

  /**
   * Connects to a server: TCP, the proxy's tunnel and TLS, all within the connect timeout.
   * @throws ConnectFailure, ProxyFailure, TlsFailure
   */
  toServer(target: Target): Promise<Socket> {
    return this.limited(async opened => {
      const proxy = proxyFor(urlOf(target), this.options);
      const socket = proxy ? await this.throughProxy(proxy, target, opened) : await open(target, opened);
      if (target.protocol !== 'https:') return socket;
      return secure(socket, {
        hostname: target.hostname,
        context: this.trust.forServer,
        strict: true,
        pinnedFingerprint: this.options.own.pinnedFingerprint,
      });
    });
  }

  /** Connects to a proxy itself, for requests of plain HTTP, which it forwards. */
  toProxy(proxy: ProxyServer): Promise<Socket> {
    return this.limited(opened => this.reachProxy(proxy, opened));
  }

  private async throughProxy(proxy: ProxyServer, { hostname, port }: Target, opened: OnOpen): Promise<Socket> {
    const socket = await this.reachProxy(proxy, opened);
    const openThrough = proxy.protocol === ProxyProtocol.socks5 ? openSocksTunnel : openTunnel;
    await openThrough(socket, proxy, hostname, port);
    return socket;
  }

  private async reachProxy(proxy: ProxyServer, opened: OnOpen): Promise<Socket> {
    const { origin, hostname } = proxy;
    const socket = await open(proxy, opened).catch(cause => {
      throw new ProxyFailure(ProxyProblem.unreachable, origin, { cause });
    });
    if (proxy.protocol !== ProxyProtocol.https) return socket;
    const strict = this.options.proxyStrictTls;
    return secure(socket, { hostname, context: this.trust.forProxy, strict }).catch(cause => {
      const certificate = cause instanceof TlsFailure ? cause.certificate : undefined;
      throw new ProxyFailure(ProxyProblem.tls, origin, { cause, certificate });
    });
  }

  /** Closes the sockets opened so far on a timeout or a failure. */
  private async limited(connecting: (opened: OnOpen) => Promise<Socket>): Promise<Socket> {
    const sockets: Socket[] = [];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      for (const socket of sockets) socket.destroy();
    }, this.timeoutMs);
    try {
      const socket = await connecting(each => sockets.push(each));
      return socket.setNoDelay(true).setKeepAlive(true, 60_000);
    } catch (cause) {
      for (const socket of sockets) socket.destroy();
      if (late) throw new ConnectFailure(Object.assign(new Error('too slow'), { code: 'UND_ERR_CONNECT_TIMEOUT' }));
      throw isTyped(cause) ? cause : new ConnectFailure(cause);
    } finally {
      clearTimeout(timer);
    }
  }
}

type OnOpen = (socket: Socket) => void;

function open({ hostname, port }: { hostname: string; port: number }, opened: OnOpen): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket = connect({ host: hostname, port });
    opened(socket);
    const fail = (cause?: unknown) => failed(cause instanceof Error ? cause : new Error('closed while connecting'));
    socket.once('error', fail).once('close', fail);
    socket.once('connect', () => {
      socket.removeListener('error', fail).removeListener('close', fail);
      // The next user of the socket listens by itself, but not for a moment in between.
      socket.on('error', ignore);
      done(socket);
    });
  });
}

function isTyped(cause: unknown): boolean {
  return cause instanceof ProxyFailure || cause instanceof TlsFailure;
}

function urlOf({ protocol, hostname, port }: Target): URL {
  return new URL(`${protocol}//${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`);
}

function ignore(): void {
  // The user of the socket gets this error.
}
