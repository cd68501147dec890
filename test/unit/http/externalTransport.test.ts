import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  BaseUrl,
  CanceledError,
  HttpClient,
  type HttpRequest,
  Method,
  RedirectedError,
  TimedOutError,
  UndiciTransport,
  UnexpectedAnswerError,
} from '../../../src/http/index.ts';
import { startServer, type TestServer } from '../../servers/wire/httpServer.ts';

describe('a read that leads into foreign storage', () => {
  let own: TestServer;
  let foreign: TestServer;
  let http: HttpClient;
  let externalTransport: UndiciTransport;

  beforeEach(async () => {
    foreign = await startServer((_, res) => res.end('stored'));
    own = await startServer((_, res) => res.writeHead(302, { location: `${foreign.origin}/x?signed` }).end());
    http = new HttpClient({ base: BaseUrl.parse(own.origin), transport: new UndiciTransport(), userAgent: 'test' });
    externalTransport = new UndiciTransport();
  });
  afterEach(async () => {
    await Promise.all([http.close(), externalTransport.close()]);
    await Promise.all([own.close(), foreign.close()]);
  });

  const headers = {
    ...{ accept: '*/*', 'accept-encoding': 'identity', range: 'bytes=5-', 'if-range': '"1"' },
    ...{ authorization: 'Basic c2VjcmV0', cookie: 'JSESSIONID=s', 'jenkins-crumb': 'c', 'x-anything': 'y' },
  };
  const get = (more: Partial<HttpRequest> = {}) =>
    http.send({ method: Method.get, path: '/artifact', headers, externalTransport, ...more });

  it('takes along what says which bytes are wanted, and nothing else', async () => {
    assert.equal(await (await get()).text(), 'stored');
    const [seen] = foreign.requests;
    assert.equal(seen?.url, '/x?signed');
    const { host: _, connection: __, ...sent } = seen?.headers ?? {};
    assert.deepEqual(sent, {
      ...{ accept: '*/*', 'accept-encoding': 'identity', range: 'bytes=5-', 'if-range': '"1"' },
      'user-agent': 'test',
    });
    assert.equal(own.requests[0]?.headers.cookie, 'JSESSIONID=s');
  });

  it('stays what it was: a HEAD, called off by its signal, as impatient as it was', async () => {
    assert.equal((await get({ method: Method.head })).status, 200);
    assert.equal(foreign.requests[0]?.method, 'HEAD');
    const abort = new AbortController();
    foreign.handle = () => abort.abort();
    await assert.rejects(get({ signal: abort.signal }), CanceledError);
    foreign.handle = () => undefined;
    await assert.rejects(get({ idleTimeoutMs: 200, repeatable: false }), TimedOutError);
  });

  it('has no credentials any more when it leads back', async () => {
    foreign.handle = (_, res) => res.writeHead(307, { location: `${own.origin}/back` }).end();
    const redirect = own.handle;
    own.handle = (req, res) => (req.url === '/back' ? res.end('back') : redirect(req, res));
    assert.equal(await (await get()).text(), 'back');
    const back = own.requests.at(-1);
    assert.deepEqual([back?.url, back?.headers.authorization, back?.headers.cookie], ['/back', undefined, undefined]);
  });

  it('goes nowhere without leave, nowhere that is no web, and not for ever', async () => {
    const { externalTransport: _, ...without } = { externalTransport, method: Method.get, path: '/artifact', headers };
    await assert.rejects(http.send(without), RedirectedError);
    assert.equal(foreign.requests.length, 0);
    own.handle = (_, res) => res.writeHead(302, { location: 'ftp://files.example/x' }).end();
    await assert.rejects(get(), RedirectedError);
    own.handle = (_, res) => res.writeHead(302, { location: `${foreign.origin}/x` }).end();
    foreign.handle = (_, res) => res.writeHead(302, { location: '/x' }).end();
    await assert.rejects(get(), UnexpectedAnswerError);
    assert.equal(foreign.requests.length, 5);
  });
});
