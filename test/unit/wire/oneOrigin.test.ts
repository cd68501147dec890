import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { BaseUrl, HttpClient, RedirectedError, RequestError, UnexpectedAnswerError } from '../../../src/http/index.ts';
import {
  followQueueItem,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  LogFollower,
  listBuilds,
  probeJenkins,
  readBuild,
  readJob,
  readLogTail,
  readParameters,
  startBuild,
  verifyJenkins,
} from '../../../src/jenkins/index.ts';
import {
  addComment,
  JiraFlavor,
  JiraLogin,
  JiraSession,
  jiraLogin,
  listComments,
  probeJira,
  readIssue,
  searchIssues,
  verifyJira,
} from '../../../src/jira/index.ts';
import { consoleText, jobsIn } from '../../reads.ts';
import { type DemoJenkins, demoUsers as jenkinsUsers, startDemoJenkins } from '../../servers/jenkins/index.ts';
import { type DemoJira, demoUsers as jiraUsers, startDemoJira } from '../../servers/jira/index.ts';
import { MemorySink } from '../../servers/memorySink.ts';
import { startServer, type TestServer } from '../../servers/wire/httpServer.ts';
import { commentFor } from '../jira/comments/body.ts';
import { eachTransport } from './eachTransport.ts';

for (const [name, newTransport] of eachTransport) {
  describe(`credentials stay with their own origin (${name})`, () => {
    let foreign: TestServer;
    let jenkins: DemoJenkins;
    let jira: DemoJira;
    let http: HttpClient;

    before(async () => {
      foreign = await startServer((_, res) => res.end('{}'));
    });
    after(() => foreign.close());
    beforeEach(async () => {
      // Both are configured with a foreign URL: whatever they report points there.
      jenkins = await startDemoJenkins({ pace: 50, contextPath: '/ci', rootUrl: `${foreign.origin}/ci` });
      jira = await startDemoJira({ flavor: 'cloud', contextPath: '/jira', baseUrl: `${foreign.origin}/jira` });
      http = clientAt(jenkins.url);
    });
    afterEach(async () => {
      await http.close();
      await Promise.all([jenkins.close(), jira.close()]);
      // The point of all: nobody ever came.
      assert.deepEqual(foreign.requests, []);
    });

    function clientAt(url: string): HttpClient {
      return new HttpClient({ base: BaseUrl.parse(url), transport: newTransport(), userAgent: 'test' });
    }

    function session(kind: JenkinsSecretKind = JenkinsSecretKind.password): JenkinsSession {
      const { id: user, token, password } = jenkinsUsers.dev;
      const secret = kind === JenkinsSecretKind.password ? password : token;
      return new JenkinsSession(http, async () => jenkinsLogin({ user, secret, kind }));
    }

    it('whatever URLs Jenkins reports', async () => {
      const { id: user, password } = jenkinsUsers.dev;
      await probeJenkins(http);
      await verifyJenkins(http, { kind: JenkinsSecretKind.apiToken, user, secret: password });
      const asked = session();
      await jobsIn(asked, 'payments/api');
      await readJob(asked, 'payments/api/feature%2Flogin');
      await readParameters(asked, 'deploy');
      const { id } = await startBuild(asked, 'hello', undefined);
      for await (const _ of followQueueItem(asked, 'hello', id));
      await new LogFollower(asked, 'hello', 1, new MemorySink()).run();
      await readLogTail(asked, 'hello', 1, 1000);
      await listBuilds(asked, 'hello', 3);
      await readBuild(asked, 'hello', 1);
      await consoleText(asked, 'hello', 1);
      await startBuild(asked, 'deploy', new Map());
      assert.ok(JSON.stringify(await asked.getJson('/api/json')).includes(foreign.origin));
    });

    it('whatever URLs Jira reports', async () => {
      const client = clientAt(jira.url);
      const { emailAddress: user, apiToken: secret } = jiraUsers.fred;
      const credentials = { login: JiraLogin.basic, user, secret };
      const asked = new JiraSession(client, JiraFlavor.cloud, async () => jiraLogin(client, credentials));
      try {
        await probeJira(client);
        await verifyJira(client, JiraFlavor.cloud, await jiraLogin(client, credentials));
        await searchIssues(asked, 'project = PAY', 5);
        await readIssue(asked, 'PAY-431');
        await listComments(asked, 'PAY-431', 5);
        await addComment(asked, 'PAY-431', commentFor(asked.flavor, 'x'));
        assert.ok(JSON.stringify(await asked.getJson('/rest/api/3/myself')).includes(foreign.origin));
      } finally {
        await client.close();
      }
    });

    it('wherever a read or a write is sent', async () => {
      const host = new URL(foreign.origin).host;
      const own = new URL(jenkins.url).host;
      const locations = [
        `${foreign.origin}/x`,
        `//${host}/x`,
        `http://${own}@${host}/x`,
        `http:${foreign.origin.slice(5)}/x`,
        `\\\\${host}\\x`,
        `http://localhost:${foreign.port}/x`,
        `https://${own}/x`,
        'ftp://elsewhere.example/x',
        'javascript:alert(1)',
        'http://[',
        '',
      ];
      const asked = session(JenkinsSecretKind.apiToken);
      for (const status of [301, 302, 303, 307, 308]) {
        for (const location of locations) {
          const answer = { path: /./ };
          jenkins.answerOnce(answer, (_, res) => res.writeHead(status, { location }).end());
          const read: unknown = await asked.getJson('/job/hello/api/json').catch(cause => cause);
          if (location !== '')
            assert.ok(read instanceof RedirectedError || read instanceof UnexpectedAnswerError, location);
          jenkins.answerOnce({ method: 'POST', path: /./ }, (_, res) => res.writeHead(status, { location }).end());
          await assert.rejects(startBuild(asked, 'hello', undefined), RequestError, location);
        }
      }
    });

    it('when the crumb, its cookie and a redirect together point away', async () => {
      jenkins.answerOnce({ path: '/ci/crumbIssuer' }, (_, res) =>
        res
          .writeHead(200, {
            'content-type': 'application/json',
            'set-cookie': `JSESSIONID=s; Domain=${new URL(foreign.origin).hostname}; Path=/`,
          })
          .end(JSON.stringify({ crumb: 'c', crumbRequestField: 'Jenkins-Crumb' })),
      );
      jenkins.answerOnce({ method: 'POST', path: /./ }, (req, res) => {
        assert.equal(req.headers['jenkins-crumb'], 'c');
        res.writeHead(307, { location: `${foreign.origin}/x` }).end();
      });
      await assert.rejects(startBuild(session(), 'hello', undefined), RedirectedError);
    });

    it('and says what is to be done about a start that is sent elsewhere', async () => {
      const asked = session(JenkinsSecretKind.apiToken);
      const moved: readonly [string, string][] = [
        ['https://127.0.0.1/ci/job/hello/build', 'https://127.0.0.1/ci/job/hello/build'],
        ['/jenkins/job/hello/build', `${new URL(jenkins.url).origin}/jenkins/job/hello/build`],
        ['/ci/login?from=%2Fjob&token=s3cret', `${new URL(jenkins.url).origin}/ci/login`],
        ['/ci/securityRealm/commenceLogin', `${new URL(jenkins.url).origin}/ci/securityRealm/commenceLogin`],
      ];
      for (const [location, to] of moved) {
        for (const status of [301, 302, 307, 308]) {
          jenkins.answerOnce({ method: 'POST', path: /./ }, (_, res) => res.writeHead(status, { location }).end());
          await assert.rejects(startBuild(asked, 'hello', undefined), (error: unknown) => {
            assert.ok(error instanceof RedirectedError);
            assert.equal(error.to, to);
            assert.doesNotMatch(`${error.stack}`, /s3cret/);
            return true;
          });
        }
      }
      assert.equal(jenkins.requests.filter(({ method }) => method === 'POST').length, moved.length * 4);
    });
  });
}
