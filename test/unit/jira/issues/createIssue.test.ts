import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  ForbiddenError,
  InvalidRequestError,
  type TraceTiming,
  UnknownReason,
  UnreachableError,
  WriteOutcome,
} from '../../../../src/http/index.ts';
import { createIssue, JiraFlavor } from '../../../../src/jira/index.ts';
import { Fault } from '../../../servers/wire/faultInjector.ts';
import { demoJira } from '../../fixtures/demoJira.ts';
import { outcomeOf } from '../../fixtures/outcome.ts';

const timing: TraceTiming = { firstLookMs: 10, maxWaitMs: 40, looks: 3 };

for (const flavor of Object.values(JiraFlavor)) {
  describe(`a new issue whose answer is lost, ${flavor}`, () => {
    const demo = demoJira({ flavor, relayed: true });

    const make = (summary: string) =>
      createIssue(demo.session, { project: { key: 'PAY' }, issuetype: { id: '10004' }, summary }, { timing });
    const called = (summary: string) => demo.jira.state.issues.filter(issue => issue.summary === summary);

    for (const fault of [Fault.resetAfter, Fault.truncatedBody, Fault.silenceAfter]) {
      it(`is found when it was made: ${fault}`, async () => {
        await make('The same');
        demo.relay.schedule([Fault.none, fault]);
        const outcome = await outcomeOf(make('The same'));
        assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, outcome.fate);
        assert.equal(called('The same').length, 2);
        assert.equal(outcome.key, called('The same').at(-1)?.key);
      });
    }

    it('is not told as not done where the search lags behind', async () => {
      demo.relay.schedule([Fault.none, Fault.resetBefore]);
      const outcome = await outcomeOf(make('Lost'));
      const lagging = flavor === JiraFlavor.cloud;
      assert.ok(outcome.fate !== WriteOutcome.done && outcome.cause instanceof UnreachableError);
      assert.equal(outcome.fate, lagging ? WriteOutcome.unknown : WriteOutcome.notDone);
      assert.equal(called('Lost').length, 0);
    });

    it('is made although nobody may search, and told as unknown where its answer is then lost', async () => {
      const refuseSearch = () =>
        demo.jira.answerOnce({ path: /\/search/ }, (_, res) =>
          res.writeHead(403, { 'content-type': 'application/json' }).end('{"errorMessages":["no search"],"errors":{}}'),
        );
      refuseSearch();
      assert.equal((await make('Unseen')).traced, false);
      assert.equal(called('Unseen').length, 1);
      refuseSearch();
      demo.relay.spoil(/^POST (?!.*search)/, Fault.resetAfter);
      const outcome = await outcomeOf(make('Unseen'));
      assert.ok(outcome.fate === WriteOutcome.unknown && outcome.why === UnknownReason.cannotLook);
      assert.ok(outcome.lookError instanceof ForbiddenError);
      assert.equal(called('Unseen').length, 2);
    });

    it('is found where the answer says that it was made, but not which', async () => {
      demo.relay.spoil(/^POST (?!.*search)/, Fault.truncatedBody);
      const outcome = await make('Which');
      assert.equal(outcome.key, called('Which').at(-1)?.key);
      assert.equal(called('Which').length, 1);
    });

    it('is not looked for when it was refused', async () => {
      await assert.rejects(make(''), InvalidRequestError);
    });
  });
}
