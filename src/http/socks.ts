import { isIP, type Socket } from 'node:net';
import type { ProxyServer } from './proxyFor.ts';
import { ProxyFailure, ProxyProblem } from './wireFailures.ts';

const version = 5;
const noAuthentication = 0;
const byPassword = 2;

/**
 * Opens a tunnel to a server through a SOCKS5 proxy, over a socket that is connected to the proxy. Names are resolved
 * by the proxy. https://www.rfc-editor.org/rfc/rfc1928, https://www.rfc-editor.org/rfc/rfc1929 (undici's own SOCKS5
 * client is experimental: it warns on every start and leaves its listeners behind.)
 * @throws ProxyFailure
 */
export async function openSocksTunnel(
  socket: Socket,
  proxy: ProxyServer,
  hostname: string,
  port: number,
): Promise<void> {
  const bytes = new ByteReader(socket, proxy);
  try {
    await greet(socket, bytes, proxy);
    socket.write(
      Buffer.concat([Buffer.from([version, 1, 0]), address(hostname), Buffer.from([port >> 8, port & 255])]),
    );
    const [answered, reply, , kind] = await bytes.read(4);
    if (answered !== version) throw new ProxyFailure(ProxyProblem.protocol, proxy.origin);
    if (reply !== 0) throw new ProxyFailure(ProxyProblem.refused, proxy.origin, { status: reply });
    const [length = 0] = kind === 1 ? [4] : kind === 4 ? [16] : await bytes.read(1);
    await bytes.read(length + 2);
  } finally {
    bytes.close();
  }
}

async function greet(socket: Socket, bytes: ByteReader, proxy: ProxyServer): Promise<void> {
  const { user, password = '' } = proxy;
  socket.write(
    Buffer.from(user === undefined ? [version, 1, noAuthentication] : [version, 2, noAuthentication, byPassword]),
  );
  const [answered, method] = await bytes.read(2);
  if (answered !== version) throw new ProxyFailure(ProxyProblem.protocol, proxy.origin);
  if (method === noAuthentication) return;
  if (method !== byPassword || user === undefined) {
    throw new ProxyFailure(ProxyProblem.authentication, proxy.origin);
  }
  socket.write(Buffer.concat([Buffer.from([1]), counted(user), counted(password)]));
  const [, status] = await bytes.read(2);
  if (status !== 0) throw new ProxyFailure(ProxyProblem.authentication, proxy.origin);
}

function address(hostname: string): Buffer {
  const family = isIP(hostname);
  if (family === 4) return Buffer.from([1, ...hostname.split('.').map(Number)]);
  if (family === 6) return Buffer.concat([Buffer.from([4]), ipv6Bytes(hostname)]);
  return Buffer.concat([Buffer.from([3]), counted(hostname)]);
}

function ipv6Bytes(text: string): Buffer {
  // The URL parser writes every address in hexadecimal groups, also one that ends in an IPv4 address.
  const [head = '', tail = ''] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16)));
  const before = groups(head);
  const after = groups(tail);
  const all = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from(all.flatMap(group => [group >> 8, group & 255]));
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8').subarray(0, 255);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

/** Reads exact numbers of bytes from a socket and leaves the rest on it. */
class ByteReader {
  private readonly socket: Socket;
  private readonly proxy: ProxyServer;
  private wake: (() => void) | undefined;
  private failure: ProxyFailure | undefined;

  constructor(socket: Socket, proxy: ProxyServer) {
    this.socket = socket;
    this.proxy = proxy;
    socket.on('readable', this.onReadable).once('error', this.onBroken).once('close', this.onBroken);
  }

  async read(count: number): Promise<Buffer> {
    for (;;) {
      if (this.failure) throw this.failure;
      const piece: unknown = this.socket.read(count);
      if (piece instanceof Buffer && piece.length === count) return piece;
      if (piece instanceof Buffer || this.socket.readableEnded) this.onBroken();
      else await new Promise<void>(done => (this.wake = done));
    }
  }

  close(): void {
    this.socket.removeListener('readable', this.onReadable);
    this.socket.removeListener('error', this.onBroken).removeListener('close', this.onBroken);
  }

  private readonly onReadable = (): void => this.wake?.();

  private readonly onBroken = (cause?: unknown): void => {
    this.failure ??= new ProxyFailure(ProxyProblem.unreachable, this.proxy.origin, { cause });
    this.wake?.();
  };
}
