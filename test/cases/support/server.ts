// A server on loopback for answers that no demo server gives: those of broken, old, or foreign servers.
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { BaseUrl, HttpClient, UndiciTransport } from '../../../src/http/index.ts';

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export type Answer = (request: SeenRequest) => Reply;

export interface TestServer {
  readonly url: string;
  readonly requests: SeenRequest[];
}

export interface Tls {
  readonly key: string;
  readonly cert: string;
}

export async function withServer(answer: Answer, use: (server: TestServer) => Promise<void>, tls?: Tls): Promise<void> {
  const requests: SeenRequest[] = [];
  const listener: RequestListener = (request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const seen = { method, url, headers, body: Buffer.concat(pieces).toString('utf8') };
      requests.push(seen);
      const { status = 200, headers: own = {}, body } = answer(seen);
      response.writeHead(status, own).end(body);
    });
  };
  const server = tls ? createTlsServer({ ...tls }, listener) : createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use({ url: tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`, requests });
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

export async function withHttp(url: string, use: (http: HttpClient) => Promise<void>): Promise<void> {
  const http = new HttpClient({ base: BaseUrl.parse(url), transport: new UndiciTransport(), userAgent: 'case' });
  try {
    await use(http);
  } finally {
    await http.close();
  }
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function page(title: string, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = `<html><head><title>${title}</title></head><body></body></html>`;
  return { status, headers: { 'content-type': 'text/html;charset=UTF-8', ...headers }, body };
}

/** The value or the error, so that a check can assert on either. */
export function outcomeOf<T>(work: Promise<T>): Promise<T | Error> {
  return work.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
}
