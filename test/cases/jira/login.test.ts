// Reported for nextcloud/integration_jira #87, pycontribs/jira #1189 and #2368, stablyai/orca #8538 and #20092,
// atlassian/atlascode #91 and #1403, sooperset/mcp-atlassian #1279, ankitpokhrel/jira-cli #850,
// MrRefactoring/jira.js #401.
import assert from 'node:assert/strict';
import {
  BaseUrl,
  CaptchaError,
  ForbiddenError,
  InterceptedError,
  LoginProblem,
  NotFoundError,
  UnauthenticatedError,
} from '../../../src/http/index.ts';
import {
  baseOfJiraPage,
  JiraFlavor,
  type JiraSession,
  jiraLogin,
  openAttachment,
  readIssue,
  readMyself,
  searchIssues,
  verifyJira,
} from '../../../src/jira/index.ts';
import { describeCases } from '../case.ts';
import { basicLogin, bearerLogin, withOddJira } from '../support/jira.ts';
import { type Answer, json, outcomeOf, page, type Reply, withHttp, withServer } from '../support/server.ts';

const { cloud, dataCenter } = JiraFlavor;

describeCases('login-refusals', one => {
  /** The error after a single request. */
  async function refusedBy(reply: Reply, login = basicLogin): Promise<unknown> {
    let outcome: unknown;
    await withOddJira(
      { flavor: dataCenter, login },
      () => reply,
      async ({ session, requests }) => {
        outcome = await outcomeOf(readMyself(session));
        assert.equal(requests.length, 1, 'requests');
      },
    );
    return outcome;
  }

  for (const status of [200, 401, 403]) {
    one(`a CAPTCHA is told by its header at ${status}`, async () => {
      const outcome = await refusedBy(json({}, status, { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }));
      assert.ok(outcome instanceof CaptchaError, `${outcome}`);
    });
  }

  one('an answer to nobody means that the token was ignored', async () => {
    const outcome = await refusedBy(json({}, 200, { 'x-ausername': 'anonymous' }), bearerLogin);
    assert.ok(outcome instanceof UnauthenticatedError && outcome.problem === LoginProblem.ignored, `${outcome}`);
  });

  one('the page of a firewall names the firewall', async () => {
    const outcome = await refusedBy(page('Request Rejected', 403));
    assert.ok(outcome instanceof InterceptedError && outcome.by === 'Request Rejected', `${outcome}`);
  });

  one('a header that a proxy finds too large is no word of Jira', async () => {
    const outcome = await refusedBy(page('400 Request Header Or Cookie Too Large', 400));
    assert.ok(outcome instanceof InterceptedError, `${outcome}`);
  });

  one('498 refuses the token, not the input', async () => {
    const outcome = await refusedBy(json({ error: 'Invalid token' }, 498), bearerLogin);
    assert.ok(outcome instanceof UnauthenticatedError, `${outcome}`);
  });

  one('basic authentication that is switched off is no missing permission', async () => {
    const message = 'Basic Authentication has been disabled on this instance.';
    const outcome = await refusedBy(json({ message, 'status-code': 403 }, 403, { 'x-arequestid': '1x2' }));
    const isMissingPermission = outcome instanceof ForbiddenError && outcome.permission !== 'basic';
    assert.ok(outcome instanceof Error && !isMissingPermission, `${outcome}`);
  });
});

describeCases('seed-anonymous', one => {
  const mustLogIn = json({ message: 'Client must be authenticated to access this resource.' }, 401);
  const hidden = { errorMessages: ['Issue does not exist or you do not have permission to see it.'] };

  async function asked(
    flavor: JiraFlavor,
    marks: Readonly<Record<string, string>>,
    read: (session: JiraSession) => Promise<unknown>,
    myself = mustLogIn,
  ): Promise<unknown> {
    let outcome: unknown;
    const answer: Answer = ({ url }) => {
      if (url.endsWith('/myself')) return myself;
      if (url.includes('/search')) return json({ issues: [], total: 0 }, 200, marks);
      return url.includes('/field') ? json([], 200, marks) : json(hidden, 404, marks);
    };
    await withOddJira({ flavor }, answer, async ({ session }) => {
      outcome = await outcomeOf(read(session));
    });
    return outcome;
  }
  const search = (session: JiraSession) => searchIssues(session, 'assignee = currentUser()', 10);
  const hiddenIssue = (session: JiraSession) => readIssue(session, 'A-1');

  one('Data Center: an empty search that is marked as of nobody is not believed', async () => {
    const outcome = await asked(dataCenter, { 'x-ausername': 'anonymous' }, search);
    assert.ok(outcome instanceof UnauthenticatedError, `${outcome}`);
  });
  one('Cloud: an empty search that is marked as a failed login is not believed', async () => {
    const outcome = await asked(cloud, { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }, search);
    assert.ok(outcome instanceof UnauthenticatedError, `${outcome}`);
  });
  one('Cloud: a hidden issue without a mark is not believed when the login is dead', async () => {
    const outcome = await asked(cloud, {}, hiddenIssue);
    assert.ok(outcome instanceof UnauthenticatedError, `${outcome}`);
  });
  one('Cloud: a hidden issue is hidden when the login is good', async () => {
    const outcome = await asked(cloud, {}, hiddenIssue, json({ accountId: 'a' }));
    assert.ok(outcome instanceof NotFoundError, `${outcome}`);
  });
  one('Cloud: an empty first search without a mark is not believed when the login is dead', async () => {
    const outcome = await asked(cloud, {}, search);
    assert.ok(outcome instanceof UnauthenticatedError, `${JSON.stringify(outcome)}`);
  });
});

