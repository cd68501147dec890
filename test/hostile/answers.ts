// Answers that scenes give.
import type { ServerResponse } from 'node:http';

export function json(res: ServerResponse, value: unknown, headers: Record<string, string> = {}): void {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579', ...headers }).end(body);
}

export function page(res: ServerResponse, status = 200, headers: Record<string, string> = {}): void {
  const body = '<html><head><title>Sign in to Example</title></head><form><input type="password"></form></html>';
  res.writeHead(status, { 'content-type': 'text/html;charset=utf-8', ...headers }).end(body);
}

export function plain(res: ServerResponse, body: string | Buffer, headers: Record<string, string> = {}): void {
  res.writeHead(200, { 'content-type': 'text/plain;charset=utf-8', ...headers }).end(body);
}

/** An answer with parts, as current controllers give it for a log. */
export function logParts(res: ServerResponse, body: string, meta: unknown): void {
  const part = (name: string, type: string, content: string) =>
    `--b\r\nContent-Disposition: form-data;name=${name}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
  const all = `${part('text', 'text/plain', body)}${part('meta', 'application/json', JSON.stringify(meta))}--b--`;
  res.writeHead(200, { 'content-type': 'multipart/form-data;boundary=b' }).end(all);
}

/** Writes a beginning, then a piece again and again, as fast as the reader takes it. */
export function flood(
  res: ServerResponse,
  piece: string | Buffer,
  bytes = Number.POSITIVE_INFINITY,
  begin = '',
  end = '',
): void {
  let written = 0;
  const more = () => {
    while (written < bytes && !res.destroyed) {
      written += piece.length;
      if (!res.write(piece)) return void res.once('drain', more);
    }
    if (!res.destroyed) res.end(end);
  };
  if (begin) res.write(begin);
  more();
}
