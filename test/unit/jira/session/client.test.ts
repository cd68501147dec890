import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  BaseUrl,
  CaptchaError,
  HttpClient,
  InterceptedError,
  InvalidRequestError,
  NotFoundError,
  RateLimitedError,
  RequestError,
  UnauthenticatedError,
  UndiciTransport,
} from '../../../../src/http/index.ts';
import {
  addComment,
  type Issue,
  type JiraCredentials,
  JiraFlavor,
  JiraLogin,
  JiraSession,
  jiraLogin,
  listComments,
  probeJira,
  readIssue,
  type SearchCursor,
  searchIssues,
  verifyJira,
} from '../../../../src/jira/index.ts';
import { type DemoUser, demoUsers, specPath, startDemoJira } from '../../../servers/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';
import { commentFor } from '../comments/body.ts';

const mine = 'assignee = currentUser() AND statusCategory != Done ORDER BY updated DESC';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`the Jira client, ${flavor}`, () => {
    const demo = demoJira({
      flavor,
      contextPath: '/jira',
      baseUrl: 'https://jira.internal.example',
      pageCap: 7,
      ...(flavor === JiraFlavor.cloud && specPath ? { openApiPath: specPath } : {}),
    });

    function credentialsOf(user: DemoUser): JiraCredentials {
      return flavor === JiraFlavor.cloud
        ? { login: JiraLogin.basic, user: user.emailAddress, secret: user.apiToken }
        : { login: JiraLogin.basic, user: user.name, secret: user.password };
    }

    function sessionOf(user: DemoUser): JiraSession {
      return new JiraSession(demo.http, flavor, async () => jiraLogin(demo.http, credentialsOf(user)));
    }

    it('finds out which Jira it is, without credentials', async () => {
      const server = await probeJira(demo.http);
      assert.equal(server.flavor, flavor);
      assert.ok(server.version);
      assert.equal(demo.jira.requests[0]?.headers['authorization'], undefined);
    });

    it('proves a login by who it is, with the first request', async () => {
      const user = await verifyJira(demo.http, flavor, await jiraLogin(demo.http, credentialsOf(demoUsers.fred)));
      assert.equal(user.displayName, demoUsers.fred.displayName);
      assert.equal(user.id, flavor === JiraFlavor.cloud ? demoUsers.fred.accountId : demoUsers.fred.name);
      assert.equal(demo.jira.requests.length, 1);
    });

    it('refuses a wrong token in one request', async () => {
      const wrong: JiraCredentials = { login: JiraLogin.basic, user: demoUsers.fred.name, secret: 'wrong' };
      await assert.rejects(verifyJira(demo.http, flavor, await jiraLogin(demo.http, wrong)), UnauthenticatedError);
      assert.equal(demo.jira.requests.length, 1);
    });

    it('gives all issues that match, page by page, each once', async () => {
      const session = sessionOf(demoUsers.fred);
      const issues: Issue[] = [];
      let cursor: SearchCursor | undefined;
      let pages = 0;
      do {
        const page = await searchIssues(session, mine, 50, cursor);
        issues.push(...page.issues);
        cursor = page.next;
        pages++;
      } while (cursor && pages < 50);
      assert.equal(pages, 2);
      assert.equal(issues.length, 12);
      assert.equal(new Set(issues.map(issue => issue.key)).size, 12);
      for (const issue of issues) {
        assert.match(issue.key, /^(PAY|OPS)-\d+$/);
        assert.ok(issue.summary && issue.type && issue.status && issue.priority && issue.updated);
        assert.equal(issue.assignee, demoUsers.fred.displayName);
        assert.ok(issue.statusCategory && issue.statusCategory !== 'done');
      }
    });

    it('asks only for the fields that are shown', async () => {
      await searchIssues(sessionOf(demoUsers.fred), mine, 5);
      const body = JSON.parse(demo.jira.requests[0]?.body ?? '{}');
      assert.deepEqual(body.fields, [
        'summary',
        'issuetype',
        'status',
        'priority',
        'assignee',
        'updated',
        'parent',
        'watches',
        'votes',
      ]);
    });

    it('hands on what Jira says of a wrong query', async () => {
      const asking = searchIssues(sessionOf(demoUsers.fred), 'nosuchfield = 1', 5);
      await assert.rejects(asking, (error: unknown) => {
        assert.ok(error instanceof InvalidRequestError);
        assert.match(error.messages.join(' '), /nosuchfield/);
        return true;
      });
    });

    it('posts a comment that then stands in the list, and counts', async () => {
      const session = sessionOf(demoUsers.fred);
      const before = await listComments(session, 'PAY-431', 5);
      const text = 'First paragraph,\nsecond line.\n\nAnother one: ✓ <b> & "quotes"';
      const comment = await addComment(session, 'PAY-431', commentFor(flavor, text));
      assert.ok(comment.id);
      const after = await listComments(session, 'PAY-431', 5);
      assert.equal(after.total, before.total + 1);
      assert.equal(after.comments[0]?.id, comment.id);
      assert.equal(after.comments[0]?.text.replace(/\n+/g, '\n'), text.replace(/\n+/g, '\n'));
      assert.equal((await readIssue(session, 'PAY-431'))?.commentCount, after.total);
      assert.equal(demo.jira.requests.filter(request => request.method === 'POST').length, 1);
    });

    it('names why a comment was not posted', async () => {
      await assert.rejects(
        addComment(sessionOf(demoUsers.reader), 'PAY-431', commentFor(flavor, 'hello')),
        RequestError,
      );
      await assert.rejects(
        addComment(sessionOf(demoUsers.fred), 'PAY-99999', commentFor(flavor, 'hello')),
        NotFoundError,
      );
    });

    it('tells a rate limit with its time, a login page, and a foreign redirect', async () => {
      const session = sessionOf(demoUsers.fred);
      demo.jira.state.rateLimit = { times: 1, retryAfter: '30' };
      await assert.rejects(searchIssues(session, mine, 5), (error: unknown) => {
        assert.ok(error instanceof RateLimitedError);
        const seconds = ((error.retryAt?.getTime() ?? 0) - Date.now()) / 1000;
        assert.ok(seconds > 25 && seconds <= 30);
        return true;
      });
      demo.jira.answerOnce({ path: /./ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'text/html' }).end('<title>Log in with SSO</title>'),
      );
      await assert.rejects(readIssue(session, 'PAY-431'), (error: unknown) => {
        assert.ok(error instanceof InterceptedError);
        assert.equal(error.by, 'Log in with SSO');
        return true;
      });
      demo.jira.answerOnce({ method: 'POST', path: /./ }, (_, res) =>
        res.writeHead(302, { location: 'https://sso.example/?next=x' }).end(),
      );
      await assert.rejects(addComment(session, 'PAY-431', commentFor(flavor, 'x')), RequestError);
    });

    if (flavor === JiraFlavor.cloud) {
      it('sends requests that Atlassian’s own description allows', async function () {
        if (!specPath) {
          console.log('skipped: Atlassian’s OpenAPI description is not at ../shared');
          return this.skip();
        }
        const session = sessionOf(demoUsers.fred);
        await probeJira(demo.http);
        await verifyJira(demo.http, flavor, await jiraLogin(demo.http, credentialsOf(demoUsers.fred)));
        const page = await searchIssues(session, mine, 5);
        await searchIssues(session, mine, 5, page.next);
        await readIssue(session, 'PAY-431');
        await listComments(session, 'PAY-431', 5);
        await addComment(session, 'PAY-431', commentFor(flavor, 'One\n\n\nTwo\nthree'));
        assert.deepEqual(demo.jira.violations, []);
      });
    }
  });
}

