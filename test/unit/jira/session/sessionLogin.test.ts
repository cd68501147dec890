import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { CaptchaError, LoginProblem, UnauthenticatedError, UnexpectedAnswerError } from '../../../../src/http/index.ts';
import type { Login } from '../../../../src/http/login.ts';
import {
  addComment,
  JiraFlavor,
  JiraLogin,
  JiraSession,
  jiraLogin,
  searchIssues,
  verifyJira,
} from '../../../../src/jira/index.ts';
import { demoUsers } from '../../../servers/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';
import { commentFor } from '../comments/body.ts';

describe('a session as the login of a Data Center', () => {
  const demo = demoJira({ flavor: 'dataCenter', contextPath: '/jira' });
  const { fred } = demoUsers;
  const flavor = JiraFlavor.dataCenter;
  const kept: string[] = [];
  const loginWith = (secret: string) =>
    jiraLogin(demo.http, { login: JiraLogin.session, user: fred.name, secret }, value => kept.push(value));
  let login: Login;
  let session: JiraSession;
  const doors = () => demo.jira.requests.filter(({ path }) => path.endsWith('/rest/auth/1/session'));
  const comments = () => demo.jira.state.commentsOf('PAY-431').length;
  const search = (background = false) => searchIssues(session, 'project = PAY', 5, undefined, { background });

  beforeEach(async () => {
    kept.length = 0;
    login = await loginWith(fred.password);
    session = new JiraSession(demo.http, flavor, async () => login);
  });

  it('is made once for all requests, and ended', async () => {
    await Promise.all([verifyJira(demo.http, flavor, login), search(), search(true)]);
    assert.deepEqual(
      doors().map(({ method, status }) => [method, status]),
      [['POST', 200]],
    );
    const { sessions } = demo.jira.state;
    assert.deepEqual([...sessions.keys()], kept, 'and its id is kept out of every text');
    assert.ok(demo.jira.requests.every(({ headers }) => headers['authorization'] === undefined));
    await login.end?.();
    assert.equal(sessions.size, 0);
    await login.end?.();
    assert.equal(doors().length, 2, 'once');
  });

  it('is made again when it has ended, once for all requests', async () => {
    await search();
    demo.jira.state.sessions.clear();
    await Promise.all([search(), search(), session.getObject('/rest/api/2/issue/PAY-431')]);
    assert.deepEqual(
      doors().map(({ status }) => status),
      [200, 200],
    );
  });

  it('is made again for a write, which is done once', async () => {
    await search();
    const before = comments();
    demo.jira.state.sessions.clear();
    await addComment(session, 'PAY-431', commentFor(flavor, 'After the night'));
    assert.equal(comments(), before + 1);
  });

  it('is not made again for a write that was done without it', async () => {
    await search();
    const before = demo.jira.requests.length;
    demo.jira.answerOnce({ method: 'POST', path: /comment/ }, (_, res) =>
      res.writeHead(201, { 'content-type': 'application/json', 'x-ausername': 'anonymous' }).end('{"id":"1"}'),
    );
    await assert.rejects(addComment(session, 'PAY-431', commentFor(flavor, 'x')));
    const posts = demo.jira.requests
      .slice(before)
      .filter(({ method, path }) => method === 'POST' && /comment/.test(path));
    assert.equal(posts.length, 1);
  });

  it('is not made again for a 401 that names its user, which is for want of a permission', async () => {
    await search();
    demo.jira.answerOnce({ path: /PAY-431/ }, (_, res) =>
      res.writeHead(401, { 'content-type': 'application/json', 'x-ausername': fred.name }).end('{}'),
    );
    await assert.rejects(session.getObject('/rest/api/2/issue/PAY-431'));
    assert.equal(doors().length, 1);
  });

  it('is refused with a wrong password, and not tried again by itself', async () => {
    login = await loginWith('wrong');
    const refused = (error: unknown) => error instanceof UnauthenticatedError && error.problem === LoginProblem.refused;
    await assert.rejects(search(), refused);
    await assert.rejects(search(true), refused);
    assert.equal(doors().length, 1);
    assert.equal(demo.jira.state.failedLogins.get(fred.name), 1);
  });

  it('is refused for a picture, and not tried again for the next', async () => {
    login = await loginWith('wrong');
    const picture = () => session.getStream('/secure/attachment/1/a.png', undefined, { background: true });
    await assert.rejects(picture(), UnauthenticatedError);
    await assert.rejects(picture(), UnauthenticatedError);
    assert.equal(doors().length, 1);
  });

  it('is tried again when a person asks again', async () => {
    demo.jira.answerOnce({ path: /auth/ }, (_, res) => res.writeHead(401).end());
    await assert.rejects(search(), UnauthenticatedError);
    await search();
    assert.equal(session.refused, undefined);
  });

  it('ends for good where the password was changed meanwhile', async () => {
    await search();
    const user = demo.jira.state.user(fred.name);
    assert.ok(user);
    user.password = 'changed';
    demo.jira.state.sessions.clear();
    await assert.rejects(search(), UnauthenticatedError);
    await assert.rejects(search(true), UnauthenticatedError);
    assert.equal(doors().length, 2);
  });

  it('tells a CAPTCHA', async () => {
    demo.jira.state.failedLogins.set(fred.name, 3);
    await assert.rejects(search(), CaptchaError);
  });

  it('believes in no session that cannot be a cookie', async () => {
    for (const body of ['{}', '{"session":{"name":"a","value":"b;c"}}', '{"session":{"name":"a b","value":"c"}}']) {
      demo.jira.answerOnce({ path: /auth/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end(body),
      );
      await assert.rejects(search(), UnexpectedAnswerError, body);
    }
  });
});
