import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  BaseUrl,
  externalNetwork,
  HttpClient,
  Method,
  NotFoundError,
  plainNetwork,
  RedirectedError,
  type Transport,
  UnauthenticatedError,
  UndiciTransport,
  UnexpectedAnswerError,
} from '../../../../src/http/index.ts';
import { openArtifact } from '../../../../src/jenkins/index.ts';
import { TestAuthority } from '../../../servers/wire/certificates.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

describe('an artifact', () => {
  const demo = demoJenkins({ contextPath: '/ci' });
  let storage: TestServer;
  let externalTransport: Transport;
  let sentElsewhere: string[];

  beforeEach(async () => {
    storage = await startServer((_, res) => res.end('kept elsewhere'));
    const outside = new UndiciTransport({ network: externalNetwork(plainNetwork) });
    sentElsewhere = [];
    externalTransport = {
      send: request => {
        sentElsewhere.push(request.url.origin + request.url.pathname);
        return outside.send(request);
      },
      close: () => outside.close(),
    };
  });
  afterEach(async () => {
    await externalTransport.close();
    await storage.close();
  });

  const open = async (path = 'out/a b.txt') =>
    (await openArtifact(demo.session, 'hello', 1, path, externalTransport)).text();
  const sendTo = (location: string) =>
    demo.jenkins.answerOnce({ path: '/ci/job/hello/1/artifact/' }, (_, res) => res.writeHead(302, { location }).end());

  it('comes from foreign storage with all of its URL, and nothing of ours', async () => {
    sendTo(`${storage.origin}/bucket/a%20b.txt?X-Amz-Signature=1`);
    assert.equal(await open(), 'kept elsewhere');
    assert.equal(demo.jenkins.requests[0]?.path, '/ci/job/hello/1/artifact/out/a%20b.txt');
    const [asked] = storage.requests;
    assert.equal(asked?.url, '/bucket/a%20b.txt?X-Amz-Signature=1');
    assert.equal(asked?.headers.authorization, undefined);
    assert.equal(asked?.headers.cookie, undefined);
    assert.deepEqual(sentElsewhere, [`${storage.origin}/bucket/a%20b.txt`]);
  });

  it('is asked for without credentials also where storage leads back, and not for ever', async () => {
    storage.handle = (_, res) => res.writeHead(302, { location: `${demo.jenkins.url}/whoAmI/api/json` }).end();
    sendTo(`${storage.origin}/x`);
    assert.match(await open(), /"name":"anonymous"|anonymous/);
    assert.equal(demo.jenkins.requests.at(-1)?.headers['authorization'], undefined);
    storage.handle = (_, res) => res.writeHead(302, { location: '/again' }).end();
    sendTo(`${storage.origin}/x`);
    await assert.rejects(open(), UnexpectedAnswerError);
  });

  it('does not make a refused login of what storage refuses', async () => {
    storage.handle = (_, res) => res.writeHead(401).end();
    sendTo(`${storage.origin}/x?secret=s3cret`);
    await assert.rejects(open(), (error: unknown) => {
      assert.ok(error instanceof UnauthenticatedError);
      assert.doesNotMatch(`${error.stack}`, /s3cret/);
      return true;
    });
    assert.equal(demo.session.refused, undefined);
  });

  it('is the only read that leaves the origin', async () => {
    demo.jenkins.answerOnce({ path: '/ci/api/json' }, (_, res) =>
      res.writeHead(302, { location: storage.origin }).end(),
    );
    await assert.rejects(demo.session.getJson('/api/json'), RedirectedError);
    assert.equal(storage.requests.length, 0);
  });

  it('does not go on in the clear when it began under TLS', async () => {
    const authority = await TestAuthority.create('Company');
    const location = `${storage.origin}/x`;
    const identity = await authority.issue({ names: ['127.0.0.1'] });
    const secure = await startServer((_, res) => res.writeHead(302, { location }).end(), identity);
    const network = { ...plainNetwork, own: { ca: [authority.cert] } };
    const client = new HttpClient({
      base: BaseUrl.parse(secure.origin),
      transport: new UndiciTransport({ network }),
      userAgent: 'test',
    });
    await assert.rejects(client.send({ method: Method.get, path: '/', externalTransport }), RedirectedError);
    assert.equal(storage.requests.length, 0);
    await client.close();
    await secure.close();
  });

  it('may simply be absent', async () => {
    await assert.rejects(open('no/such.txt'), NotFoundError);
  });
});
