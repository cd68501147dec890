import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JiraFlavor, listComments, listHistory, listWorklogs, readIssueDetails } from '../../../../src/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`long lists of an issue, ${flavor}`, () => {
    // A server that gives fewer than it is asked for.
    const demo = demoJira({ flavor, pageCap: 40 });
    const issue = () => {
      const found = demo.jira.state.issue('PAY-431');
      assert.ok(found);
      return found;
    };
    const details = () => readIssueDetails(demo.session, 'PAY-431');

    it('are counted as they are, though Jira tells a part of them', async () => {
      issue().worklogs = Array.from({ length: 57 }, (_, at) => {
        return { id: `w${at}`, author: 'dana', timeSpent: `${at + 1}m`, started: at, comment: undefined };
      });
      const { worklogs, worklogCount } = await details();
      assert.deepEqual([worklogs.length, worklogCount], [20, 57]);
      const all = await listWorklogs(demo.session, 'PAY-431');
      assert.deepEqual(
        all.map(({ timeSpent }) => timeSpent),
        Array.from({ length: 57 }, (_, at) => `${at + 1}m`),
      );
    });

    it('has all changes, the newest first', async () => {
      const before = (issue().history ?? []).length;
      const at = Date.UTC(2027, 0, 1);
      const changes = Array.from({ length: 130 }, (_, n) => {
        return { author: 'fred', at: at + n * 60_000, field: 'labels', from: String(n), to: String(n + 1) };
      });
      issue().history = [...(issue().history ?? []), ...changes];
      const { history, historyCount } = await details();
      assert.equal(historyCount, before + 130);
      assert.equal(history.length, flavor === JiraFlavor.cloud ? 100 : historyCount);
      const all = flavor === JiraFlavor.cloud ? await listHistory(demo.session, 'PAY-431') : history;
      assert.equal(all.length, historyCount);
      assert.deepEqual(
        all.slice(0, 130).map(({ changes: [change] }) => change?.to),
        changes.map(({ to }) => to).toReversed(),
      );
    });

    it('has as many of the newest comments as are wanted, over pages', async () => {
      for (let n = 0; n < 130; n++) demo.jira.state.addComment('PAY-431', 'fred', `words ${n}`);
      const { comments, total } = await listComments(demo.session, 'PAY-431', 100);
      assert.ok(total >= 130);
      assert.equal(comments.length, 100);
      assert.deepEqual(
        [comments[0], comments[99]].map(each => each?.text),
        ['words 129', 'words 30'],
      );
      assert.equal((await listComments(demo.session, 'PAY-431', 10_000)).comments.length, total);
    });
  });
}
