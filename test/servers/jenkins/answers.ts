import type { ServerResponse } from 'node:http';
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

/** An error that the servlet container words itself: small, Latin-1, without `X-Jenkins`. */
export function containerError(x: Exchange, status: number, message: string, more: Headers = {}): void {
  const rows = [
    ['URI', x.rawPath],
    ['STATUS', String(status)],
    ['MESSAGE', message],
    ['SERVLET', 'Stapler'],
  ];
  answer(x, status, { ...containerHeaders, ...more }, containerPage(status, message, rows));
}

/** Semicolons are refused before any of Jenkins' own filters adds its headers. */
export function refuseSemicolons(x: Exchange): void {
  const message = 'Semicolons are not allowed in the request URI';
  const rows = [
    ['URI', x.rawPath],
    ['STATUS', '400'],
    ['MESSAGE', message],
    ['SERVLET', 'Stapler'],
  ];
  const body = containerPage(400, message, rows);
  x.res.writeHead(400, { ...containerHeaders, 'Content-Length': body.length });
  x.res.end(body);
}

/** An error from before Jenkins itself saw the request. */
export function bareContainerError(res: ServerResponse, status: number, message: string, uri: string): void {
  const rows = [
    ['URI', uri],
    ['STATUS', String(status)],
    ['MESSAGE', message],
  ];
  const body = containerPage(status, message, rows, '<body>\n');
  res.writeHead(status, { ...containerHeaders, 'Content-Length': body.length });
  res.end(body);
}

const containerHeaders = {
  'Cache-Control': 'must-revalidate,no-cache,no-store',
  'Content-Type': 'text/html;charset=iso-8859-1',
};

function containerPage(status: number, message: string, rows: string[][], start = '<body>'): Buffer {
  const latin = (text: string) => text.replace(/[^\u0000-\u00ff]/g, '?').replaceAll('<', '&lt;');
  const table = rows.map(([name = '', value = '']) => `<tr><th>${name}:</th><td>${latin(value)}</td></tr>`).join('\n');
  const page = `<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
<title>Error ${status} ${latin(message)}</title>
</head>
${start}<h2>HTTP ERROR ${status} ${latin(message)}</h2>
<table>
${table}
</table>
<hr/><a href="https://jetty.org/">Powered by Jetty:// 12.1.8</a><hr/>

</body>
</html>
`;
  return Buffer.from(page, 'latin1');
}
