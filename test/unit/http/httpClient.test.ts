import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { InvalidNameError } from '../../../src/base/invalidNameError.ts';
import {
  BaseUrl,
  BaseUrlError,
  CanceledError,
  HttpClient,
  Method,
  mayHaveArrived,
  TimedOutError,
  TooLargeError,
  UndiciTransport,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../src/http/index.ts';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

describe('the HTTP client', () => {
  let server: Server;
  let http: HttpClient;
  let handle: Handler;
  let count: number;

  beforeEach(async () => {
    count = 0;
    server = createServer((req, res) => {
      count++;
      handle(req, res);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    http = clientAt((server.address() as AddressInfo).port);
  });
  afterEach(async () => {
    await http.close();
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  function clientAt(port: number): HttpClient {
    const base = BaseUrl.parse(`http://127.0.0.1:${port}`);
    return new HttpClient({ base, transport: new UndiciTransport(), userAgent: 'jenkins-jira-test/1' });
  }

  const get = (path: string, more: { signal?: AbortSignal; idleTimeoutMs?: number } = {}) =>
    http.send({ method: Method.get, path, ...more });

  it('decodes what it asked for', async () => {
    const text = 'žluť '.repeat(5000);
    const codings = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
    for (const [coding, encode] of Object.entries(codings)) {
      handle = (req, res) => {
        assert.ok(String(req.headers['accept-encoding']).includes(coding));
        res.writeHead(200, { 'content-encoding': coding }).end(encode(text));
      };
      assert.equal(await (await get('/')).text(), text, coding);
    }
  });

  it('calls a torn answer an error, not an answer', async () => {
    const packed = gzipSync('x'.repeat(100_000));
    handle = (_, res) => {
      res.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length });
      res.write(packed.subarray(0, 50));
      setTimeout(() => res.destroy(), 20);
    };
    const response = await get('/');
    await assert.rejects(response.text(), UnreachableError);
  });

  it('holds no more of an answer than it is told to', async () => {
    handle = (_, res) => res.end('x'.repeat(100_000));
    const response = await get('/');
    await assert.rejects(response.text(10_000), TooLargeError);
  });

  it('reads the title of an error page and no more of it', async () => {
    let sent = 0;
    handle = (_, res) => {
      res.writeHead(404, { 'content-type': 'text/html' });
      res.write('<html><head><title>Not\n Found</title>');
      const timer = setInterval(() => {
        sent += 100_000;
        if (!res.write('x'.repeat(100_000)) || sent > 5e6) clearInterval(timer);
      }, 1);
      res.on('close', () => clearInterval(timer));
    };
    assert.equal(await (await get('/')).reason(), 'Not Found');
    assert.ok(sent < 3e6);
  });

  it('tells what is not JSON', async () => {
    handle = (_, res) => res.end('{"a":');
    await assert.rejects((await get('/')).json(), UnexpectedAnswerError);
  });

  it('names why a server cannot be reached', async () => {
    const closed = clientAt(await freePort());
    await assert.rejects(closed.send({ method: Method.get, path: '/' }), { why: 'refused' });
    const nowhere = new HttpClient({
      base: BaseUrl.parse('http://no-such-host.invalid'),
      transport: new UndiciTransport(),
      userAgent: 'test',
    });
    await assert.rejects(nowhere.send({ method: Method.get, path: '/' }), { why: 'name' });
    await Promise.all([closed.close(), nowhere.close()]);
  });

  it('asks once more for a read whose connection broke, never for a write', async () => {
    handle = (req, res) => (count === 1 ? req.socket.destroy() : res.end('fine'));
    assert.equal(await (await get('/')).text(), 'fine');
    count = 0;
    handle = req => req.socket.destroy();
    await assert.rejects(http.send({ method: Method.post, path: '/' }), (error: unknown) => {
      assert.ok(error instanceof UnreachableError);
      assert.ok(mayHaveArrived(error), 'the write may have been done');
      return true;
    });
    assert.equal(count, 1);
  });

  it('bears silence for so long and no longer', async () => {
    handle = () => undefined;
    await assert.rejects(get('/', { idleTimeoutMs: 300 }), TimedOutError);
  });

  it('ends the request on the wire when it is called off', async () => {
    const abort = new AbortController();
    const closed = new Promise<void>(done => {
      handle = req => {
        req.socket.on('close', () => done());
        abort.abort();
      };
    });
    const asking = get('/', { signal: abort.signal });
    await assert.rejects(asking, CanceledError);
    await closed;
  });

  it('follows five redirects of a read and not a sixth', async () => {
    const path = (req: IncomingMessage) => Number(req.url?.slice(1));
    handle = (req, res) =>
      path(req) === 0 ? res.end('there') : res.writeHead(302, { location: `/${path(req) - 1}` }).end();
    assert.equal(await (await get('/5')).text(), 'there');
    await assert.rejects(get('/6'), UnexpectedAnswerError);
  });

  it('asks once where a redirect says no place, or none that is a URL', async () => {
    for (const headers of [{}, { location: 'http://[' }]) {
      count = 0;
      handle = (_, res) => res.writeHead(302, headers).end();
      await assert.rejects(get('/'), /a redirect without a usable Location/);
      assert.equal(count, 1);
    }
  });

  it('tells the log of each try, without queries, headers and bodies', async () => {
    const lines: string[] = [];
    const { port } = server.address() as AddressInfo;
    const logged = new HttpClient({
      base: BaseUrl.parse(`http://127.0.0.1:${port}`),
      transport: new UndiciTransport(),
      userAgent: 'test',
      log: line => lines.push(JSON.stringify(line)),
      timing: { firstRetryMs: 1 },
    });
    handle = (_, res) => res.writeHead(count === 1 ? 503 : 200, { 'set-cookie': 's3cret' }).end('s3cret');
    const headers = { authorization: 's3cret' };
    await (await logged.send({ method: Method.get, path: '/x?token=s3cret', headers })).text();
    await logged.close();
    assert.deepEqual(
      lines.map(line => JSON.parse(line).status),
      [503, 200],
    );
    assert.doesNotMatch(lines.join(), /s3cret/);
  });

  it('keeps queries out of errors', async () => {
    handle = (_, res) => res.end('{');
    await assert.rejects((await get('/x?token=s3cret')).json(), (error: unknown) => {
      assert.doesNotMatch(String(error), /s3cret/);
      return true;
    });
  });
});

describe('undici', () => {
  it('is loaded at the first request, and leaves the shared dispatchers as it found them', async () => {
    const slots = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];
    const before = slots.map(slot => Reflect.get(globalThis, slot));
    const library = await import('../../../src/http/undici.ts');
    assert.ok(library.Agent);
    const after = slots.map(slot => Reflect.get(globalThis, slot));
    assert.deepEqual(after, before);
  });
});

describe('a base URL', () => {
  const good: readonly [string, string][] = [
    ['https://ci.example.com/', 'https://ci.example.com'],
    [' https://ci.example.com/jenkins// ', 'https://ci.example.com/jenkins'],
    ['ci.example.com:8443/jenkins?x=1#y', 'https://ci.example.com:8443/jenkins'],
    ['http://build_box:8080', 'http://build_box:8080'],
    ['http://[::1]:8080/ci', 'http://[::1]:8080/ci'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['HTTPS://CI.Example.com:443', 'https://ci.example.com'],
  ];
  for (const [typed, href] of good) {
    it(`is read from ${JSON.stringify(typed)}`, () => assert.equal(BaseUrl.parse(typed).href, href));
  }

  const bad: readonly [string, string][] = [
    ['', 'empty'],
    ['   ', 'empty'],
    ['https://', 'malformed'],
    ['my jenkins', 'malformed'],
    ['http://ci.example.com:99999', 'malformed'],
    ['ftp://ci.example.com', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['https://me:s3cret@ci.example.com', 'credentials'],
  ];
  for (const [typed, problem] of bad) {
    it(`is not read from ${JSON.stringify(typed)}: ${problem}`, () => {
      assert.throws(
        () => BaseUrl.parse(typed),
        (error: unknown) => error instanceof BaseUrlError && error.problem === problem && !/s3cret/.test(String(error)),
      );
    });
  }

  it('makes no step of a name', () => {
    const base = BaseUrl.parse('https://example.com/jira');
    for (const path of ['/issue/../comment', '/issue/A-1/comment/..', '/comment/..?x=/y', '/./a', '/issue/..#a']) {
      assert.throws(() => base.resolve(path), InvalidNameError, path);
    }
    for (const path of ['/a/...', '/a/..b', '/a?b=/../c', '/a#/../c', '/.a/b.']) {
      assert.equal(base.resolve(path).href, `${base.href}${path}`);
    }
  });

  it('stays on its server, with any path', () => {
    const base = BaseUrl.parse('https://example.com');
    for (const path of ['//evil.example/x', '/\\evil.example/x', '///x'])
      assert.equal(base.resolve(path).origin, base.origin, path);
    for (const path of ['@evil.example/x', '.evil.example/x', ':8443/x'])
      assert.throws(() => base.resolve(path), InvalidNameError, path);
  });
});

async function freePort(): Promise<number> {
  const probe = createTcpServer();
  await new Promise<void>(done => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise(done => probe.close(done));
  return port;
}
