// A server that answers each request of a call as it is told, and the call as it was seen from both sides.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BaseUrl, HttpClient, UndiciTransport } from '../../../src/http/index.ts';
import { WatchedTransport } from '../fixtures/watchedTransport.ts';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Call {
  readonly name: string;
  /** Body of each answer, as JSON. */
  readonly answer: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly run: (http: HttpClient) => Promise<unknown>;
}

/** What went over the wire and what the call gave. */
export interface Seen {
  readonly name: string;
  readonly requests: readonly string[];
  readonly outcome: string;
  /** By the status of the answer: how many requests there were, and what it gave. */
  readonly refused: Readonly<Record<string, string>>;
  /** Hash of what it gives when a single part of the answer is missing or odd. */
  readonly odd: string;
}

/** A call asks no more than this, even of a server that always says there is more. */
const maxRequests = 20;

const refusals: readonly Answer[] = [
  ...[400, 403, 404, 409, 422].map(status => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ errorMessages: ['It is so.', 'And so.'], errors: { summary: 'Wrong.' }, message: 'No.' }),
  })),
  { status: 401, headers: { 'content-type': 'text/html', 'www-authenticate': 'Basic' }, body: '<title>Who?</title>' },
  { status: 200, headers: { 'content-type': 'text/html' }, body: '<title>Log in</title>' },
  { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Broken\nat line 1' },
  { status: 405 },
  { status: 502 },
  { status: 302, headers: { location: 'https://elsewhere.example/login?x=y' } },
  { status: 204 },
];

export async function seeAll(calls: readonly Call[]): Promise<Seen[]> {
  let answer: Answer = {};
  let requests: string[] = [];
  const server = createServer(async (req, res) => {
    requests.push(await written(req));
    const { status = 200, headers = {}, body } = requests.length > maxRequests ? { status: 410 } : answer;
    res.writeHead(status, headers).end(body);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const timing = { firstRetryMs: 1, maxRetryMs: 1 };
  const base = BaseUrl.parse(`${url}/base`);
  const transport = new WatchedTransport(new UndiciTransport());
  const http = new HttpClient({ base, transport, userAgent: 'u', timing });
  const see = async ({ run }: Call, given: Answer) => {
    answer = given;
    requests = [];
    const outcome = told(await run(http).catch((error: unknown) => error)).replaceAll(url, 'http://server');
    const held = transport.held();
    return held.length === 0 ? outcome : `${outcome}; holds ${held.join(', ')}`;
  };
  const seeOne = async (call: Call): Promise<Seen> => {
    const { name, headers, status = 200 } = call;
    const json = (value: unknown): Answer => ({
      status,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(value),
    });
    const outcome = await see(call, json(call.answer));
    const asked = requests;
    const refused: Record<string, string> = {};
    for (const refusal of refusals) {
      const given = await see(call, refusal);
      refused[`${refusal.status} ${refusal.body?.slice(0, 7) ?? ''}`] = `${requests.length}: ${given}`;
    }
    const odd: string[] = [];
    for (const variant of variantsOf(call.answer)) odd.push(await see(call, json(variant)));
    const hash = createHash('sha256').update(odd.join('\n')).digest('base64url').slice(0, 16);
    return { name, requests: asked, outcome, refused, odd: `${odd.length} ${hash}` };
  };
  try {
    const seen: Seen[] = [];
    for (const call of calls) seen.push(await seeOne(call));
    return seen;
  } finally {
    await http.close();
    server.closeAllConnections();
    server.close();
  }
}

async function written(req: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of req) pieces.push(piece as Buffer);
  const { method, url, headers } = req;
  const own = ['accept', 'authorization', 'content-type', 'x-atlassian-token', 'cookie', 'jenkins-crumb'];
  const heads = own.flatMap(name => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`]));
  return [`${method} ${url}`, ...heads, Buffer.concat(pieces).toString()].join('\n');
}

function told(outcome: unknown): string {
  if (!(outcome instanceof Error)) return JSON.stringify(outcome, (_, value) => unfolded(value)) ?? 'undefined';
  const { stack: _, cause: __, name, message, ...rest } = { ...outcome, name: outcome.name, message: outcome.message };
  return `${name}: ${message} ${JSON.stringify(rest)}`;
}

function unfolded(value: unknown): unknown {
  if (value instanceof Set) return [...value];
  return value instanceof Map ? [...value] : value;
}

/** The same with one part missing, and with one of another kind. */
function* variantsOf(value: unknown): Generator<unknown> {
  yield undefined;
  yield typeof value === 'string' ? 7 : 'odd';
  if (typeof value === 'boolean') yield !value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    for (const variant of variantsOf(part)) {
      if (Array.isArray(value)) yield value.map((each, at) => (String(at) === key ? variant : each));
      else yield { ...value, [key]: variant };
    }
  }
}
