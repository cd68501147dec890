import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { InvalidRequestError } from '../../../src/http/index.ts';
import { JiraFlavor } from '../../../src/jira/index.ts';
import { changeFields, ReportOutcome } from '../../../src/reporting/index.ts';
import { Fault } from '../../servers/wire/faultInjector.ts';
import { demoJira } from '../fixtures/demoJira.ts';

const key = 'PAY-436';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`a field that a report changes, ${flavor}`, () => {
    const demo = demoJira({ flavor, relayed: true });
    const issue = () => demo.jira.state.issue(key);

    it('is written once: a further report finds it as it is to be', async () => {
      const change = { fields: { priority: { id: '1' } }, update: { labels: [{ add: 'red' }] } };
      assert.equal((await changeFields(demo.session, key, change)).outcome, ReportOutcome.changed);
      assert.deepEqual([issue()?.priorityId, issue()?.labels.includes('red')], ['1', true]);
      demo.relay.spoil(/^PUT/, Fault.resetBefore);
      assert.equal((await changeFields(demo.session, key, change)).outcome, ReportOutcome.unchanged);
    });

    it('is written without mails where that is asked', async () => {
      const puts = () => demo.jira.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);
      await changeFields(demo.session, key, { fields: { priority: { id: '1' } } });
      await changeFields(demo.session, key, { fields: { priority: { id: '2' } } }, { isQuiet: true });
      assert.deepEqual(
        puts().map(path => new URL(path, 'http://jira').search),
        ['', '?notifyUsers=false'],
      );
    });

    it('is refused with Jira’s sentence, and stays', async () => {
      const before = issue()?.priorityId;
      const refused = changeFields(demo.session, key, { fields: { priority: { id: '99' } } });
      await assert.rejects(refused, (error: unknown) => {
        assert.ok(error instanceof InvalidRequestError);
        return 'priority' in error.fields;
      });
      assert.equal(issue()?.priorityId, before);
    });
  });
}