describe('the Jira client on Data Center', () => {
  it('signs in with a personal access token, and says when the account needs a CAPTCHA', async () => {
    const jira = await startDemoJira({ flavor: 'dataCenter' });
    const http = new HttpClient({
      base: BaseUrl.parse(jira.url),
      transport: new UndiciTransport(),
      userAgent: 'jenkins-jira-test/1',
    });
    try {
      const { fred } = demoUsers;
      const byToken: JiraCredentials = { login: JiraLogin.bearer, secret: fred.personalAccessToken };
      assert.equal((await verifyJira(http, JiraFlavor.dataCenter, await jiraLogin(http, byToken))).id, fred.name);
      const wrong: JiraCredentials = { login: JiraLogin.basic, user: fred.name, secret: 'wrong' };
      for (let i = 0; i < 3; i++) {
        await assert.rejects(verifyJira(http, JiraFlavor.dataCenter, await jiraLogin(http, wrong)), RequestError);
      }
      await assert.rejects(verifyJira(http, JiraFlavor.dataCenter, await jiraLogin(http, wrong)), (error: unknown) => {
        assert.ok(error instanceof CaptchaError);
        assert.match(error.loginUrl ?? '', /^http/);
        return true;
      });
    } finally {
      await http.close();
      await jira.close();
    }
  });
});
