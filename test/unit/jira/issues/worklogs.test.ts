import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JiraFlavor, logWork } from '../../../../src/jira/index.ts';
import { Fault } from '../../../servers/wire/faultInjector.ts';
import { demoJira } from '../../fixtures/demoJira.ts';
import { outcomeOf } from '../../fixtures/outcome.ts';

const timing = { firstLookMs: 5, maxWaitMs: 20, looks: 3 };

for (const flavor of Object.values(JiraFlavor)) {
  describe(`work whose answer is lost, ${flavor}`, () => {
    const demo = demoJira({ flavor, relayed: true, pageCap: 3 });
    const startedAt = Date.UTC(2027, 0, 9, 4, 5);
    const log = (timeSpent: string) => logWork(demo.session, 'PAY-431', { timeSpent, startedAt }, { timing });
    const worklogs = () => demo.jira.state.issue('PAY-431')?.worklogs ?? [];

    for (const timeSpent of ['90m', '1h 30m', '1d 2h', '1w', '2h 1d', '1.5h']) {
      it(`is found by its beginning and its time, also where Jira decides how long a day is: ${timeSpent}`, async () => {
        demo.relay.spoil(/^POST/, Fault.resetAfter);
        const outcome = await outcomeOf(log(timeSpent));
        assert.ok(outcome.fate === 'done' && outcome.traced, outcome.fate);
        assert.equal(worklogs().at(-1)?.id, outcome.id);
      });
    }

    it('is not taken for other work of the same beginning, before or of others, on any page', async () => {
      for (let count = 0; count < 7; count++) await log('2h');
      demo.relay.spoil(/^POST/, Fault.resetBefore);
      const lost = outcomeOf(log('2h'));
      const issue = demo.jira.state.issue('PAY-431');
      const of = (author: string, more: object) => ({ ...worklogs()[0], id: `9${author}`, author, ...more });
      await new Promise(done => setTimeout(done, 3));
      issue?.worklogs?.push(of('dana', { timeSpent: '2h', started: startedAt }) as never);
      issue?.worklogs?.push(of('fred', { timeSpent: '3h', started: startedAt }) as never);
      issue?.worklogs?.push(of('fred', { id: '99', timeSpent: '2h', started: startedAt + 60_000 }) as never);
      assert.equal((await lost).fate, 'notDone');
    });
  });
}
