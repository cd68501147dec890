import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

export type Handler = (req: IncomingMessage, res: ServerResponse) => void;

export interface TestServer {
  readonly port: number;
  /** `http://127.0.0.1:port`, or `https:`. */
  readonly origin: string;
  /** What the next requests are answered by. */
  handle: Handler;
  /** Requests as they came: method, URL and headers. */
  readonly requests: { method: string; url: string; headers: IncomingMessage['headers'] }[];
  readonly connections: () => number;
  /** Bytes that went out on all connections, heads included. */
  readonly sentBytes: () => number;
  close(): Promise<void>;
}

export interface RawServer {
  readonly port: number;
  /** Connections on which something was asked. */
  readonly asked: () => number;
  /** Those of them that are still open. */
  readonly asking: () => number;
  readonly sentBytes: () => number;
  close(): Promise<void>;
}

/** A server on a free port whose answers the test gives; with `tls` it speaks https. */
export async function startServer(handle: Handler, tls?: ServerOptions, host = '127.0.0.1'): Promise<TestServer> {
  const running: TestServer['requests'] = [];
  let connections = 0;
  const listener: Handler = (req, res) => {
    running.push({ method: req.method ?? '', url: req.url ?? '', headers: req.headers });
    self.handle(req, res);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on('connection', () => connections++);
  const sockets = trackSockets(server);
  const port = await listen(server, host);
  const self: TestServer = {
    port,
    origin: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    handle,
    requests: running,
    connections: () => connections,
    sentBytes: sockets.sentBytes,
    close: () => shut(server, sockets.open),
  };
  return self;
}

/** A server that speaks in bytes: `answer` gets each connection's socket and what came first on it. */
export async function startRawServer(answer: (socket: Socket, request: string) => void): Promise<RawServer> {
  let asked = 0;
  const server = createTcpServer(socket => {
    socket.on('error', () => socket.destroy());
    socket.once('data', piece => {
      asked++;
      answer(socket, piece.toString('latin1'));
    });
  });
  const sockets = trackSockets(server);
  return {
    port: await listen(server, '127.0.0.1'),
    asked: () => asked,
    asking: () => [...sockets.open].filter(({ bytesRead }) => bytesRead > 0).length,
    sentBytes: sockets.sentBytes,
    close: () => shut(server, sockets.open),
  };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createTcpServer();
  const port = await listen(probe, '127.0.0.1');
  await new Promise(done => probe.close(done));
  return port;
}

async function listen(server: Server, host: string): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(0, host, done);
  });
  return (server.address() as AddressInfo).port;
}

interface TrackedSockets {
  readonly open: Set<Socket>;
  readonly sentBytes: () => number;
}

function trackSockets(server: Server): TrackedSockets {
  const open = new Set<Socket>();
  let sentByClosed = 0;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      sentByClosed += socket.bytesWritten;
    });
  });
  const sentBytes = () => [...open].reduce((sum, { bytesWritten }) => sum + bytesWritten, sentByClosed);
  return { open, sentBytes };
}

async function shut(server: Server, sockets: Set<Socket>): Promise<void> {
  const closed = new Promise<void>(done => server.close(() => done()));
  for (const socket of sockets) socket.destroy();
  await closed;
}
