import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  BaseUrl,
  HttpClient,
  InvalidRequestError,
  type TraceTiming,
  UndiciTransport,
  UnreachableError,
  WriteOutcome,
} from '../../../../src/http/index.ts';
import { createIssueVerified, JiraFlavor, JiraLogin, JiraSession } from '../../../../src/jira/index.ts';
import { type DemoJira, demoUsers, startDemoJira } from '../../../servers/jira/index.ts';
import { Fault, type FaultInjector, startFaultInjector } from '../../../servers/wire/faultInjector.ts';

const timing: TraceTiming = { firstLookMs: 10, maxWaitMs: 40, looks: 3 };

for (const flavor of Object.values(JiraFlavor)) {
  describe(`a new issue whose answer is lost, ${flavor}`, () => {
    let jira: DemoJira;
    let relay: FaultInjector;
    let http: HttpClient;
    let session: JiraSession;

    beforeEach(async () => {
      jira = await startDemoJira({ flavor });
      relay = await startFaultInjector({ port: Number(new URL(jira.url).port) });
      http = new HttpClient({
        base: BaseUrl.parse(`http://127.0.0.1:${relay.port}`),
        transport: new UndiciTransport(),
        userAgent: 'test',
        timing: { firstRetryMs: 5, maxRetryMs: 10, idleTimeoutMs: 300 },
      });
      const { fred } = demoUsers;
      session = new JiraSession(http, flavor, async () =>
        flavor === JiraFlavor.cloud
          ? { login: JiraLogin.basic, user: fred.emailAddress, secret: fred.apiToken }
          : { login: JiraLogin.bearer, secret: fred.personalAccessToken },
      );
    });
    afterEach(async () => {
      await http.close();
      await relay.close();
      await jira.close();
    });

    const make = (summary: string) =>
      createIssueVerified(session, 'PAY', { project: { key: 'PAY' }, issuetype: { id: '10004' }, summary }, { timing });
    const called = (summary: string) => jira.state.issues.filter(issue => issue.summary === summary);

    for (const fault of [Fault.resetAfter, Fault.truncatedBody, Fault.silenceAfter]) {
      it(`is found when it was made: ${fault}`, async () => {
        await make('The same');
        relay.schedule([Fault.none, fault]);
        const outcome = await make('The same');
        assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, outcome.fate);
        assert.equal(called('The same').length, 2);
        assert.equal(outcome.key, called('The same').at(-1)?.key);
      });
    }

    it('is not told as not done where the search lags behind', async () => {
      relay.schedule([Fault.none, Fault.resetBefore]);
      const outcome = await make('Lost');
      assert.equal(outcome.fate, flavor === JiraFlavor.cloud ? WriteOutcome.unknown : WriteOutcome.notDone);
      assert.ok(outcome.error instanceof UnreachableError);
      assert.equal(called('Lost').length, 0);
    });

    it('is not looked for when it was refused', async () => {
      await assert.rejects(make(''), InvalidRequestError);
    });
  });
}
