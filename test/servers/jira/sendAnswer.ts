import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './exchange.ts';

function payload(answer: Answer): { type: string; text: string } | undefined {
  if (answer.html !== undefined) {
    return { type: 'text/html;charset=UTF-8', text: answer.html };
  }
  return answer.body === undefined
    ? undefined
    : { type: 'application/json;charset=UTF-8', text: JSON.stringify(answer.body) };
}

function wantsGzip(req: IncomingMessage): boolean {
  return /(^|[\s,])gzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(req.headers['accept-encoding'] ?? ''));
}

/** Writes an answer out, compressed where that was asked for. */
export function sendAnswer(
  req: IncomingMessage,
  res: ServerResponse,
  answer: Answer,
  headers: Record<string, string>,
): void {
  for (const [name, value] of Object.entries({ ...headers, ...answer.headers })) {
    res.setHeader(name, value);
  }
  if (answer.raw) {
    res.setHeader('Content-Length', answer.raw.length);
    res.writeHead(answer.status).end(answer.raw);
    return;
  }
  const content = payload(answer);
  if (!content) {
    res.writeHead(answer.status).end();
    return;
  }
  res.setHeader('Content-Type', content.type);
  res.setHeader('Vary', 'Accept-Encoding');
  const plain = Buffer.from(content.text, 'utf8');
  const gzip = wantsGzip(req);
  if (gzip) {
    res.setHeader('Content-Encoding', 'gzip');
  }
  const body = gzip ? gzipSync(plain) : plain;
  res.setHeader('Content-Length', body.length);
  res.writeHead(answer.status).end(body);
}
