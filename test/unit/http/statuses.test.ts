import assert from 'node:assert/strict';
import type { OutgoingHttpHeaders } from 'node:http';
import { after, before, describe, it } from 'mocha';
import { BaseUrl, HttpClient, Method, multipart, UndiciTransport } from '../../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../../src/jenkins/index.ts';
import { JiraFlavor, JiraLogin, JiraSession, jiraLogin, probeJira } from '../../../src/jira/index.ts';
import { startServer, type TestServer } from '../../servers/wire/httpServer.ts';

const json = { 'content-type': 'application/json' };

/** What a read makes of each status: those at both ends of a kind, and those with an error of their own. */
const kinds: readonly (readonly [kind: string, statuses: readonly number[]])[] = [
  ['done', [200, 203, 299]],
  ['InvalidRequestError', [400, 402, 405, 422, 497, 499]],
  ['UnauthenticatedError', [498]],
  ['ForbiddenError', [403]],
  ['NotFoundError', [404, 410]],
  ['ConflictError', [409]],
  ['RateLimitedError', [429]],
  ['ServerError', [500, 501, 505, 599]],
  ['ServerUnavailableError', [502, 503, 504]],
];

describe('a status', () => {
  let server: TestServer;
  let http: HttpClient;
  let jenkins: JenkinsSession;
  const jiras: JiraSession[] = [];

  before(async () => {
    server = await startServer(() => undefined);
    const base = BaseUrl.parse(server.origin);
    http = new HttpClient({ base, transport: new UndiciTransport(), userAgent: 'test', timing: { maxRetries: 0 } });
    const kind = JenkinsSecretKind.apiToken;
    jenkins = new JenkinsSession(http, async () => jenkinsLogin({ user: 'dev', secret: 'secret', kind }));
    for (const flavor of Object.values(JiraFlavor)) {
      const session = new JiraSession(http, flavor, async () =>
        jiraLogin(http, { login: JiraLogin.bearer, secret: 'secret' }),
      );
      jiras.push(session);
    }
  });
  after(() => Promise.all([http.close(), server.close()]));

  const answer = (status: number, headers: OutgoingHttpHeaders = json, body = '{}') => {
    server.handle = (_, res) => res.writeHead(status, headers).end(body);
  };
  const nameOf = (reading: Promise<unknown>) =>
    reading.then(
      () => 'done',
      (error: Error) => error.name,
    );

  for (const [kind, statuses] of kinds) {
    it(`of ${statuses.join(', ')} means ${kind}`, async () => {
      for (const status of statuses) {
        answer(status);
        for (const jira of jiras) assert.equal(await nameOf(jira.getJson('/x')), kind, `${jira.flavor} ${status}`);
        const stream = (jira: JiraSession) => jira.getStream('/x', undefined).then(response => response.text());
        for (const jira of jiras) assert.equal(await nameOf(stream(jira)), kind, `${jira.flavor} ${status}`);
        // Jenkins may be starting.
        if (status === 503) continue;
        assert.equal(await nameOf(jenkins.getJson('/x')), kind, `Jenkins ${status}`);
      }
    });
  }

  const page = { 'content-type': 'text/html' };
  const signed = { ...page, 'x-arequestid': '1x2x3' };
  const pages: readonly (readonly [status: number, kind: string, ofJira: string])[] = [
    [200, 'InterceptedError', 'InterceptedError'],
    [299, 'InterceptedError', 'InterceptedError'],
    [400, 'InterceptedError', 'InvalidRequestError'],
    [404, 'InterceptedError', 'NotFoundError'],
    [499, 'InterceptedError', 'InvalidRequestError'],
    [429, 'RateLimitedError', 'RateLimitedError'],
    [500, 'ServerError', 'ServerError'],
    [599, 'ServerError', 'ServerError'],
  ];

  it('of a page means what Jira may have said, or another server', async () => {
    for (const [status, kind, ofJira] of pages) {
      for (const jira of jiras) {
        answer(status, page, '<title>A page</title>');
        assert.equal(await nameOf(jira.getJson('/x')), kind, String(status));
        answer(status, signed, '<title>A page</title>');
        assert.equal(await nameOf(jira.getJson('/x')), ofJira, String(status));
      }
    }
  });

  it('of a page of Jenkins means what it says, and none of success', async () => {
    for (const [status, kind] of [
      [200, 'InterceptedError'],
      [299, 'InterceptedError'],
      [400, 'InvalidRequestError'],
      [499, 'InvalidRequestError'],
      [500, 'ServerError'],
    ] as const) {
      answer(status, page, '<title>A page</title>');
      assert.equal(await nameOf(jenkins.getJson('/x')), kind, String(status));
    }
  });

  it('of the first question tells a Jira that is busy or down from another server', async () => {
    for (const [status, kind] of [
      [429, 'RateLimitedError'],
      [499, 'InterceptedError'],
      [500, 'ServerError'],
      [503, 'ServerUnavailableError'],
      [401, 'LoginRequiredError'],
      [403, 'LoginRequiredError'],
      [404, 'InterceptedError'],
      [201, 'InterceptedError'],
    ] as const) {
      answer(status);
      assert.equal(await nameOf(probeJira(http)), kind, String(status));
    }
  });

  it('between 300 and 399 is no answer and no success', async () => {
    for (const status of [300, 304, 399]) {
      answer(status, {}, '');
      for (const session of [jenkins, ...jiras]) {
        const name = await nameOf(session.getJson('/x'));
        assert.ok(name === 'RedirectedError' || name === 'UnexpectedAnswerError', `${status}: ${name}`);
      }
    }
  });

  it('between 300 and 399 that leads elsewhere is a redirect', async () => {
    for (const status of [300, 304, 399]) {
      answer(status, { location: 'https://elsewhere.test/login' }, '');
      for (const session of [jenkins, ...jiras]) {
        assert.equal(await nameOf(session.getJson('/x')), 'RedirectedError', String(status));
      }
    }
  });

  it('that leads elsewhere on the same server is followed by reads alone', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      server.handle = (req, res) => {
        if (req.url === '/b') return res.writeHead(200).end('b');
        return res.writeHead(status, { location: '/b' }).end();
      };
      for (const method of [Method.get, Method.head]) {
        assert.equal((await http.send({ method, path: '/a' })).status, 200, `${method} ${status}`);
      }
      assert.equal((await http.send({ method: Method.post, path: '/a' })).status, status);
    }
    for (const status of [300, 304, 305]) {
      answer(status, { location: '/b' }, '');
      assert.equal((await http.send({ method: Method.get, path: '/a' })).status, status);
    }
  });

  it('is followed five times, and not a sixth', async () => {
    const hops = (count: number) => {
      let left = count;
      server.handle = (_, res) => {
        if (left-- > 0) res.writeHead(302, { location: `/${left}` }).end();
        else res.writeHead(200).end();
      };
    };
    hops(5);
    assert.equal((await http.send({ method: Method.get, path: '/a' })).status, 200);
    hops(6);
    await assert.rejects(http.send({ method: Method.get, path: '/a' }), /too many redirects/);
  });
});

describe('a header that came twice', () => {
  it('has its first value, and all of them', async () => {
    const server = await startServer((_, res) => res.writeHead(200, { 'x-one': ['a', 'b'] }).end());
    const http = new HttpClient({
      base: BaseUrl.parse(server.origin),
      transport: new UndiciTransport(),
      userAgent: 'test',
    });
    try {
      const response = await http.send({ method: Method.get, path: '/' });
      response.discard();
      assert.equal(response.header('X-One'), 'a');
      assert.deepEqual(response.headers('x-one'), ['a', 'b']);
      assert.deepEqual([response.header('x-two'), response.headerText('x-two')], [undefined, '']);
      assert.deepEqual(response.headers('x-two'), []);
    } finally {
      await Promise.all([http.close(), server.close()]);
    }
  });
});

describe('the boundary of a form', () => {
  it('is another one each time, which no file holds by chance', () => {
    const boundaries = [1, 2].map(() => multipart([]).contentType.split('boundary=')[1] ?? '');
    assert.notEqual(boundaries[0], boundaries[1]);
    for (const boundary of boundaries) assert.match(boundary, /^-+jenkins-jira-[0-9a-f]{32}$/);
  });
});
