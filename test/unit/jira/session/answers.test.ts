import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  BaseUrl,
  CaptchaError,
  ConflictError,
  ForbiddenError,
  HttpClient,
  InterceptedError,
  InvalidRequestError,
  NotFoundError,
  RateLimitedError,
  RedirectedError,
  type RequestError,
  ServerError,
  ServerUnavailableError,
  UnauthenticatedError,
  UndiciTransport,
  XsrfError,
} from '../../../../src/http/index.ts';
import { JiraFlavor, JiraLogin, JiraSession, jiraLogin, readIssue, readMyself } from '../../../../src/jira/index.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';

interface Given {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly html?: string;
}

const mustLogIn = { message: 'Client must be authenticated to access this resource.', 'status-code': 401 };
const failed = { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' };
const denied = { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' };
const signed = { 'x-arequestid': '1x2x3' };
const captcha = 'CAPTCHA_CHALLENGE; login-url=https://jira.example/login.jsp';

const is =
  (type: abstract new (...args: never[]) => RequestError, more: object = {}) =>
  (error: unknown) =>
    error instanceof type && Object.entries(more).every(([key, value]) => Reflect.get(error, key) === value);

const table: readonly [string, Given, (error: unknown) => boolean][] = [
  [
    'a wrong token',
    { status: 401, headers: failed, json: mustLogIn },
    is(UnauthenticatedError, { problem: 'refused' }),
  ],
  [
    'a wrong token, answered as to anybody',
    { status: 200, headers: failed, json: {} },
    is(UnauthenticatedError, { problem: 'refused' }),
  ],
  [
    'a wrong token, hidden by a 404',
    { status: 404, headers: failed, json: {} },
    is(UnauthenticatedError, { problem: 'refused' }),
  ],
  [
    'a scoped token at the site’s own host',
    { status: 401, json: mustLogIn },
    is(UnauthenticatedError, { problem: 'ignored' }),
  ],
  [
    'anonymous, with an answer',
    { status: 200, headers: { 'x-ausername': 'anonymous' }, json: {} },
    is(UnauthenticatedError, { problem: 'ignored' }),
  ],
  [
    'anonymous, with none',
    { status: 404, headers: { 'x-ausername': 'anonymous' }, json: {} },
    is(UnauthenticatedError, { problem: 'ignored' }),
  ],
  [
    'a page of success, signed by Jira',
    { status: 200, headers: signed, html: '<title>Log in</title>' },
    is(InterceptedError, { by: 'Log in' }),
  ],
  [
    'a 403 of Jira’s own container',
    { status: 403, headers: signed, html: '<title>Forbidden (403)</title>' },
    is(ForbiddenError, { permission: undefined }),
  ],
  ['a CAPTCHA on a 401', { status: 401, headers: denied, html: '<title>Unauthorized (401)</title>' }, is(CaptchaError)],
  [
    'a CAPTCHA on a 403',
    {
      status: 403,
      headers: { ...denied, 'x-authentication-denied-reason': captcha },
      html: '<title>Forbidden</title>',
    },
    is(CaptchaError, { loginUrl: 'https://jira.example/login.jsp' }),
  ],
  ['a CAPTCHA on a 200', { status: 200, headers: denied, json: {} }, is(CaptchaError)],
  [
    'a missing permission',
    { status: 403, json: { errorMessages: ['You may not comment.'] } },
    is(ForbiddenError, { reason: 'You may not comment.', name: 'ForbiddenError' }),
  ],
  ['a request taken for a forged one', { status: 403, html: 'XSRF check failed' }, is(XsrfError)],
  ['the same, signed', { status: 403, headers: signed, html: '<title>x</title>XSRF check failed' }, is(XsrfError)],
  [
    'a firewall',
    { status: 403, html: '<title>Request blocked</title>' },
    is(InterceptedError, { by: 'Request blocked' }),
  ],
  [
    'a login page',
    { status: 200, html: '<title>Log in with SSO</title>' },
    is(InterceptedError, { by: 'Log in with SSO' }),
  ],
  [
    'a firewall that says no as a 406',
    { status: 406, html: '<h1>Not Acceptable</h1>', headers: { server: 'BigIP' } },
    is(InterceptedError, { by: 'BigIP' }),
  ],
  [
    'a page of Jira’s own container',
    { status: 401, headers: signed, html: '<title>Unauthorized (401)</title>' },
    is(UnauthenticatedError),
  ],
  [
    'a redirect to single sign-on',
    { status: 302, headers: { location: 'https://sso.example/?x=1' } },
    is(RedirectedError, { to: 'https://sso.example/' }),
  ],
  ['text where JSON was asked for', { status: 200, headers: { 'content-type': 'text/plain' } }, is(InterceptedError)],
  ['a conflict', { status: 409, json: {} }, is(ConflictError)],
  ['an issue that is not there', { status: 404, json: { errorMessages: ['Issue does not exist'] } }, is(NotFoundError)],
  ['a resource that is gone', { status: 410, json: {} }, is(NotFoundError)],
  ['a rate limit', { status: 429, headers: { 'retry-after': '60' }, json: {} }, is(RateLimitedError)],
  ['a failure', { status: 500, html: '<title>Oops</title>' }, is(ServerError)],
  ['a pause', { status: 503, html: '<title>Maintenance</title>' }, is(ServerUnavailableError)],
];

describe('what Jira and those before it answer', () => {
  let server: TestServer;
  let http: HttpClient;
  let session: JiraSession;

  beforeEach(async () => {
    server = await startServer((_, res) => res.end());
    const transport = new UndiciTransport();
    http = new HttpClient({
      base: BaseUrl.parse(server.origin),
      transport,
      userAgent: 'test',
      timing: { maxRetries: 0 },
    });
    session = new JiraSession(http, JiraFlavor.cloud, async () =>
      jiraLogin(http, {
        login: JiraLogin.basic,
        user: 'me',
        secret: 's',
      }),
    );
  });
  afterEach(() => Promise.all([http.close(), server.close()]));

  const itIsMe: Given = { status: 200, json: { accountId: 'me' } };

  function answer(given: Given, myself: Given = itIsMe): void {
    server.handle = (req, res) => send(res, req.url?.endsWith('/myself') ? myself : given);
  }

  for (const [what, given, isRight] of table) {
    it(`is told apart: ${what}`, async () => {
      answer(given);
      const error: unknown = await readIssue(session, 'PAY-1').catch(cause => cause);
      assert.ok(isRight(error), `${error}`);
    });
  }

  it('hands on Jira’s sentences, by field', async () => {
    answer({ status: 400, json: { errorMessages: ['No.'], errors: { summary: 'Too long.' } } });
    await assert.rejects(readIssue(session, 'PAY-1'), (error: unknown) => {
      assert.ok(error instanceof InvalidRequestError);
      assert.deepEqual([error.messages, error.fields], [['No.'], { summary: 'Too long.' }]);
      return true;
    });
  });

  it('does not believe that nothing is there before the login is proved, and proves it once', async () => {
    const absent = { status: 404, json: { errorMessages: ['Issue does not exist'] } };
    answer(absent, { status: 401, json: mustLogIn });
    await assert.rejects(readIssue(session, 'PAY-1'), UnauthenticatedError);
    await assert.rejects(readIssue(session, 'PAY-1', { background: true }), UnauthenticatedError);
    assert.equal(server.requests.length, 2);
    answer(absent);
    for (let times = 0; times < 3; times++) await assert.rejects(readIssue(session, 'PAY-1'), NotFoundError);
    assert.equal(server.requests.length, 6);
  });

  it('stops polling after a refused login or a CAPTCHA, until a person’s request gets through', async () => {
    for (const headers of [failed, denied]) {
      answer({ status: 401, headers, json: mustLogIn });
      await assert.rejects(readMyself(session).then(() => readIssue(session, 'PAY-1')));
      const before = server.requests.length;
      for (let times = 0; times < 3; times++) await assert.rejects(readIssue(session, 'PAY-1', { background: true }));
      assert.equal(server.requests.length, before);
      assert.ok(session.refused);
      answer({ status: 200, json: { key: 'PAY-1' } });
      assert.equal((await readIssue(session, 'PAY-1'))?.key, 'PAY-1');
      assert.equal(session.refused, undefined);
      assert.equal((await readIssue(session, 'PAY-1', { background: true }))?.key, 'PAY-1');
    }
  });
});

function send(res: ServerResponse, { status, headers, json, html }: Given): void {
  const type = json === undefined ? 'text/html' : 'application/json';
  const body = json === undefined ? (html ?? '') : JSON.stringify(json);
  res.writeHead(status, { ...(body ? { 'content-type': type } : {}), ...headers }).end(body);
}
