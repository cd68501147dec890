// A server in front of a demo server: hands requests on with the demo's own credentials, or refuses them with answers
// that echo the secret which came with them.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Refusal = (res: ServerResponse, secret: string, foreign: string) => void;

const json = (res: ServerResponse, status: number, value: unknown) =>
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const text = (res: ServerResponse, status: number, type: string, body: string) =>
  res.writeHead(status, { 'content-type': `${type};charset=UTF-8` }).end(body);
const encoded = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('hex'),
];

/** Refusals as servers, proxies and login pages word them. */
export const refusals: readonly Refusal[] = [
  (res, secret) => res.writeHead(403, { 'x-error': secret }).end(),
  (res, secret) => res.writeHead(400, { 'x-error': `bad value ${encodeURIComponent(secret)}` }).end(),
  (res, secret) => json(res, 400, { errorMessages: encoded(secret), errors: { comment: secret, body: secret } }),
  (res, secret) => json(res, 403, { message: `no such token: ${encoded(secret).join(' ')}` }),
  (res, secret) => json(res, 500, { error: { message: secret } }),
  (res, secret) => text(res, 404, 'text/html', `<html><head><title>Not found: ${secret}</title></head></html>`),
  (res, secret) => text(res, 200, 'text/html', `<title>Log in again, ${encoded(secret).join(' ')}</title>`),
  (res, secret) => text(res, 409, 'text/plain', `refused: ${secret}`),
  (res, secret) => text(res, 200, 'application/json', `{"broken": "${secret}`),
  (res, secret, foreign) => {
    const [, asPath, base64 = '', hex] = encoded(secret);
    const path = `login/${asPath}/${encodeURIComponent(base64)}/${hex}?token=${asPath}`;
    res.writeHead(302, { location: `${foreign}/${path}` }).end();
  },
  (_, secret) => {
    throw new Error(secret); // hangs up
  },
];

export class EchoServer {
  /** Requests that came. */
  readonly requests: Seen[] = [];
  /** Answers everything while it is there. */
  refusal: Refusal | undefined;
  /** Whether the answers of writes are lost after they were done. */
  losesAnswers = false;
  private readonly options: { readonly demo: string; readonly authorization: string; readonly foreign: string };
  private readonly server = createServer((req, res) => void this.answer(req, res).catch(() => res.destroy()));

  /** @param options the demo server and the credentials it knows, and another server's address */
  constructor(options: { readonly demo: string; readonly authorization: string; readonly foreign: string }) {
    this.options = options;
  }

  async start(): Promise<string> {
    await new Promise<void>(done => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of req) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const { method = '', url = '', headers } = req;
    this.requests.push({ method, url, headers, body: body.toString() });
    if (this.refusal) return this.refusal(res, secretOf(headers), this.options.foreign);
    await this.handOn(res, { method, url, headers, body });
  }

  private async handOn(
    res: ServerResponse,
    { method, url, headers, body }: Omit<Seen, 'body'> & { readonly body: Buffer },
  ): Promise<void> {
    const { authorization } = this.options;
    const type = headers['content-type'];
    const response = await fetch(this.options.demo + url, {
      method,
      headers: { authorization, accept: headers.accept ?? '*/*', ...(type ? { 'content-type': type } : {}) },
      redirect: 'manual',
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const answer = Buffer.from(await response.arrayBuffer());
    if (this.losesAnswers && method !== 'GET') return void res.destroy();
    const left = [...response.headers].filter(
      ([name]) => !/^(content-(encoding|length)|transfer-|connection)/.test(name),
    );
    res.writeHead(response.status, Object.fromEntries(left)).end(answer);
  }
}

/** The secret that the request came with. */
function secretOf({ authorization = '' }: IncomingHttpHeaders): string {
  const credentials = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  return credentials.slice(credentials.indexOf(':') + 1);
}
