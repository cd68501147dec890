// What a request leaves behind on the caller's signal, and what is left of the headers of the editor's fetch.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, before, describe, it } from 'mocha';
import { BaseUrl, FetchTransport, HttpClient, Method, UndiciTransport } from '../../../src/http/index.ts';
import { startServer, type TestServer } from '../../servers/wire/httpServer.ts';

describe('a request that is over', () => {
  let server: TestServer;

  before(async () => {
    server = await startServer((req, res) => {
      if (req.url === '/broken') req.socket.destroy();
      else res.end('fine');
    });
  });
  after(() => server.close());

  for (const [name, make] of [
    ['undici', () => new UndiciTransport()],
    ['fetch', () => new FetchTransport(fetch)],
  ] as const) {
    it(`listens to no signal any more, by ${name}`, async () => {
      const http = new HttpClient({
        base: BaseUrl.parse(server.origin),
        transport: make(),
        userAgent: 'test',
        timing: { maxRetries: 0 },
      });
      const { signal } = new AbortController();
      const listeners = () => getEventListeners(signal, 'abort').length;
      const send = (path: string) => http.send({ method: Method.get, path, signal });
      try {
        const read = await send('/');
        assert.ok(listeners() > 0, 'while its body is not read');
        assert.equal(await read.text(), 'fine');
        assert.equal(listeners(), 0, 'after its body');
        (await send('/')).discard();
        assert.equal(listeners(), 0, 'without its body');
        await assert.rejects(send('/broken'));
        assert.equal(listeners(), 0, 'after a failure');
      } finally {
        await http.close();
      }
    });
  }
});

describe('the fetch of the editor', () => {
  const request = {
    url: new URL('https://ci.test/a?b'),
    idleTimeoutMs: 1000,
    headers: { 'accept-encoding': 'br', x: 'y' },
  };

  it('gives the headers of the answer, but no length of another coding', async () => {
    const headersOf = async (headers: [string, string][]) => {
      const transport = new FetchTransport(async () => new Response('x', { headers }));
      return (await transport.send({ ...request, method: 'GET' })).headers;
    };
    const type: [string, string] = ['content-type', 'a/b'];
    const length: [string, string] = ['content-length', '9'];
    assert.deepEqual(await headersOf([type, length]), { 'content-type': 'a/b', 'content-length': '9' });
    assert.deepEqual(await headersOf([type, length, ['content-encoding', 'gzip']]), { 'content-type': 'a/b' });
    assert.deepEqual(await headersOf([type, ['set-cookie', 'a=1'], ['set-cookie', 'b=2']]), {
      'content-type': 'a/b',
      'set-cookie': ['a=1', 'b=2'],
    });
  });
});
