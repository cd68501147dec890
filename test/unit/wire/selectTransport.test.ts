import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import {
  BaseUrl,
  type Fetch,
  FetchTransport,
  HttpClient,
  InterceptedError,
  type NetworkOptions,
  plainNetwork,
  selectTransport,
  type Transport,
  TransportKind,
  UndiciTransport,
} from '../../../src/http/index.ts';
import { probeJenkins } from '../../../src/jenkins/index.ts';
import { freePort, startServer, type TestServer } from '../../servers/wire/httpServer.ts';

describe('the choice of a transport', () => {
  const open: TestServer[] = [];
  afterEach(() => Promise.all(open.splice(0).map(each => each.close())));

  async function jenkinsLike(): Promise<TestServer> {
    const server = await startServer((_, res) => res.writeHead(200, { 'x-jenkins': '2.579' }).end());
    open.push(server);
    return server;
  }

  /** A company network in small: undici's way needs a proxy that is not there; the host's fetch knows the real one. */
  function transports(network: Partial<NetworkOptions>, fetch: Fetch): Record<TransportKind, () => Transport> {
    return {
      undici: () => new UndiciTransport({ network: { ...plainNetwork, ...network } }),
      hostFetch: () => new FetchTransport(fetch),
    };
  }

  const probe = (url: string) => (transport: Transport) =>
    probeJenkins(new HttpClient({ base: BaseUrl.parse(url), transport, userAgent: 'test' }));
  let timesAsked = 0;
  const forbidden: Fetch = () => {
    timesAsked++;
    return Promise.reject(new Error('not to be asked'));
  };

  it('is undici where it gets through, and asks nobody else', async () => {
    const { origin } = await jenkinsLike();
    const { kind, found } = await selectTransport(transports({}, forbidden), probe(origin));
    assert.deepEqual([kind, found, timesAsked], [TransportKind.undici, '2.579', 0]);
  });

  it('is the host’s fetch where only that gets through', async () => {
    const { origin } = await jenkinsLike();
    const own = { proxy: `http://127.0.0.1:${await freePort()}` };
    const asked: string[] = [];
    const fetch: Fetch = (url, init) => {
      asked.push(url);
      return globalThis.fetch(url.replace('http://ci.test', origin), init);
    };
    const { kind, found } = await selectTransport(transports({ own }, fetch), probe('http://ci.test'));
    assert.deepEqual([kind, found], [TransportKind.hostFetch, '2.579']);
    assert.deepEqual(asked, ['http://ci.test/login']);
  });

  it('is none where neither gets through: undici says why', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const failing: Fetch = () => Promise.reject(new TypeError('fetch failed'));
    await assert.rejects(selectTransport(transports({}, failing), probe(url)), {
      name: 'UnreachableError',
      why: 'refused',
    });
  });

  it('is not looked for when somebody has answered', async () => {
    const server = await startServer((_, res) =>
      res.writeHead(200, { 'content-type': 'text/html' }).end('<title>Us</title>'),
    );
    open.push(server);
    await assert.rejects(selectTransport(transports({}, forbidden), probe(server.origin)), InterceptedError);
    assert.equal(timesAsked, 0);
  });
});
