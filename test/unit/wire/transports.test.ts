import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  BaseUrl,
  CanceledError,
  HttpClient,
  type HttpRequest,
  Method,
  mayHaveArrived,
  RedirectedError,
  RequestError,
  TimedOutError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../src/http/index.ts';
import { freePort, startServer, type TestServer } from '../../servers/wire/httpServer.ts';
import { eachTransport } from './eachTransport.ts';

const secret = { authorization: 'Basic c2VjcmV0' };

for (const [name, newTransport] of eachTransport) {
  describe(`the wire (${name})`, () => {
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
    const post = (path = '/', more: Partial<HttpRequest> = {}) => http.send({ method: Method.post, path, ...more });

    it('sends its headers with the first request, as they are', async () => {
      await (await get('/a?b=%2F', { headers: { ...secret, 'x-atlassian-token': 'no-check' } })).text();
      const [first] = server.requests;
      assert.equal(server.requests.length, 1);
      assert.equal(first?.url, '/a?b=%2F');
      assert.equal(first?.headers.authorization, secret.authorization);
      assert.equal(first?.headers['user-agent'], 'jenkins-jira-test/1');
      assert.equal(first?.headers['x-atlassian-token'], 'no-check');
      assert.match(String(first?.headers['accept-encoding']), /gzip/);
      assert.equal(first?.headers.cookie, undefined);
    });

    it('sends a body once, byte by byte, and an empty one with its length', async () => {
      let body = Buffer.alloc(0);
      server.handle = async (req, res) => {
        body = Buffer.concat(await req.toArray());
        res.end();
      };
      const bytes = Buffer.from('žluť\0\xff', 'latin1');
      await post('/', { body: bytes });
      assert.deepEqual(body, bytes);
      await post('/', { body: 'ž=1' });
      assert.equal(body.toString(), 'ž=1');
      await post('/', { body: '' });
      assert.equal(server.requests[2]?.headers['content-length'], '0');
    });

    it('keeps no cookies', async () => {
      server.handle = (_, res) => res.setHeader('set-cookie', ['a=1', 'b=2; Path=/']).end('x');
      const response = await get();
      assert.deepEqual(response.headers('set-cookie'), ['a=1', 'b=2; Path=/']);
      await response.text();
      await (await get()).text();
      assert.equal(server.requests[1]?.headers.cookie, undefined);
    });

    it('follows redirects of a read inside the origin, and tells of others', async () => {
      const externalTransport = await startServer((_, res) => res.end('stolen'));
      open.push(externalTransport);
      const away: Record<string, string> = {
        '/relative': '/end?x=1',
        '/absolute': `${server.origin}/end`,
        '/scheme': `//127.0.0.1:${server.port}/end`,
        '/out': `${externalTransport.origin}/end?token=1`,
        '/name': `http://localhost:${server.port}/end`,
        '/tls': `https://127.0.0.1:${server.port}/end`,
        '/odd': 'http://[',
      };
      for (const status of [301, 302, 303, 307, 308]) {
        server.handle = (req, res) => {
          const location = away[req.url ?? ''];
          if (location) res.writeHead(status, { location }).end();
          else res.end(`end ${req.headers.authorization}`);
        };
        for (const path of ['/relative', '/absolute', '/scheme']) {
          assert.equal(await (await get(path, { headers: secret })).text(), `end ${secret.authorization}`);
        }
        for (const path of ['/out', '/name', '/tls']) {
          await assert.rejects(get(path, { headers: secret }), (error: unknown) => {
            assert.ok(error instanceof RedirectedError);
            assert.doesNotMatch(error.message, /token/);
            return true;
          });
        }
        await assert.rejects(get('/odd'), UnexpectedAnswerError);
      }
      assert.equal(externalTransport.requests.length, 0);
    });

    it('follows no redirect of a write, and makes no GET of it', async () => {
      for (const status of [301, 302, 303, 307, 308]) {
        server.handle = (_, res) => res.writeHead(status, { location: '/login' }).end();
        const before = server.requests.length;
        assert.equal((await post('/job/x/build', { headers: secret, body: 'a=b' })).status, status);
        assert.deepEqual(
          server.requests.slice(before).map(each => `${each.method} ${each.url}`),
          ['POST /job/x/build'],
        );
      }
    });

    it('never repeats a write', async () => {
      server.handle = req => req.socket.destroy();
      await assert.rejects(post(), (error: unknown) => {
        assert.ok(error instanceof UnreachableError && mayHaveArrived(error));
        return true;
      });
      assert.equal(server.requests.length, 1);
    });

    it('knows that nothing can have arrived where nothing listens', async () => {
      http = clientAt(`http://127.0.0.1:${await freePort()}`);
      await assert.rejects(post(), (error: unknown) => {
        assert.ok(error instanceof UnreachableError);
        assert.deepEqual([error.why, mayHaveArrived(error)], ['refused', false]);
        return true;
      });
    });

    it('ends the request on the wire when it is called off: before the answer, and in its middle', async () => {
      const abort = new AbortController();
      const closed = new Promise<void>(done => {
        server.handle = req => {
          req.socket.on('close', () => done());
          abort.abort();
        };
      });
      const asking = get('/', { signal: abort.signal });
      await assert.rejects(asking, CanceledError);
      await closed;

      const torn = new Promise<void>(done => {
        server.handle = (req, res) => {
          req.socket.on('close', () => done());
          res.write('first');
        };
      });
      const second = new AbortController();
      const response = await get('/', { signal: second.signal });
      setTimeout(() => second.abort(), 30);
      await assert.rejects(response.text(), CanceledError);
      await torn;
    });

    it('sends nothing when it is called off already', async () => {
      await assert.rejects(get('/', { signal: AbortSignal.abort() }), CanceledError);
      assert.equal(server.requests.length, 0);
    });

    it('bears silence for so long and no longer, and a slow drip as long as it drips', async () => {
      server.handle = () => undefined;
      await assert.rejects(get('/', { idleTimeoutMs: 200 }), TimedOutError);
      server.handle = (_, res) => void res.write('first');
      const silent = await get('/', { idleTimeoutMs: 200 });
      await assert.rejects(silent.text(), TimedOutError);
      let drops = 0;
      server.handle = (_, res) => {
        const timer = setInterval(() => {
          res.write('.');
          if (++drops < 18) return;
          clearInterval(timer);
          res.end();
        }, 100);
      };
      assert.equal(await (await get('/', { idleTimeoutMs: 1500 })).text(), '.'.repeat(18));
    });

    it('asks below a context path, at an odd port, by an IPv6 address', async () => {
      const six = await startServer((req, res) => res.end(`${req.headers.host} ${req.url}`), undefined, '::1').catch(
        () => undefined,
      );
      if (!six) return console.log('skipped: this machine has no IPv6');
      open.push(six);
      const client = clientAt(`http://[::1]:${six.port}/ci/`);
      const text = await (await client.send({ method: Method.get, path: '/job/x/' })).text();
      assert.equal(text, `[::1]:${six.port} /ci/job/x/`);
    });

    it('sends nothing any more once it is closed, and ends what is under way', async () => {
      server.handle = () => void http.close();
      const asking = post();
      await assert.rejects(asking, RequestError);
      await assert.rejects(post(), RequestError);
      assert.equal(server.requests.length, 1);
    });
  });
}
