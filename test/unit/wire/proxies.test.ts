import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  BaseUrl,
  HttpClient,
  Method,
  mayHaveArrived,
  type NetworkOptions,
  ProxyError,
  ProxyProblem,
  plainNetwork,
  UndiciTransport,
} from '../../../src/http/index.ts';
import { type Identity, TestAuthority } from '../../servers/wire/certificates.ts';
import { freePort, startRawServer, startServer, type TestServer } from '../../servers/wire/httpServer.ts';
import { type ProxyOptions, startHttpProxy, startSocksProxy, type TestProxy } from '../../servers/wire/proxies.ts';

const secret = 'Basic c2VjcmV0';

describe('a way out through a proxy', () => {
  let authority: TestAuthority;
  let proxyAuthority: TestAuthority;
  let proxyIdentity: Identity;
  let plain: TestServer;
  let tls: TestServer;
  const open: { close(): Promise<unknown> }[] = [];

  before(async () => {
    authority = await TestAuthority.create('Servers');
    proxyAuthority = await TestAuthority.create('Proxies');
    proxyIdentity = await proxyAuthority.issue({ names: ['localhost', '127.0.0.1'] });
    plain = await startServer((req, res) => res.end(`plain ${req.headers.host} ${req.url}`));
    tls = await startServer(
      (req, res) => res.end(`tls ${req.headers.host} ${req.url}`),
      await authority.issue({ names: ['ci.test'] }),
    );
  });
  after(() => Promise.all([plain.close(), tls.close()]));
  afterEach(async () => {
    await Promise.all(open.splice(0).map(each => each.close()));
    plain.requests.length = 0;
    tls.requests.length = 0;
  });

  /** A name that only the proxy can resolve. */
  function names() {
    return {
      // The rules for host names know no underscores; company networks do.
      build_box: { host: '127.0.0.1', port: plain.port },
      'ci.test': { host: '127.0.0.1', port: plain.port },
      'ci.test:443': { host: '127.0.0.1', port: tls.port },
    };
  }

  async function proxied(options: ProxyOptions = {}, start = startHttpProxy): Promise<TestProxy> {
    const proxy = await start({ names: names(), ...options });
    open.push(proxy);
    return proxy;
  }

  async function get(url: string, network: Partial<NetworkOptions>): Promise<string> {
    const transport = new UndiciTransport({
      network: { ...plainNetwork, own: { ca: [authority.cert] }, ...network },
      connectTimeoutMs: 2000,
    });
    const http = new HttpClient({ base: BaseUrl.parse(url), transport, userAgent: 'test' });
    open.push(http);
    const headers = { authorization: secret };
    return (await http.send({ method: Method.get, path: '/a?b=c', headers })).text();
  }

  async function failure(asking: Promise<unknown>): Promise<ProxyError> {
    const error: unknown = await asking.then(
      () => assert.fail('it worked'),
      cause => cause,
    );
    assert.ok(error instanceof ProxyError, String(error));
    assert.equal(mayHaveArrived(error), false);
    return error;
  }

  it('tells plain HTTP to the proxy with its whole URL', async () => {
    const proxy = await proxied();
    assert.equal(await get('http://ci.test', { proxy: `http://127.0.0.1:${proxy.port}` }), 'plain ci.test /a?b=c');
    assert.deepEqual(proxy.asked, ['GET http://ci.test/a?b=c']);
    assert.equal(plain.requests[0]?.headers.authorization, secret);
  });

  it('sends https through a tunnel, of which the proxy sees nothing', async () => {
    const proxy = await proxied();
    assert.equal(await get('https://ci.test', { proxy: `http://127.0.0.1:${proxy.port}` }), 'tls ci.test /a?b=c');
    assert.deepEqual(proxy.asked, ['CONNECT ci.test:443']);
    assert.doesNotMatch(proxy.bytes(), /c2VjcmV0|authorization/i);
  });

  it('asks hosts with an underscore in their name', async () => {
    const proxy = await proxied();
    const text = await get('http://build_box:8080', { proxy: `http://127.0.0.1:${proxy.port}` });
    assert.equal(text, 'plain build_box:8080 /a?b=c');
  });

  it('uses the proxies of the environment', async () => {
    const proxy = await proxied();
    const environment = { httpsProxy: `http://127.0.0.1:${proxy.port}` };
    assert.match(await get('https://ci.test', { environment }), /^tls/);
  });

  it('goes straight where that was asked for', async () => {
    const proxy = await proxied();
    const farAway = { proxy: `http://127.0.0.1:${proxy.port}`, noProxy: ['127.0.0.0/8'] };
    assert.match(await get(plain.origin, farAway), /^plain/);
    assert.match(await get(plain.origin, { ...farAway, noProxy: [], own: { proxy: 'none' } }), /^plain/);
    assert.deepEqual(proxy.asked, []);
  });

  it('speaks TLS with a proxy that wants it, and knows the proxy by its own authority', async () => {
    const proxy = await proxied({ identity: proxyIdentity });
    const network = { proxy: `https://localhost:${proxy.port}`, own: { ca: [authority.cert, proxyAuthority.cert] } };
    assert.match(await get('https://ci.test', network), /^tls/);
    assert.match(await get('http://ci.test', network), /^plain/);
    assert.deepEqual(proxy.asked, ['CONNECT ci.test:443', 'GET http://ci.test/a?b=c']);
  });

  it('shows the certificate of a proxy that it cannot verify, and passes it only where the user said so', async () => {
    const proxy = await proxied({ identity: proxyIdentity });
    const network = { proxy: `https://localhost:${proxy.port}` };
    const error = await failure(get('https://ci.test', network));
    assert.equal(error.problem, ProxyProblem.tls);
    assert.equal(error.certificate?.fingerprint, proxyIdentity.fingerprint);
    assert.match(await get('https://ci.test', { ...network, proxyStrictTls: false }), /^tls/);
  });

  it('never takes the leniency towards a proxy for one towards the server', async () => {
    const proxy = await proxied({ identity: proxyIdentity });
    const network = { proxy: `https://localhost:${proxy.port}`, proxyStrictTls: false, own: {} };
    await assert.rejects(get('https://ci.test', network), { name: 'TlsError' });
    assert.equal(tls.requests.length, 0);
  });

  it('signs in at the proxy with what its URL says, or the setting', async () => {
    const proxy = await proxied({ login: 'me:p@ss' });
    const at = `127.0.0.1:${proxy.port}`;
    const setting = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    for (const url of ['http://ci.test', 'https://ci.test']) {
      assert.match(await get(url, { proxy: `http://me:p%40ss@${at}` }), /ci\.test/);
      assert.match(await get(url, { proxy: `http://${at}`, proxyAuthorization: setting }), /ci\.test/);
    }
    for (const { headers } of [...plain.requests, ...tls.requests])
      assert.equal(headers['proxy-authorization'], undefined);
  });

  it('says that the proxy wants to know who asks', async () => {
    const proxy = await proxied({ login: 'me:p@ss' });
    for (const url of ['http://ci.test', 'https://ci.test']) {
      const error = await failure(get(url, { proxy: `http://me:wrong@127.0.0.1:${proxy.port}` }));
      assert.deepEqual([error.problem, error.status], [ProxyProblem.authentication, 407]);
      assert.doesNotMatch(`${error.stack}`, /wrong/);
      assert.equal(error.proxy, `http://127.0.0.1:${proxy.port}`);
    }
    assert.equal(proxy.asked.length, 2);
  });

  it('says that the proxy would not, could not, or is none', async () => {
    const refusing = await proxied({ refuse: 403 });
    const refused = await failure(get('https://ci.test', { proxy: `http://127.0.0.1:${refusing.port}` }));
    assert.deepEqual([refused.problem, refused.status], [ProxyProblem.refused, 403]);
    const gone = await failure(get('https://ci.test', { proxy: `http://127.0.0.1:${await freePort()}` }));
    assert.equal(gone.problem, ProxyProblem.unreachable);
    const none = await failure(get('https://ci.test', { proxy: 'gopher://x' }));
    assert.equal(none.problem, ProxyProblem.malformed);
    const other = await startRawServer(socket => socket.write('SSH-2.0-OpenSSH_10.0\r\n'));
    open.push(other);
    for (const scheme of ['http', 'socks5']) {
      const error = await failure(get('https://ci.test', { proxy: `${scheme}://127.0.0.1:${other.port}` }));
      assert.equal(error.problem, ProxyProblem.protocol);
    }
  });

  it('goes through SOCKS5, with the proxy resolving names', async () => {
    const proxy = await proxied({}, startSocksProxy);
    const own = { ca: [authority.cert], proxy: `socks5://127.0.0.1:${proxy.port}` };
    assert.match(await get('https://ci.test', { own }), /^tls/);
    assert.match(await get('http://ci.test', { own }), /^plain/);
    assert.match(await get(plain.origin, { own }), /^plain/);
    assert.deepEqual(proxy.asked, ['CONNECT ci.test:443', 'CONNECT ci.test:80', `CONNECT 127.0.0.1:${plain.port}`]);
    assert.doesNotMatch(proxy.bytes().slice(0, 100), /c2VjcmV0/);
  });

  it('signs in at a SOCKS5 proxy, and says when that failed or the way is barred', async () => {
    const proxy = await proxied({ login: 'me:p@ss' }, startSocksProxy);
    const through = (login: string) => get('https://ci.test', { proxy: `socks5://${login}127.0.0.1:${proxy.port}` });
    assert.match(await through('me:p%40ss@'), /^tls/);
    assert.equal((await failure(through('me:wrong@'))).problem, ProxyProblem.authentication);
    assert.equal((await failure(through(''))).problem, ProxyProblem.authentication);
    const barred = await proxied({ refuse: 2 }, startSocksProxy);
    const error = await failure(get('https://ci.test', { proxy: `socks5://127.0.0.1:${barred.port}` }));
    assert.deepEqual([error.problem, error.status], [ProxyProblem.refused, 2]);
  });

  it('gives up on a proxy that says nothing', async () => {
    const silent = await startRawServer(() => undefined);
    open.push(silent);
    const transport = new UndiciTransport({
      network: { ...plainNetwork, proxy: `socks5://127.0.0.1:${silent.port}` },
      connectTimeoutMs: 150,
    });
    const http = new HttpClient({ base: BaseUrl.parse('https://ci.test'), transport, userAgent: 'test' });
    open.push(http);
    await assert.rejects(http.send({ method: Method.get, path: '/' }), { name: 'TimedOutError', connecting: true });
  });
});
