import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { afterEach, before, describe, it } from 'mocha';
import {
  BaseUrl,
  findOtherScheme,
  HttpClient,
  Method,
  plainNetwork,
  TlsError,
  TlsProblem,
  tlsProblemOf,
  UndiciTransport,
} from '../../../src/http/index.ts';
import { type Identity, selfSigned } from '../../servers/wire/certificates.ts';
import { type Handler, startRawServer, startServer } from '../../servers/wire/httpServer.ts';

describe('the scheme of an address that was mixed up', () => {
  let identity: Identity;
  const open: { close(): Promise<unknown> }[] = [];

  before(async () => {
    identity = await selfSigned(['127.0.0.1']);
  });
  afterEach(() => Promise.all(open.splice(0).map(each => each.close())));

  function clientAt(base: BaseUrl): HttpClient {
    const http = new HttpClient({ base, transport: new UndiciTransport({ network: plainNetwork }), userAgent: 'test' });
    open.push(http);
    return http;
  }

  async function served(answer: Handler, isTls: boolean): Promise<number> {
    const server = await startServer(answer, isTls ? identity : undefined);
    open.push(server);
    return server.port;
  }

  async function speaking(answer: (socket: Socket) => void): Promise<number> {
    const server = await startRawServer(answer);
    open.push(server);
    return server.port;
  }

  async function otherOf(url: string): Promise<string | undefined> {
    const base = BaseUrl.parse(url);
    const asking = clientAt(base).send({ method: Method.get, path: '/login', repeatable: false });
    const error: unknown = await asking.then(
      // The server of a product judges such a status by itself.
      response => Object.assign(new TlsError('', response.request, { status: response.status }), { certificate: {} }),
      failure => failure,
    );
    return (await findOtherScheme(base, error, clientAt, new AbortController().signal))?.href;
  }

  it('is http where https was typed', async () => {
    const port = await served((_, res) => res.end('fine'), false);
    assert.equal(await otherOf(`https://127.0.0.1:${port}/ci`), `http://127.0.0.1:${port}/ci`);
    const moved = await served((_, res) => res.writeHead(301, { location: 'https://ci.example.com/' }).end(), false);
    assert.equal(await otherOf(`https://127.0.0.1:${moved}`), `http://127.0.0.1:${moved}`);
  });

  it('is https where http was typed, also with a certificate that is not trusted', async () => {
    const port = await served((_, res) => res.end('fine'), true);
    assert.equal(await otherOf(`http://127.0.0.1:${port}/ci`), `https://127.0.0.1:${port}/ci`);
  });

  it('is right where neither is spoken, or a certificate alone is the trouble', async () => {
    const ssh = await speaking(socket => socket.end('SSH-2.0-OpenSSH_10.0\r\n'));
    for (const scheme of ['http', 'https']) assert.equal(await otherOf(`${scheme}://127.0.0.1:${ssh}`), undefined);
    const tls = await served((_, res) => res.end('fine'), true);
    assert.equal(await otherOf(`https://127.0.0.1:${tls}`), undefined);
  });

  it('is told by the codes of TLS', async () => {
    const alert = (code: number) => Buffer.from([0x15, 3, 3, 0, 2, 2, code]);
    const problemAt = async (answer: string | Buffer) => {
      const port = await speaking(socket => socket.end(answer));
      const asked = clientAt(BaseUrl.parse(`https://127.0.0.1:${port}`)).send({ method: Method.post, path: '/' });
      const error: unknown = await asked.catch(failure => failure);
      return error instanceof TlsError ? tlsProblemOf(error) : String(error);
    };
    assert.equal(await problemAt('HTTP/1.1 400 Bad Request\r\n\r\n'), TlsProblem.plain);
    // certificate_required, handshake_failure, bad_certificate, unknown_ca
    for (const code of [116, 40, 42, 48]) assert.equal(await problemAt(alert(code)), TlsProblem.client, `${code}`);
    // protocol_version, no_application_protocol
    for (const code of [70, 120]) assert.equal(await problemAt(alert(code)), TlsProblem.version, `${code}`);
    // internal_error
    assert.equal(await problemAt(alert(80)), TlsProblem.server);
  });
});
