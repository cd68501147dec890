import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NotFoundError } from '../../../src/http/index.ts';
import { JiraFlavor } from '../../../src/jira/index.ts';
import { linkBuild, ReportOutcome } from '../../../src/reporting/index.ts';
import { Fault } from '../../servers/wire/faultInjector.ts';
import { demoJira } from '../fixtures/demoJira.ts';

const address = 'https://ci.example.com/job/payments/job/main/51/?a=b&c#d';
const key = 'PAY-436';
const timing = { firstLookMs: 5, maxWaitMs: 20, looks: 3 };

for (const flavor of Object.values(JiraFlavor)) {
  describe(`a link of an issue to a build, ${flavor}`, () => {
    const demo = demoJira({ flavor, relayed: true });
    const link = (summary: string, of = address) =>
      linkBuild(demo.session, key, { address: of, title: 'main #51', summary }, { timing });
    const links = () => demo.jira.state.issue(key)?.remoteLinks ?? [];

    it('is one, which a further report of the build changes', async () => {
      assert.equal((await link('failed')).outcome, ReportOutcome.added);
      assert.equal((await link('passed')).outcome, ReportOutcome.changed);
      assert.equal((await link('passed')).outcome, ReportOutcome.unchanged);
      const [only, ...others] = links();
      assert.deepEqual(others, []);
      assert.deepEqual(only?.object, { url: address, title: 'main #51', summary: 'passed' });
      assert.deepEqual([only?.globalId, only?.application], [address, { name: 'Jenkins' }]);
    });

    it('is written where an address is longer than an identity may be, each of its own', async () => {
      const long = `https://ci.example.com/${'job/folder/'.repeat(30)}`;
      for (const number of [1, 2, 1]) await link('failed', `${long}${number}/`);
      assert.deepEqual(
        links().map(({ object }) => object['url']),
        [`${long}1/`, `${long}2/`],
      );
    });

    it('is found again where the answer was lost', async () => {
      demo.relay.spoil(/^POST/, Fault.resetAfter);
      assert.equal((await link('failed')).traced, true);
      assert.equal(links().length, 1);
    });

    it('is refused of an issue that is not there', async () => {
      await assert.rejects(
        linkBuild(demo.session, 'PAY-99999', { address, title: 'main #51', summary: '' }),
        NotFoundError,
      );
    });
  });
}
