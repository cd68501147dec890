// A front to a demo server that answers what it was asked before out of memory: a controller whose own work counts for
// nothing, so that only the clients differ. What changes something goes through.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Kept {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface CachedServer {
  readonly port: number;
  /** The server behind it was changed: its answers are asked for anew. */
  forget(): void;
  close(): Promise<void>;
}

/** @param isRead whether a request that is no GET only reads, and may be answered from memory */
export async function startCachedServer(
  target: number,
  isRead: (method: string, path: string) => boolean = method => method === 'GET',
): Promise<CachedServer> {
  const kept = new Map<string, Kept>();
  const server = createServer(async (req, res) => {
    const body = await bodyOf(req);
    const { method = 'GET', url = '/' } = req;
    const name = [method, url, req.headers['accept-encoding'], req.headers['accept'], body.toString('latin1')].join(
      '\n',
    );
    const known = kept.get(name);
    if (known) return send(res, known);
    const answer = await ask(target, req, body);
    if (isRead(method, url) && answer.status === 200) kept.set(name, answer);
    send(res, answer);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    forget: () => kept.clear(),
    close() {
      server.closeAllConnections();
      return new Promise(done => server.close(() => done()));
    },
  };
}

function ask(port: number, req: IncomingMessage, body: Buffer): Promise<Kept> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, method: req.method, path: req.url, headers: { ...req.headers, connection: 'close' } },
      async answer => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: await bodyOf(answer) });
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(res: ServerResponse, { status, headers, body }: Kept): void {
  const { 'transfer-encoding': _, connection: __, ...others } = headers;
  res.writeHead(status, { ...others, 'content-length': body.length }).end(body);
}
