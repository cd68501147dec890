import { pipeline, Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { type Exchange, header } from './exchange.ts';

export type Headers = Record<string, string | string[]>;

const PLAIN: Headers = { Vary: 'Accept-Encoding', 'X-Content-Type-Options': 'nosniff' };

export function answer(x: Exchange, status: number, headers: Headers = {}, body: string | Buffer = ''): void {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const zipped = bytes.length > 0 && wantsZipped(x, headers);
  const sent = zipped ? gzipSync(bytes) : bytes;
  begin(x, status, headers, zipped);
  if (status !== 204 && status !== 304) x.res.setHeader('Content-Length', sent.length);
  x.res.end(sent);
}

/** A success whose body is made while it is sent, in chunks. */
export function answerInPieces(x: Exchange, headers: Headers, pieces: Iterable<Buffer>): void {
  const zipped = wantsZipped(x, headers);
  begin(x, 200, headers, zipped);
  if (x.req.method === 'HEAD') {
    x.res.end();
    return;
  }
  const body = Readable.from(pieces, { objectMode: false, highWaterMark: 1024 * 1024 });
  // A client that goes away ends the making of the body with it.
  if (zipped) pipeline(body, createGzip({ level: 1 }), x.res, () => undefined);
  else pipeline(body, x.res, () => undefined);
}

function begin(x: Exchange, status: number, headers: Headers, zipped: boolean): void {
  x.res.statusCode = status;
  for (const [name, value] of Object.entries({ ...PLAIN, ...headers })) x.res.setHeader(name, value);
  if (x.staleLogin) forgetStaleLogin(x);
  if (zipped) x.res.setHeader('Content-Encoding', 'gzip');
}

function wantsZipped(x: Exchange, headers: Headers): boolean {
  return /\bgzip\b/.test(header(x, 'accept-encoding') ?? '') && compressible(headers);
}

// A remembered login that is worth nothing is taken back with every answer.
function forgetStaleLogin(x: Exchange): void {
  const cookies = [x.res.getHeader('Set-Cookie') ?? []].flat().map(String);
  if (!cookies.some(cookie => cookie.startsWith('remember-me=')))
    x.res.setHeader('Set-Cookie', [forgetLogin, ...cookies]);
}

export const forgetLogin = 'remember-me=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax';

function compressible(headers: Headers): boolean {
  return /text|json|xml/.test(String(headers['Content-Type'] ?? '')) && headers['Accept-Ranges'] === undefined;
}

export function answerText(x: Exchange, text: string | Buffer, more: Headers = {}, status = 200): void {
  answer(x, status, { 'Content-Type': 'text/plain;charset=utf-8', ...more }, text);
}

export function redirect(x: Exchange, location: string, more: Headers = {}): void {
  answer(x, 302, { Location: location, ...more });
}
