import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, type Headers } from './answers.ts';
import { type Exchange, header } from './exchange.ts';

// Errors that the servlet container (Jetty 12) words itself: small, without `X-Jenkins`, as HTML, JSON or plain text,
// whichever the request would rather have.

/** An error that Jenkins left to the container. */
export function containerError(x: Exchange, status: number, message: string, more: Headers = {}): void {
  const { type, body } = worded(header(x, 'accept'), { status, message, uri: x.rawPath, servlet: 'Stapler' });
  answer(x, status, { ...uncached, ...type, ...more }, body);
}

/** Semicolons are refused before any of Jenkins' own filters adds its headers. */
export function refuseSemicolons(x: Exchange): void {
  const message = 'Semicolons are not allowed in the request URI';
  send(x.req, x.res, { status: 400, message, uri: x.rawPath, servlet: 'Stapler' });
}

/** An error from before Jenkins itself saw the request. */
export function bareContainerError(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  message: string,
  uri: string,
): void {
  send(req, res, { status, message, uri });
}

interface ContainerError {
  status: number;
  message: string;
  uri: string;
  servlet?: string;
}

function send(req: IncomingMessage, res: ServerResponse, error: ContainerError): void {
  const { type, body } = worded(req.headers.accept, error);
  res.writeHead(error.status, { ...uncached, ...type, 'Content-Length': body.length });
  res.end(body);
}

const uncached = { 'Cache-Control': 'must-revalidate,no-cache,no-store' };

/** The first form that the container knows, the most wanted first; no `Accept` is as good as any. */
function worded(accept: string | undefined, error: ContainerError): { type: Headers; body: Buffer } {
  const wanted = (accept ?? '*/*').split(',').map(readQuality);
  wanted.sort((a, b) => b.quality - a.quality);
  for (const { type } of wanted) {
    if (/^(?:text\/html|text\/\*|\*\/\*)$/.test(type)) break;
    if (/^(?:application|text)\/json$/.test(type)) {
      return { type: { 'Content-Type': 'application/json' }, body: Buffer.from(asJson(error), 'utf8') };
    }
    if (type === 'text/plain') {
      return { type: { 'Content-Type': 'text/plain;charset=iso-8859-1' }, body: Buffer.from(asText(error), 'latin1') };
    }
  }
  return { type: { 'Content-Type': 'text/html;charset=iso-8859-1' }, body: Buffer.from(asPage(error), 'latin1') };
}

function readQuality(range: string): { type: string; quality: number } {
  const [type = '', ...parameters] = range.split(';').map(part => part.trim().toLowerCase());
  const quality = parameters.find(each => each.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) };
}

function rowsOf({ uri, status, message, servlet }: ContainerError): string[][] {
  const rows = [
    ['URI', uri],
    ['STATUS', String(status)],
    ['MESSAGE', message],
  ];
  return servlet === undefined ? rows : [...rows, ['SERVLET', servlet]];
}

function asJson({ servlet, message, uri, status }: ContainerError): string {
  const pairs = Object.entries({ ...(servlet && { servlet }), message, url: uri, status: String(status) });
  return `{\n${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',\n')}\n}`;
}

function asText(error: ContainerError): string {
  const rows = rowsOf(error).map(([name, value = '']) => `${name}: ${latin(value)}\n`);
  return `HTTP ERROR ${error.status} ${latin(error.message)}\n${rows.join('')}`;
}

function latin(text: string): string {
  return text.replace(/[^\u0000-\u00ff]/g, '?');
}

function asPage(error: ContainerError): string {
  const shown = (text: string) => latin(text).replaceAll('<', '&lt;');
  const title = `${error.status} ${shown(error.message)}`;
  const table = rowsOf(error).map(([name, value = '']) => `<tr><th>${name}:</th><td>${shown(value)}</td></tr>`);
  return `<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
<title>Error ${title}</title>
</head>
<body>${error.servlet === undefined ? '\n' : ''}<h2>HTTP ERROR ${title}</h2>
<table>
${table.join('\n')}
</table>
<hr/><a href="https://jetty.org/">Powered by Jetty:// 12.1.8</a><hr/>

</body>
</html>
`;
}
