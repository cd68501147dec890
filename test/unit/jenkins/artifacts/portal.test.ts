import assert from 'node:assert/strict';
import type { OutgoingHttpHeaders } from 'node:http';
import { after, before, describe, it } from 'mocha';
import { BaseUrl, HttpClient, plainNetwork, UndiciTransport } from '../../../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin, openArtifact } from '../../../../src/jenkins/index.ts';
import { TestAuthority } from '../../../servers/wire/certificates.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';

interface Answer {
  readonly status?: number;
  readonly headers?: OutgoingHttpHeaders;
}

/** Headers with which Jenkins sends a file. */
const asFile = {
  'last-modified': 'Sun, 29 Nov 2026 10:00:00 GMT',
  expires: '0',
  'accept-ranges': 'bytes',
  'x-content-type-options': 'nosniff',
};
const page = { 'content-type': 'text/html' };

describe('an artifact that is a page', () => {
  let server: TestServer;
  let session: JenkinsSession;
  let http: HttpClient;
  let artifact: Answer;
  let absent: Answer | 'hang up';

  before(async () => {
    server = await startServer((req, res) => {
      const answer = req.url?.endsWith('/report.html') ? artifact : absent;
      if (answer === 'hang up') return res.destroy();
      for (const [name, value] of Object.entries(answer.headers ?? page)) if (value) res.setHeader(name, value);
      return res.writeHead(answer.status ?? 200).end('<html>page</html>');
    });
    const base = BaseUrl.parse(server.origin);
    http = new HttpClient({ base, transport: new UndiciTransport(), userAgent: 'test', timing: { maxRetries: 0 } });
    const kind = JenkinsSecretKind.apiToken;
    session = new JenkinsSession(http, async () => jenkinsLogin({ user: 'dev', secret: 'secret', kind }));
  });
  after(() => Promise.all([http.close(), server.close()]));

  /** Reads it. @returns how many requests that took */
  async function read(asArtifact: Answer, asAbsent: Answer | 'hang up' = { status: 404 }): Promise<number> {
    artifact = asArtifact;
    absent = asAbsent;
    const before = server.requests.length;
    const response = await openArtifact(session, 'job', 1, 'out/report.html', new UndiciTransport());
    assert.equal(await response.text(), '<html>page</html>');
    return server.requests.length - before;
  }

  it('is believed where Jenkins sent it as a file', async () => {
    assert.equal(await read({ headers: { ...page, ...asFile } }), 1);
    assert.equal(await read({ headers: { 'content-type': 'text/plain' } }), 1);
    const { accept, ...asked } = server.requests.at(-1)?.headers ?? {};
    assert.deepEqual([accept, asked['accept-encoding'], asked.range], ['*/*', 'identity', undefined]);
  });

  it('is compared with one that cannot exist where a header is missing, or one too many', async () => {
    for (const name of Object.keys(asFile)) {
      assert.equal(await read({ headers: { ...page, ...asFile, [name]: undefined } }), 2, name);
    }
    for (const more of [{ etag: '"1"' }, { 'set-cookie': 'a=b' }, { 'x-jenkins': '2.579' }]) {
      assert.equal(await read({ headers: { ...page, ...asFile, ...more } }), 2, JSON.stringify(more));
    }
    assert.match(server.requests.at(-1)?.url ?? '', /^\/job\/job\/1\/artifact\/out\/report-[0-9a-f]{16}\.html$/);
  });

  it('is kept where that is refused, or is no page', async () => {
    for (const status of [400, 403, 404, 410]) assert.equal(await read({}, { status }), 2, String(status));
    assert.equal(await read({}, { headers: { 'content-type': 'text/plain' } }), 2);
  });

  it('is not kept where that is a page as well, or says nothing', async () => {
    await assert.rejects(read({}, { headers: page }), { name: 'InterceptedError' });
    for (const status of [401, 408, 429, 500]) await assert.rejects(read({}, { status }), { status }, String(status));
    await assert.rejects(read({}, 'hang up'), { name: 'UnreachableError' });
  });
});

describe('an artifact that is a page, where its like is elsewhere', () => {
  it('is kept where the redirect that is not followed names the like, and not where it is a login', async () => {
    const authority = await TestAuthority.create('Company');
    let location = '';
    const server = await startServer(
      (req, res) => {
        const [token = ''] = /[0-9a-f]{16}/.exec(req.url ?? '') ?? [];
        if (token === '') res.writeHead(200, page).end('<html>page</html>');
        else res.writeHead(302, { location: location.replace('TOKEN', token) }).end();
      },
      await authority.issue({ names: ['127.0.0.1'] }),
    );
    const transport = () => new UndiciTransport({ network: { ...plainNetwork, own: { ca: [authority.cert] } } });
    const http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: transport(), userAgent: 'test' });
    const kind = JenkinsSecretKind.apiToken;
    const session = new JenkinsSession(http, async () => jenkinsLogin({ user: 'dev', secret: 'secret', kind }));
    const open = () => openArtifact(session, 'job', 1, 'report.html', transport());
    try {
      // From https to http nobody is led.
      location = 'http://storage.test/report-TOKEN.html';
      assert.equal(await (await open()).text(), '<html>page</html>');
      location = 'http://storage.test/login';
      await assert.rejects(open(), { name: 'RedirectedError' });
    } finally {
      await Promise.all([http.close(), server.close()]);
    }
  });
});
