import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  BaseUrl,
  InterceptedError,
  LoginRequiredError,
  RedirectedError,
  UnauthenticatedError,
  UnexpectedAnswerError,
} from '../../../../src/http/index.ts';
import {
  identifyJira,
  type JiraCredentials,
  JiraFlavor,
  JiraLogin,
  jiraLogin,
  probeJira,
} from '../../../../src/jira/index.ts';
import { isCloudGateway, isOnCloud, readSite, siteIn } from '../../../../src/jira/session/gateway.ts';
import { demoUsers, FrontDoor } from '../../../servers/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

const { fred } = demoUsers;
const token: JiraCredentials = { login: JiraLogin.bearer, secret: fred.personalAccessToken };
const scoped: JiraCredentials = { login: JiraLogin.basic, user: fred.emailAddress, secret: fred.apiToken };

describe('the first question to a Jira behind a front door', () => {
  const demo = demoJira({ flavor: JiraFlavor.dataCenter, contextPath: '/jira' });

  for (const door of Object.values(FrontDoor)) {
    it(`(${door}) says nothing without credentials, and which Jira it is with them`, async () => {
      demo.jira.state.frontDoor = door;
      const outcome = await probeJira(demo.http).catch((error: unknown) => error);
      const expected = door === FrontDoor.foreignRedirect ? RedirectedError : LoginRequiredError;
      assert.ok(outcome instanceof expected, String(outcome));
      const server = await identifyJira(demo.http, JiraFlavor.cloud, await jiraLogin(demo.http, token));
      assert.equal(server?.flavor, JiraFlavor.dataCenter);
    });
  }

  it('is refused once for wrong credentials', async () => {
    demo.jira.state.frontDoor = FrontDoor.form;
    const wrong: JiraCredentials = { login: JiraLogin.basic, user: fred.name, secret: 'wrong' };
    await assert.rejects(
      identifyJira(demo.http, JiraFlavor.dataCenter, await jiraLogin(demo.http, wrong)),
      UnauthenticatedError,
    );
    assert.equal(demo.jira.state.failedLogins.get(fred.name), 1);
  });

  it('may be forbidden to a token whose login is good', async () => {
    demo.jira.answerOnce({ path: /serverInfo/ }, (_, res) =>
      res.writeHead(403, { 'content-type': 'application/json' }).end('{"errorMessages":["No rule allows this"]}'),
    );
    assert.equal(await identifyJira(demo.http, JiraFlavor.dataCenter, await jiraLogin(demo.http, token)), undefined);
  });

  it('tells pages that ask for no login, and a Jenkins, from a front door', async () => {
    const pages: readonly (readonly [number, Record<string, string>, string])[] = [
      [200, { 'content-type': 'text/html' }, '<title>Welcome</title>'],
      [404, { 'content-type': 'text/html' }, '<title>Nothing here</title>'],
      [403, { 'content-type': 'text/html', 'x-jenkins': '2.579' }, '<title>Sign in</title><input type="password">'],
    ];
    for (const [status, headers, body] of pages) {
      demo.jira.answerOnce({ path: /serverInfo/ }, (_, res) => res.writeHead(status, headers).end(body));
      const outcome = await probeJira(demo.http).catch((error: unknown) => error);
      assert.ok(outcome instanceof InterceptedError && !(outcome instanceof LoginRequiredError), String(outcome));
    }
  });
});

describe('Atlassian’s gateway', () => {
  const demo = demoJira({ flavor: JiraFlavor.cloud, contextPath: '/ex/jira/11223344-a1b2-3b33-c444-def123456789' });

  it('says which Jira it is to a scoped token alone', async () => {
    demo.jira.state.frontDoor = FrontDoor.atlassianEdge;
    for (const user of demo.jira.state.users) user.scopedToken = true;
    await assert.rejects(probeJira(demo.http), LoginRequiredError);
    assert.equal(
      (await identifyJira(demo.http, JiraFlavor.cloud, await jiraLogin(demo.http, scoped)))?.flavor,
      JiraFlavor.cloud,
    );
    demo.jira.state.frontDoor = undefined;
    await assert.rejects(
      identifyJira(demo.http, JiraFlavor.cloud, await jiraLogin(demo.http, scoped)),
      UnauthenticatedError,
    );
  });
});

describe('the site behind a gateway', () => {
  const demo = demoJira({
    flavor: JiraFlavor.cloud,
    contextPath: '/ex/jira/11223344-a1b2-3b33-c444-def123456789',
    baseUrl: 'https://corp.example/',
  });
  const answer = (body: unknown) =>
    demo.jira.answerOnce({ path: /serverInfo/ }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );

  it('is asked for once, and again after a failure', async () => {
    answer({ version: '1' });
    await assert.rejects(readSite(demo.session), UnexpectedAnswerError);
    for (let round = 0; round < 2; round++) assert.equal(await readSite(demo.session), 'https://corp.example');
    assert.equal(demo.jira.requests.length, 2);
  });

  it('is an address of pages and nothing else', () => {
    const cases: readonly (readonly [unknown, string | undefined])[] = [
      [{ baseUrl: 'https://corp.example/jira' }, 'https://corp.example/jira'],
      [{ baseUrl: demo.jira.url }, undefined],
      ...[{}, null, { baseUrl: 7 }, { baseUrl: 'corp.example' }, { baseUrl: 'javascript:alert(1)' }].map(
        odd => [odd, undefined] as const,
      ),
      [{ baseUrl: 'https://user:secret@corp.example' }, undefined],
    ];
    for (const [info, site] of cases) assert.equal(siteIn(info), site, JSON.stringify(info));
  });
});

describe('an address of Jira Cloud', () => {
  it('is told by its host or its path, even where nothing is said without a login', () => {
    for (const [url, isThere] of [
      ['https://acme.atlassian.net', true],
      ['https://acme.jira.com', true],
      ['https://api.atlassian.com/ex/jira/11223344-a1b2-3b33-c444-def123456789', true],
      ['https://acme.atlassian.net.example', false],
      ['https://atlassian.example/acme.atlassian.net', false],
    ] as const) {
      assert.equal(isOnCloud(BaseUrl.parse(url)), isThere, url);
    }
  });
});

describe('a gateway', () => {
  it('is told by its path', () => {
    const id = '11223344-a1b2-3b33-c444-DEF123456789';
    for (const [url, isOne] of [
      [`https://api.atlassian.com/ex/jira/${id}`, true],
      [`https://proxy.corp.example/ex/jira/${id}/`, true],
      [`https://api.atlassian.com/ex/confluence/${id}`, false],
      ['https://corp.example/ex/jira/PAY-1', false],
      ['https://corp.atlassian.net', false],
    ] as const) {
      assert.equal(isCloudGateway(BaseUrl.parse(url)), isOne, url);
    }
  });
});
