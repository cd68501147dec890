import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  BaseUrl,
  HttpClient,
  type HttpRequest,
  Method,
  mayHaveArrived,
  RequestError,
  TooLargeError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../src/http/index.ts';
import { startRawServer, startServer, type TestServer } from '../../servers/wire/httpServer.ts';
import { eachTransport } from './eachTransport.ts';

const json = { 'content-type': 'application/json' };

for (const [name, newTransport] of eachTransport) {
  describe(`answers on the wire (${name})`, () => {
    let server: TestServer;
    let http: HttpClient;
    const open: { close(): Promise<unknown> }[] = [];

    beforeEach(async () => {
      server = await startServer((_, res) => res.end('fine'));
      http = clientAt(server.origin);
      open.push(server);
    });
    afterEach(() => Promise.all(open.splice(0).map(each => each.close())));

    function clientAt(url: string): HttpClient {
      const client = new HttpClient({
        base: BaseUrl.parse(url),
        transport: newTransport(),
        userAgent: 'jenkins-jira-test/1',
        timing: { firstRetryMs: 5, maxRetryMs: 20 },
      });
      open.unshift(client);
      return client;
    }

    const get = (path = '/', more: Partial<HttpRequest> = {}) => http.send({ method: Method.get, path, ...more });

    it('decodes what comes encoded, once', async () => {
      const text = JSON.stringify('žluť '.repeat(5000));
      for (const [coding, encode] of Object.entries({ gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync })) {
        server.handle = (_, res) => res.writeHead(200, { ...json, 'content-encoding': coding }).end(encode(text));
        assert.equal(await (await get()).text(), text, coding);
      }
    });

    it('tells the length of what does not come encoded', async () => {
      server.handle = (_, res) => res.writeHead(200, { ...json, 'content-length': 3 }).end('"x"');
      const response = await get();
      assert.equal(response.header('content-length'), '3');
      assert.equal(await response.json(), 'x');
    });

    it('calls it an error when what comes cannot be decoded', async () => {
      server.handle = (_, res) => res.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('{"not": "gzip"}');
      await assert.rejects((await get()).json(), RequestError);
      const packed = gzipSync(JSON.stringify('x'.repeat(100_000)));
      server.handle = (_, res) =>
        res.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length / 2));
      await assert.rejects((await get()).json(), RequestError);
    });

    it('calls a torn answer an error', async () => {
      server.handle = (_, res) => {
        res.writeHead(200, { 'content-length': 1000 }).write('x'.repeat(500));
        setTimeout(() => res.destroy(), 10);
      };
      await assert.rejects((await get()).text(), UnreachableError);
      server.handle = (_, res) => {
        res.writeHead(200).write('x'.repeat(500));
        setTimeout(() => res.destroy(), 10);
      };
      await assert.rejects((await get()).text(), UnreachableError);
    });

    it('lets go of a body that nobody reads', async () => {
      const closed = new Promise<void>(done => {
        server.handle = (req, res) => {
          req.socket.on('close', () => done());
          res.write('x'.repeat(100));
        };
      });
      (await get()).discard();
      await closed;
    });

    it('hands on a body as it comes', async () => {
      let goOn = () => undefined as unknown;
      server.handle = (_, res) => {
        res.write('one');
        goOn = () => res.end('two');
      };
      const arrivals: string[] = [];
      for await (const piece of (await get()).bytes()) {
        arrivals.push(Buffer.from(piece).toString());
        // The rest is sent when the beginning is there, and not before.
        goOn();
      }
      assert.deepEqual(arrivals, ['one', 'two']);
    });

    it('holds no more of an answer than it is told to, also of a small one that swells', async () => {
      const bomb = gzipSync(Buffer.alloc(20_000_000));
      server.handle = (_, res) => res.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      await assert.rejects((await get()).text(1_000_000), TooLargeError);
    });

    it('reads no page as JSON', async () => {
      server.handle = (_, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<title>Sign in</title>');
      await assert.rejects((await get()).json(), UnexpectedAnswerError);
    });

    it('takes early hints, large headers, and a length that is too short', async () => {
      const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n';
      const answers = [
        `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${head}Content-Length: 4\r\n\r\nfine`,
        `${head}X-Policy: ${'x'.repeat(12_000)}\r\nContent-Length: 4\r\n\r\nfine`,
        `${head}Content-Length: 4\r\n\r\nfine and more`,
        `${head}Transfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n`,
        `${head}Connection: close\r\n\r\nfine`,
      ];
      for (const answer of answers) {
        const raw = await startRawServer(socket => socket.end(answer));
        open.push(raw);
        const client = clientAt(`http://127.0.0.1:${raw.port}`);
        assert.equal(await (await client.send({ method: Method.get, path: '/' })).text(), 'fine', answer.slice(0, 60));
      }
    });

    it('takes no nonsense: garbage, endless headers, chunks of no size', async () => {
      const answers = [
        'SSH-2.0-OpenSSH_10.0\r\n',
        'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nfine',
        `HTTP/1.1 200 OK\r\nX-Policy: ${'x'.repeat(300_000)}\r\n\r\nfine`,
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nfine\r\n0\r\n\r\n',
        'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\nfine',
        '\0\0\0\0',
        '',
      ];
      for (const answer of answers) {
        const raw = await startRawServer(socket => socket.end(answer));
        open.push(raw);
        const client = clientAt(`http://127.0.0.1:${raw.port}`);
        const asking = client.send({ method: Method.post, path: '/' }).then(response => response.text());
        await assert.rejects(asking, (error: unknown) => {
          assert.ok(error instanceof UnreachableError, `${answer.slice(0, 40)}: ${String(error)}`);
          assert.ok(mayHaveArrived(error));
          return true;
        });
      }
    });
  });
}
