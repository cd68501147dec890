import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { Identity } from './certificates.ts';

/** Which names lead where: the proxy's own name service. What it does not know is asked for as it is. */
export type Names = Readonly<Record<string, { host: string; port: number }>>;

export interface ProxyOptions {
  readonly names?: Names;
  /** `user:password` that is asked for. */
  readonly login?: string;
  /** It speaks TLS itself. */
  readonly identity?: Identity;
  /** Each CONNECT is answered with this status. */
  readonly refuse?: number;
}

export interface TestProxy {
  readonly port: number;
  /** `CONNECT name:port` and `GET http://name/path` as they came, refused ones too. */
  readonly asked: string[];
  /** All that clients sent to the proxy itself or through it, as it came. */
  readonly bytes: () => string;
  close(): Promise<void>;
}

/** An HTTP proxy: passes on plain HTTP, tunnels the rest. */
export async function startHttpProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const asked: string[] = [];
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  const allowed = (req: IncomingMessage) => {
    const wanted = options.login && `Basic ${Buffer.from(options.login).toString('base64')}`;
    return !wanted || req.headers['proxy-authorization'] === wanted;
  };
  const forward = (req: IncomingMessage, res: ServerResponse) => {
    asked.push(`${req.method} ${req.url}`);
    if (!allowed(req)) {
      res
        .writeHead(407, { 'proxy-authenticate': 'Basic realm="test"', 'content-type': 'text/html' })
        .end('<title>No</title>');
      return;
    }
    const url = new URL(req.url ?? '');
    const to = resolve(options.names, url.hostname, Number(url.port) || 80);
    const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = req.headers;
    const onward = request(
      { ...to, method: req.method, path: url.pathname + url.search, headers, agent: false },
      answer => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      },
    );
    onward.on('error', () => res.writeHead(502).end());
    req.pipe(onward);
  };
  const { identity } = options;
  const server = identity
    ? createTlsServer({ cert: identity.cert, key: identity.key }, forward)
    : createServer(forward);
  server.on('connection', (socket: Socket) => {
    track(sockets, socket);
    socket.on('data', piece => seen.push(piece));
  });
  server.on('connect', (req: IncomingMessage, socket: Socket, head: Buffer) => {
    asked.push(`CONNECT ${req.url}`);
    socket.on('error', () => socket.destroy());
    if (!allowed(req))
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
    if (options.refuse) return void socket.end(`HTTP/1.1 ${options.refuse} No\r\nContent-Length: 0\r\n\r\n`);
    const url = new URL(`http://${req.url}`);
    tunnel(
      socket,
      head,
      resolve(options.names, url.hostname.replace(/^\[|\]$/g, ''), Number(url.port) || 80),
      sockets,
      () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'),
    );
  });
  return running(server, sockets, asked, seen);
}

/** A SOCKS5 proxy, with or without a password. */
export async function startSocksProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const asked: string[] = [];
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createTcpServer(socket => {
    track(sockets, socket);
    serveSocks(socket, options, asked, sockets, seen).catch(() => socket.destroy());
  });
  return running(server, sockets, asked, seen);
}

async function serveSocks(
  socket: Socket,
  options: ProxyOptions,
  asked: string[],
  sockets: Set<Socket>,
  seen: Buffer[],
): Promise<void> {
  const next = async (count: number): Promise<Buffer> => {
    for (;;) {
      const piece: unknown = socket.read(count);
      if (piece instanceof Buffer) {
        seen.push(piece);
        return piece;
      }
      await new Promise<void>((done, failed) => {
        socket.once('readable', done);
        socket.once('close', () => failed(new Error('closed')));
      });
    }
  };
  const [, count = 0] = await next(2);
  const methods = [...(await next(count))];
  const method = options.login ? 2 : 0;
  if (!methods.includes(method)) return void socket.end(Buffer.from([5, 255]));
  socket.write(Buffer.from([5, method]));
  if (options.login) {
    const [, userLength = 0] = await next(2);
    const user = (await next(userLength)).toString();
    const password = (await next((await next(1))[0] ?? 0)).toString();
    const right = `${user}:${password}` === options.login;
    socket.write(Buffer.from([1, right ? 0 : 1]));
    if (!right) return void socket.end();
  }
  const [, , , kind] = await next(4);
  const host =
    kind === 1
      ? [...(await next(4))].join('.')
      : kind === 4
        ? ((await next(16)).toString('hex').match(/.{4}/g) ?? []).join(':')
        : (await next((await next(1))[0] ?? 0)).toString();
  const port = (await next(2)).readUInt16BE();
  asked.push(`CONNECT ${host}:${port}`);
  if (options.refuse) return void socket.end(Buffer.from([5, options.refuse, 0, 1, 0, 0, 0, 0, 0, 0]));
  tunnel(socket, Buffer.alloc(0), resolve(options.names, host, port), sockets, () => {
    socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
    socket.on('data', piece => seen.push(piece));
  });
}

function resolve(names: Names | undefined, host: string, port: number): { host: string; port: number } {
  return names?.[`${host}:${port}`] ?? names?.[host] ?? { host, port };
}

function tunnel(
  socket: Socket,
  head: Buffer,
  to: { host: string; port: number },
  sockets: Set<Socket>,
  ready: () => void,
): void {
  const onward = connect(to, () => {
    ready();
    if (head.length > 0) onward.write(head);
    onward.pipe(socket);
    socket.pipe(onward);
  });
  track(sockets, onward);
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
}

function track(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
}

async function running(server: Server, sockets: Set<Socket>, asked: string[], seen: Buffer[]): Promise<TestProxy> {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    bytes: () => Buffer.concat(seen).toString('latin1'),
    async close() {
      const closed = new Promise<void>(done => server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
