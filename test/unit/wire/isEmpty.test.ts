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

  it('is known by its length', async () => {
    assert.equal(await isEmpty({ 'content-length': '0' }, ''), true);
  });

  it('is known by its length, whatever its type', async () => {
    assert.equal(await isEmpty({ 'content-length': '0', 'content-type': 'text/plain' }, ''), true);
  });

  it('is known by its body where it has neither a length nor a type', async () =>
    assert.equal(await isEmpty({ 'transfer-encoding': 'chunked' }, ''), true));

  it('is none with a body', async () => assert.equal(await isEmpty({ 'transfer-encoding': 'chunked' }, 'x'), false));

  it('is none with a type', async () =>
    assert.equal(await isEmpty({ 'transfer-encoding': 'chunked', 'content-type': 'text/plain' }, ''), false));
});

describe('the start of an answer', () => {
  let server: TestServer;
  let http: HttpClient;

  afterEach(async () => {
    await http.close();
    await server.close();
  });

  /** An answer that never ends. */
  const begun = async (body: string, headers: Record<string, string> = {}) => {
    server = await startServer((_, res) => void res.writeHead(200, headers).write(body));
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
    return http.send({ method: Method.post, path: '/' });
  };

  it('shows that it is not empty as soon as a byte is there', async () => {
    assert.equal(await (await begun('x')).isEmpty(), false);
  });

  it('is there as soon as its bytes are, and no longer than asked for', async () => {
    assert.equal(await (await begun('abcd')).start(4), 'abcd');
  });

  it('is cut where more came at once', async () => {
    assert.equal(await (await begun('abcdef')).start(4), 'abcd');
  });

  it('is in Latin-1 where the answer says so', async () => {
    server = await startServer((_, res) => {
      res
        .writeHead(500, { 'content-type': 'text/plain; charset="ISO-8859-1"' })
        .end(Buffer.from('B\xfccher', 'latin1'));
    });
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
    assert.equal(await (await http.send({ method: Method.post, path: '/' })).reason(), 'Bücher');
  });

  it('of an error is nothing where it breaks off', async () => {
    server = await startServer((_, res) => {
      res.writeHead(500, { 'content-type': 'text/plain', 'content-length': '99' });
      res.write('half', () => setTimeout(() => res.destroy(), 10));
    });
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
    assert.equal(await (await http.send({ method: Method.post, path: '/' })).reason(), undefined);
  });

  it('has the media type in lower case and without parameters, or none', async () => {
    assert.equal((await begun('x', { 'content-type': ' Text/HTML ; charset=utf-8' })).mediaType, 'text/html');
    await http.close();
    await server.close();
    assert.equal((await begun('x')).mediaType, '');
  });
});
