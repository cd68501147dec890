import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { BaseUrl, HttpClient, Method, UndiciTransport } from '../../../src/http/index.ts';
import { startServer, type TestServer } from '../../servers/wire/httpServer.ts';

describe('an answer without content', () => {
  let server: TestServer;
  let http: HttpClient;

  afterEach(async () => {
    await http.close();
    await server.close();
  });

  const isEmpty = async (headers: Record<string, string>, body: string) => {
    server = await startServer((_, res) => {
      res.writeHead(201, headers);
      res.flushHeaders();
      res.end(body);
    });
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
    return (await http.send({ method: Method.post, path: '/' })).isEmpty();
  };

  it('is known by its length', async () => assert.equal(await isEmpty({ 'content-length': '0' }, ''), true));

  it('is known by its body where it has neither a length nor a type', async () =>
    assert.equal(await isEmpty({ 'transfer-encoding': 'chunked' }, ''), true));

  it('is none with a body', async () => assert.equal(await isEmpty({ 'transfer-encoding': 'chunked' }, 'x'), false));

  it('is none with a type', async () =>
    assert.equal(await isEmpty({ 'transfer-encoding': 'chunked', 'content-type': 'text/plain' }, ''), false));
});
