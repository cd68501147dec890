import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ForbiddenError, LoginProblem, UnauthenticatedError } from '../../../../src/http/index.ts';
import {
  type JiraCredentials,
  JiraFlavor,
  JiraLogin,
  JiraSession,
  jiraLogin,
  searchIssues,
  verifyJira,
} from '../../../../src/jira/index.ts';
import { demoUsers } from '../../../servers/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

describe('a refused login at a Jira', () => {
  const demo = demoJira({ flavor: JiraFlavor.dataCenter });
  const { fred } = demoUsers;
  const byPassword: JiraCredentials = { login: JiraLogin.basic, user: fred.name, secret: fred.password };
  const byToken: JiraCredentials = { login: JiraLogin.bearer, secret: fred.personalAccessToken };
  const problemOf = async (credentials: JiraCredentials) => {
    const before = demo.jira.requests.length;
    const error = await verifyJira(demo.http, JiraFlavor.dataCenter, await jiraLogin(demo.http, credentials)).catch(
      (error: unknown) => error,
    );
    assert.ok(error instanceof UnauthenticatedError, `${error}`);
    assert.equal(demo.jira.requests.length - before, 1, 'requests');
    return error.problem;
  };

  it('tells a way of signing in that is switched off from a missing permission', async () => {
    demo.jira.state.basicAuthentication = false;
    assert.equal(await problemOf(byPassword), LoginProblem.noBasic);
    demo.jira.state.basicAuthentication = true;
  });

  it('finds that way in a page, in plain text, and beside the name of nobody', async () => {
    const refusals: readonly (readonly [number, string, string, LoginProblem])[] = [
      [403, 'text/html', '<title>Basic authentication is not allowed</title>', LoginProblem.noBasic],
      [401, 'text/plain', 'Basic Authentication is disabled here', LoginProblem.noBasic],
      [403, 'text/plain', 'Basic auth with password is not allowed on this instance', LoginProblem.noPasswords],
      [401, 'text/html', '<p>Basic Authentication Failure. It is not allowed', LoginProblem.ignored],
    ];
    for (const [status, type, body, problem] of refusals) {
      demo.jira.answerOnce({ path: /myself/ }, (_, res) =>
        res.writeHead(status, { 'content-type': type, 'x-ausername': 'anonymous' }).end(body),
      );
      assert.equal(await problemOf(byPassword), problem, body);
    }
  });

  it('tells an expired token by its status, in JSON and in a page', async () => {
    demo.jira.state.expiredTokens.add(fred.personalAccessToken);
    assert.equal(await problemOf(byToken), LoginProblem.expired);
    demo.jira.state.expiredTokens.clear();
    demo.jira.answerOnce({ path: /myself/ }, (_, res) =>
      res.writeHead(498, { 'content-type': 'text/html' }).end('<title>Token expired</title>'),
    );
    assert.equal(await problemOf(byToken), LoginProblem.expired);
  });

  it('takes a scope that a token lacks for no refused login', async () => {
    const body = '{"code":401,"message":"Unauthorized; scope does not match"}';
    demo.jira.answerOnce({ path: /myself/ }, (_, res) =>
      res.writeHead(401, { 'content-type': 'application/json' }).end(body),
    );
    await assert.rejects(
      verifyJira(demo.http, JiraFlavor.dataCenter, await jiraLogin(demo.http, byToken)),
      ForbiddenError,
    );
  });
});

describe('an empty answer of a Jira Cloud', () => {
  const demo = demoJira({ flavor: JiraFlavor.cloud });
  const sessionWith = (secret: string) => {
    const user = demoUsers.fred.emailAddress;
    return new JiraSession(demo.http, JiraFlavor.cloud, async () =>
      jiraLogin(demo.http, { login: JiraLogin.basic, user, secret }),
    );
  };
  const search = (session: JiraSession) => searchIssues(session, 'assignee = currentUser()', 10);
  const proofs = () => demo.jira.requests.filter(({ path }) => path.endsWith('/myself')).length;

  it('is not believed for a token that is not valid, and one proof serves all that ask at once', async () => {
    const session = sessionWith('revoked');
    const outcomes = await Promise.allSettled([search(session), search(session), search(session)]);
    for (const outcome of outcomes) {
      assert.ok(outcome.status === 'rejected' && outcome.reason instanceof UnauthenticatedError, `${outcome.status}`);
    }
    assert.equal(proofs(), 1);
    assert.ok(session.refused);
  });

  it('is not believed when the token was revoked in between', async () => {
    const session = sessionWith(demoUsers.fred.apiToken);
    assert.ok((await search(session)).issues.length > 0);
    for (const user of demo.jira.state.users) user.apiToken = 'another';
    await assert.rejects(search(session), UnauthenticatedError);
  });

  it('is believed without a further request where its headers name the account', async () => {
    const session = sessionWith(demoUsers.fred.apiToken);
    assert.deepEqual((await searchIssues(session, 'key = PAY-431 AND key = PAY-400', 10)).issues, []);
    assert.equal(proofs(), 0);
  });

  it('is believed after one proof where a gateway hides those headers', async () => {
    const session = sessionWith(demoUsers.fred.apiToken);
    for (let round = 0; round < 3; round++) {
      demo.jira.answerOnce({ path: /search/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end('{"issues":[],"isLast":true}'),
      );
      assert.deepEqual((await search(session)).issues, []);
    }
    assert.equal(proofs(), 1);
  });
});
