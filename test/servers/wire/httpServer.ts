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
    close: () => shut(server, sockets),
  };
  return self;
}

/** A server that speaks in bytes: `answer` gets each connection's socket and what came first on it. */
export async function startRawServer(
  answer: (socket: Socket, request: string) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createTcpServer(socket => {
    socket.on('error', () => socket.destroy());
    socket.once('data', piece => answer(socket, piece.toString('latin1')));
  });
  const sockets = trackSockets(server);
  return { port: await listen(server, '127.0.0.1'), close: () => shut(server, sockets) };
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

function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

async function shut(server: Server, sockets: Set<Socket>): Promise<void> {
  const closed = new Promise<void>(done => server.close(() => done()));
  for (const socket of sockets) socket.destroy();
  await closed;
}
