import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createSecureContext } from 'node:tls';
import { afterEach, before, describe, it } from 'mocha';
import {
  BaseUrl,
  externalNetwork,
  FetchTransport,
  HttpClient,
  Method,
  mayHaveArrived,
  type OwnNetwork,
  plainNetwork,
  RequestError,
  TlsError,
  UndiciTransport,
} from '../../../src/http/index.ts';
import { secure } from '../../../src/http/tlsSocket.ts';
import { type Identity, selfSigned, TestAuthority } from '../../servers/wire/certificates.ts';
import { pfx, pfxCertificate, pfxPassphrase } from '../../servers/wire/clientPfx.ts';
import { startRawServer, startServer, type TestServer } from '../../servers/wire/httpServer.ts';

describe('TLS', () => {
  let authority: TestAuthority;
  let good: Identity;
  let own: Identity;
  const open: { close(): Promise<unknown> }[] = [];

  before(async () => {
    authority = await TestAuthority.create('Company');
    good = await authority.issue({ names: ['localhost', '127.0.0.1'] });
    own = await selfSigned(['localhost', 'build_box']);
  });
  afterEach(() => Promise.all(open.splice(0).map(each => each.close())));

  async function serve(identity: Identity, more = {}): Promise<TestServer> {
    const server = await startServer((_, res) => res.end('fine'), { cert: identity.cert, key: identity.key, ...more });
    open.push(server);
    return server;
  }

  async function get(server: { port: number }, network: OwnNetwork = {}, host = 'localhost'): Promise<string> {
    const transport = new UndiciTransport({ network: { ...plainNetwork, own: network } });
    const base = BaseUrl.parse(`https://${host}:${server.port}`);
    const http = new HttpClient({ base, transport, userAgent: 'test' });
    open.push(http);
    const headers = { authorization: 'Basic c2VjcmV0' };
    return (await http.send({ method: Method.post, path: '/', headers })).text();
  }

  async function failure(asking: Promise<unknown>): Promise<TlsError> {
    const error: unknown = await asking.then(
      () => assert.fail('it worked'),
      cause => cause,
    );
    assert.ok(error instanceof TlsError, String(error));
    assert.equal(mayHaveArrived(error), false);
    return error;
  }

  it('trusts a connection’s own authority, also out of a bundle, and that of no other connection', async () => {
    const server = await serve(good);
    const other = await TestAuthority.create('Other');
    assert.equal(await get(server, { ca: [authority.cert] }), 'fine');
    assert.equal(await get(server, { ca: [`${other.cert}\n${authority.cert}`] }), 'fine');
    assert.equal(await get(server, { ca: [authority.cert] }, '127.0.0.1'), 'fine');
    await failure(get(server, { ca: [other.cert] }));
    await failure(get(server));
    assert.equal(server.requests.length, 3);
  });

  it('shows the certificate that it could not verify', async () => {
    const server = await serve(good);
    const { code, certificate } = await failure(get(server));
    assert.match(code, /UNABLE_TO_VERIFY|UNABLE_TO_GET|SELF_SIGNED/);
    assert.equal(certificate?.fingerprint, good.fingerprint);
    assert.equal(certificate?.subject, 'CN=localhost');
    assert.equal(certificate?.issuer, 'CN=Company');
    assert.equal(certificate?.selfSigned, false);
    assert.match(certificate?.altNames ?? '', /127\.0\.0\.1/);
    assert.ok(certificate && certificate.validFrom < new Date() && certificate.validTo > new Date());
  });

  it('is a broken connection where the socket goes away while they agree', async () => {
    const server = await startRawServer(() => undefined);
    open.push(server);
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    const agreeing = secure(socket, { hostname: 'localhost', context: createSecureContext(), strict: true });
    setImmediate(() => socket.destroy());
    await assert.rejects(agreeing, { tlsCode: 'ECONNRESET' });
  });

  it('shows the parts of a subject in one line, and an empty one as it is', async () => {
    for (const [subject, shown] of [
      ['O=Example, CN=localhost', 'O=Example, CN=localhost'],
      ['', ''],
    ] as const) {
      const server = await serve(await authority.issue({ names: ['localhost'], subject }));
      assert.equal((await failure(get(server))).certificate?.subject, shown);
    }
  });

  it('accepts a pinned certificate, and before that sends nothing', async () => {
    const server = await serve(own);
    const first = await failure(get(server));
    assert.equal(first.certificate?.selfSigned, true);
    assert.equal(first.certificate?.fingerprint, own.fingerprint);
    assert.equal(server.requests.length, 0);
    assert.equal(await get(server, { pinnedFingerprint: own.fingerprint }), 'fine');
    assert.equal(await get(server, { pinnedFingerprint: own.fingerprint.replaceAll(':', '').toLowerCase() }), 'fine');
    assert.equal(await get(server, { pinnedFingerprint: `SHA256:${own.fingerprint}` }), 'fine');
    assert.equal(server.requests.length, 3);
  });

  it('accepts no other certificate because one is pinned', async () => {
    const impostor = await selfSigned(['localhost']);
    const expired = await authority.issue({ names: ['localhost'], notAfter: new Date(Date.now() - 60_000) });
    const elsewhere = await authority.issue({ names: ['elsewhere.test'] });
    for (const [identity, code] of [
      [impostor, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      [expired, 'CERT_HAS_EXPIRED'],
      [elsewhere, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ] as const) {
      const server = await serve(identity);
      const pinned = { ca: [authority.cert], pinnedFingerprint: own.fingerprint };
      const error = await failure(get(server, pinned));
      assert.equal(error.code, code);
      assert.equal(error.certificate?.fingerprint, identity.fingerprint);
      assert.equal((await failure(get(server, { ca: [authority.cert] }))).code, code);
      for (const broken of ['', 'x', own.fingerprint.slice(3)]) {
        await failure(get(server, { ...pinned, pinnedFingerprint: broken }));
      }
      assert.equal(server.requests.length, 0, code);
    }
  });

  it('neither trusts the pin nor shows its certificate elsewhere than on the connection’s own server', async () => {
    const { cert, key } = await authority.issue({ names: ['me'], forClients: true });
    const all: OwnNetwork = {
      proxy: 'none',
      ca: [authority.cert],
      clientCertificate: { cert, key },
      pinnedFingerprint: own.fingerprint,
    };
    const { own: left } = externalNetwork({ ...plainNetwork, own: all });
    assert.deepEqual(left, { proxy: 'none', ca: [authority.cert] });
    await failure(get(await serve(own), left));
  });

  it('still accepts what an authority vouches for when another one is pinned', async () => {
    const server = await serve(good);
    assert.equal(await get(server, { ca: [authority.cert], pinnedFingerprint: own.fingerprint }), 'fine');
  });

  it('shows its own certificate where the server asks for it', async () => {
    const server = await serve(good, { requestCert: true, rejectUnauthorized: true, ca: authority.cert });
    const { cert, key } = await authority.issue({ names: ['me'], forClients: true });
    const ca = [authority.cert];
    assert.equal(await get(server, { ca, clientCertificate: { cert, key } }), 'fine');
    // Node's server says no by hanging up; others send an alert, which is a TlsError.
    await assert.rejects(get(server, { ca }), RequestError);
    const stranger = await (await TestAuthority.create('Strangers')).issue({ names: ['me'], forClients: true });
    await assert.rejects(get(server, { ca, clientCertificate: stranger }), RequestError);
    assert.equal(server.requests.length, 1);
  });

  it('reads its own certificate out of a PFX file with its passphrase', async () => {
    const server = await serve(good, { requestCert: true, rejectUnauthorized: true, ca: pfxCertificate });
    const ca = [authority.cert];
    assert.equal(await get(server, { ca, clientCertificate: { pfx, passphrase: pfxPassphrase } }), 'fine');
    for (const passphrase of ['wrong', undefined]) {
      const { code } = await failure(get(server, { ca, clientCertificate: { pfx, passphrase } }));
      assert.match(code, /^ERR_|TLS/);
    }
    assert.equal(server.requests.length, 1);
  });

  it('says that a client certificate cannot be used, without its passphrase', async () => {
    const server = await serve(good);
    const clientCertificate = { cert: good.cert, key: 'no key', passphrase: 's3cret' };
    const error: unknown = await get(server, { clientCertificate }).catch(cause => cause);
    assert.ok(error instanceof TlsError, String(error));
    assert.doesNotMatch(`${error.stack}`, /s3cret/);
  });

  it('tells a server that speaks no TLS, or hangs up, from one with a bad certificate', async () => {
    const plain = await startServer((_, res) => res.end());
    open.push(plain);
    assert.match((await failure(get(plain))).code, /SSL|EPROTO/);
    const rude = await startRawServer(socket => socket.destroy());
    open.push(rude);
    await assert.rejects(get(rude), { name: 'UnreachableError', why: 'broken', sent: false });
  });

  it('takes names with an underscore, and names the host it asks for', async () => {
    const asked: string[] = [];
    const context = createSecureContext({ cert: own.cert, key: own.key });
    const server = await serve(own, {
      SNICallback: (name: string, done: (error: null, use: typeof context) => void) => {
        asked.push(name);
        done(null, context);
      },
    });
    await get(server, { pinnedFingerprint: own.fingerprint });
    assert.deepEqual(asked, ['localhost']);
  });

  it('is judged by the host where its fetch is used, and told alike', async () => {
    const server = await serve(own);
    const base = BaseUrl.parse(`https://localhost:${server.port}`);
    const transport = new FetchTransport((url, init) => globalThis.fetch(url, init));
    const http = new HttpClient({ base, transport, userAgent: 'test' });
    const { code, certificate } = await failure(http.send({ method: Method.post, path: '/' }));
    assert.deepEqual([code, certificate], ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined]);
    assert.equal(server.requests.length, 0);
  });

  it('leaves the switches of the whole process alone', () => {
    assert.equal(process.env['NODE_TLS_REJECT_UNAUTHORIZED'], undefined);
  });
});
