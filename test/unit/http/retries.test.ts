import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BaseUrl, HttpClient, type HttpRequest, Method, UndiciTransport } from '../../../src/http/index.ts';
import { startServer, type TestServer } from '../../servers/wire/httpServer.ts';

describe('asking again', () => {
  let server: TestServer;
  let http: HttpClient;

  beforeEach(async () => {
    server = await startServer((_, res) => res.end());
    http = new HttpClient({
      base: BaseUrl.parse(server.origin),
      transport: new UndiciTransport(),
      userAgent: 'test',
      timing: { firstRetryMs: 20, maxRetryMs: 50, maxRetryAfterMs: 1500, maxRetries: 2 },
    });
  });
  afterEach(async () => {
    await http.close();
    await server.close();
  });

  async function ask(request: Partial<HttpRequest> = {}) {
    const began = performance.now();
    const { status } = await http.send({ method: Method.get, path: '/', ...request });
    return { status, times: server.requests.length, ms: performance.now() - began };
  }

  /** Answers so the first time, and well afterwards. */
  function once(status: number, retryAfter?: string): void {
    server.handle = (_, res) => {
      server.handle = (_, next) => next.end('fine');
      res.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
    };
  }

  it('gets a read through what passes', async () => {
    for (const status of [429, 502, 503, 504]) {
      server.requests.length = 0;
      once(status);
      const { status: got, times } = await ask();
      assert.deepEqual([got, times], [200, 2]);
    }
  });

  it('waits as long as it is told, in seconds or until a date', async () => {
    once(429, '1');
    const seconds = await ask();
    assert.deepEqual([seconds.status, seconds.ms >= 1000], [200, true]);
    const date = new Date(Math.ceil(Date.now() / 1000) * 1000);
    once(503, date.toUTCString());
    assert.equal((await ask()).status, 200);
    assert.ok(Date.now() >= date.getTime());
  });

  it('is told of a pause that is too long to wait for', async () => {
    for (const retryAfter of ['2', '3600', new Date(Date.now() + 60_000).toUTCString()]) {
      server.requests.length = 0;
      once(429, retryAfter);
      const { status, times } = await ask();
      assert.deepEqual([status, times], [429, 1]);
    }
  });

  it('never loops: not on 0, not on a date gone by, not on nonsense', async () => {
    for (const retryAfter of ['0', new Date(0).toUTCString(), '-1', 'soon', '']) {
      server.requests.length = 0;
      server.handle = (_, res) => res.writeHead(429, { 'retry-after': retryAfter }).end();
      const { status, times, ms } = await ask();
      assert.deepEqual([status, times], [429, 3], retryAfter);
      assert.ok(ms >= 45, `${retryAfter}: ${ms}`);
    }
  });

  it('asks for nothing twice that may change something, or that nobody waits for', async () => {
    for (const method of [Method.post, Method.put, Method.delete]) {
      once(503, '0');
      assert.equal((await ask({ method })).status, 503);
    }
    assert.equal(server.requests.length, 3);
    once(503);
    assert.equal((await ask({ repeatable: false })).status, 503);
    assert.equal(server.requests.length, 4);
    once(429);
    assert.equal((await ask({ method: Method.post, repeatable: true })).status, 200);
  });

  it('asks for nothing twice that stays as it is', async () => {
    for (const status of [400, 401, 403, 404, 409, 500, 501]) {
      server.requests.length = 0;
      once(status);
      const { status: got, times } = await ask();
      assert.deepEqual([got, times], [status, 1]);
    }
  });

  it('stops waiting when it is called off', async () => {
    const abort = new AbortController();
    server.handle = (_, res) => {
      res.on('close', () => setImmediate(() => abort.abort()));
      res.writeHead(429, { 'retry-after': '1' }).end();
    };
    await assert.rejects(ask({ signal: abort.signal }), { name: 'CanceledError' });
    assert.equal(server.requests.length, 1);
  });
});