describeCases('seed-captcha', one => {
  const loginPage = 'http://jira.corp.example/login.jsp';
  const denied = {
    'x-seraph-loginreason': 'AUTHENTICATION_DENIED',
    'x-authentication-denied-reason': `CAPTCHA_CHALLENGE; login-url=${loginPage}`,
  };
  const refusals = { 401: json({ message: 'x' }, 401, denied), 403: page('Forbidden (403)', 403, denied) };
  const good = json({ name: 'sam', displayName: 'Sam', fields: {} });
  const issue = '/rest/api/2/issue/A-1';
  /** A Jira that can be switched between good answers and a CAPTCHA. */
  const withSwitch = (
    use: (jira: { session: JiraSession; answerWith: (reply: Reply) => void; count: () => number }) => Promise<void>,
  ) => {
    let reply = good;
    const answerWith = (next: Reply) => {
      reply = next;
    };
    return withOddJira(
      { flavor: dataCenter },
      () => reply,
      async ({ session, requests }) => {
        await session.getJson('/rest/api/2/myself');
        await use({ session, answerWith, count: () => requests.length });
      },
    );
  };

  for (const [status, refusal] of Object.entries(refusals)) {
    one(`at ${status}, a new connection is told the page to log in on, after one request`, () =>
      withOddJira(
        { flavor: dataCenter },
        () => refusal,
        async ({ http, requests }) => {
          const outcome = await outcomeOf(verifyJira(http, dataCenter, await jiraLogin(http, basicLogin)));
          assert.ok(outcome instanceof CaptchaError && outcome.loginUrl === loginPage, `${outcome}`);
          assert.equal(requests.length, 1);
        },
      ),
    );

    one(`at ${status}, polling stops at once, and a person goes on later`, () =>
      withSwitch(async ({ session, answerWith, count }) => {
        answerWith(refusal);
        const before = count();
        for (let round = 0; round < 6; round++) await outcomeOf(session.getJson(issue, { background: true }));
        assert.equal(count() - before, 1);
        answerWith(good);
        const outcome = await outcomeOf(session.getJson(issue));
        assert.ok(!(outcome instanceof Error), `${outcome}`);
      }),
    );
  }

  const refusedAttachment = (session: JiraSession) =>
    outcomeOf(
      openAttachment(
        session,
        { id: '1', fileName: 'a.txt' },
        { send: () => Promise.reject(new Error('no other host is asked')), close: async () => undefined },
      ),
    );
  one('an attachment is refused as any other request', () =>
    withSwitch(async ({ session, answerWith }) => {
      answerWith(refusals[403]);
      const outcome = await refusedAttachment(session);
      assert.ok(outcome instanceof CaptchaError, `${outcome}`);
    }),
  );
  one('an attachment that was refused stops polling', () =>
    withSwitch(async ({ session, answerWith, count }) => {
      answerWith(refusals[403]);
      await refusedAttachment(session);
      const before = count();
      await outcomeOf(session.getJson(issue, { background: true }));
      assert.equal(count(), before);
    }),
  );
});

describeCases('scoped-token-gateway', one => {
  const path = '/ex/jira/11223344-a1b2-3b33-c444-def123456789';
  const serverInfo = { deploymentType: 'Cloud', version: '1001.0.0-SNAPSHOT', baseUrl: 'https://corp.atlassian.net' };
  // The gateway answers nothing without a login, not even where the site does.
  const gateway: Answer = ({ url, headers }) => {
    if (!headers.authorization) return json({ code: 401, message: 'Unauthorized' }, 401, { server: 'AtlassianEdge' });
    if (url.startsWith(`${path}/rest/api/`) && url.endsWith('/serverInfo')) return json(serverInfo);
    return url === `${path}/rest/api/3/myself` ? json({ accountId: '557058:x', displayName: 'Sam' }) : json({}, 404);
  };

  one('the address of the gateway is a base of its own', () => {
    const base = BaseUrl.parse(`https://api.atlassian.com${path}`);
    assert.equal(baseOfJiraPage(base).href, base.href);
  });
  one('a login is good at the gateway', () =>
    withServer(gateway, ({ url }) =>
      withHttp(url + path, async http => {
        const outcome = await outcomeOf(verifyJira(http, cloud, await jiraLogin(http, basicLogin)));
        assert.ok(!(outcome instanceof Error) && outcome.id === '557058:x', `${outcome}`);
      }),
    ),
  );
});
