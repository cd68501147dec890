import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { InvalidRequestError } from '../../../src/http/index.ts';
import { JiraFlavor } from '../../../src/jira/index.ts';
import { ReportOutcome, takeStep } from '../../../src/reporting/index.ts';
import { Fault } from '../../servers/wire/faultInjector.ts';
import { demoJira } from '../fixtures/demoJira.ts';

const key = 'PAY-436';
const timing = { firstLookMs: 5, maxWaitMs: 20, looks: 3 };
const done = { id: '41', to: 'Done', fields: { resolution: { name: 'Done' } } };

for (const flavor of Object.values(JiraFlavor)) {
  describe(`a transition that a report takes, ${flavor}`, () => {
    const demo = demoJira({ flavor, relayed: true });
    const take = (step: Parameters<typeof takeStep>[2]) => takeStep(demo.session, key, step, { timing });
    const issue = () => demo.jira.state.issue(key);

    it('is taken once: a further report finds the status as it is to be', async () => {
      assert.equal((await take(done)).outcome, ReportOutcome.changed);
      assert.ok(issue()?.resolutionId);
      demo.relay.spoil(/^POST/, Fault.resetBefore);
      assert.equal((await take(done)).outcome, ReportOutcome.unchanged);
    });

    it('is found again where the answer was lost', async () => {
      demo.relay.spoil(/^POST/, Fault.resetAfter);
      assert.equal((await take(done)).traced, true);
    });

    it('is refused with Jira’s sentence where a field is missing, and the status stays', async () => {
      const before = issue()?.statusId;
      await assert.rejects(take({ ...done, fields: {} }), (error: unknown) => {
        assert.ok(error instanceof InvalidRequestError);
        return 'resolution' in error.fields;
      });
      assert.equal(issue()?.statusId, before);
    });
  });
}
