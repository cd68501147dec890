import assert from 'node:assert/strict';
import type { OutgoingHttpHeaders } from 'node:http';
import { after, before, describe, it } from 'mocha';
import { BaseUrl, HttpClient, Method, UndiciTransport } from '../../../../src/http/index.ts';
import { provesLogin } from '../../../../src/jenkins/session/loginProof.ts';
import { createdAt, leadsTo } from '../../../../src/jenkins/session/pageAnswers.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';

interface Given {
  readonly status?: number;
  readonly type?: string;
  readonly json: unknown;
}

describe('answers of Jenkins', () => {
  let server: TestServer;
  let http: HttpClient;

  before(async () => {
    server = await startServer(() => undefined);
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
  });
  after(() => Promise.all([http.close(), server.close()]));

  const person = { name: 'dev', anonymous: false };
  const anybody = { name: 'anonymous', anonymous: true };

  async function isProved(who: Given, security: Given = { json: { useSecurity: true } }): Promise<boolean> {
    server.handle = (req, res) => {
      const { status = 200, type = 'application/json', json } = req.url?.startsWith('/whoAmI') ? who : security;
      res.writeHead(status, { 'content-type': type }).end(JSON.stringify(json));
    };
    return provesLogin(path => http.send({ method: Method.get, path }));
  }

  it('prove a login that they name, or any without security', async () => {
    assert.equal(await isProved({ json: person }), true);
    assert.equal(await isProved({ json: anybody }), false);
    assert.equal(await isProved({ json: anybody }, { json: { useSecurity: false } }), true);
  });

  it('prove none where another server could have given them', async () => {
    const open = { json: { useSecurity: false } };
    assert.equal(await isProved({ json: {} }, open), false);
    assert.equal(await isProved({ json: person, status: 203 }, open), false);
    assert.equal(await isProved({ json: person, type: 'text/html' }, open), false);
    assert.equal(await isProved({ json: anybody }, { ...open, status: 404 }), false);
    assert.equal(await isProved({ json: anybody }, { json: [] }), false);
  });

  async function redirect(status: number, headers: OutgoingHttpHeaders) {
    server.handle = (_, res) => res.writeHead(status, headers).end();
    const response = await http.send({ method: Method.post, path: '/job/a/doDelete' });
    response.discard();
    return response;
  }

  it('lead to a page of their own server', async () => {
    const isDone = leadsTo('/job/B%20c');
    for (const location of ['/job/b%20C/', `${server.origin}/job/b%20c`]) {
      assert.equal(isDone(await redirect(302, { location })), true, location);
      assert.equal(isDone(await redirect(303, { location })), true, location);
      assert.equal(isDone(await redirect(301, { location })), false, location);
    }
    for (const location of ['http://[', 'https://other.test/job/b%20c/', '/job/b', '/job/%E0%A4%A']) {
      assert.equal(isDone(await redirect(302, { location })), false, location);
    }
    assert.equal(isDone(await redirect(302, {})), false);
  });

  it('are created at a page, whatever its host', async () => {
    const isDone = createdAt('/job/a');
    assert.equal(isDone(await redirect(201, { location: 'https://other.test/ci/job/a/' })), true);
    assert.equal(isDone(await redirect(200, { location: '/job/a/' })), false);
    assert.equal(isDone(await redirect(201, { location: 'http://[' })), false);
    assert.equal(isDone(await redirect(201, { location: '/job/b/' })), false);
  });
});
