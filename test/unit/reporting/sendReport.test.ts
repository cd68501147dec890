import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JiraFlavor } from '../../../src/jira/index.ts';
import { ReportOutcome, reportAddress, sendReport } from '../../../src/reporting/index.ts';
import { demoJira } from '../fixtures/demoJira.ts';
import { commentFor } from '../jira/comments/body.ts';

const address = 'https://ci.example.com/job/payments/job/main/51/';
const startedAt = Date.now() - 3_600_000;
const key = 'PAY-436';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`a report on an issue, ${flavor}`, () => {
    const demo = demoJira({ flavor });
    const send = (words: string, of = address) =>
      sendReport(demo.session, key, { address: of, startedAt, ...commentFor(flavor, `[main #51](${of}) ${words}`) });
    const comments = () => demo.jira.state.commentsOf(key);

    it('is one comment, which a further report of the build changes', async () => {
      const before = comments().length;
      assert.equal((await send('failed')).outcome, ReportOutcome.added);
      assert.equal((await send('passed')).outcome, ReportOutcome.changed);
      assert.equal(comments().length, before + 1);
      assert.match(JSON.stringify(comments().at(-1)?.body), /passed/);
      assert.equal((await send('passed')).outcome, ReportOutcome.unchanged);
    });

    it('is changed where only the target of a link or a format is another', async () => {
      await send('failed: [log](https://old.example.com/)');
      const other = 'failed: [log](https://new.example.com/)';
      assert.equal((await send(other)).outcome, ReportOutcome.changed);
      assert.match(JSON.stringify(comments().at(-1)?.body), /new\.example/);
      assert.equal((await send(other)).outcome, ReportOutcome.unchanged);
      assert.equal((await send(`**${other}**`)).outcome, ReportOutcome.changed);
      assert.equal((await send(`**${other}**`)).outcome, ReportOutcome.unchanged);
    });

    it('is unchanged where Jira has given its parts ids, and joined or split its texts', async () => {
      await send('failed');
      const posted = comments().at(-1);
      assert.ok(posted);
      if (flavor === JiraFlavor.cloud)
        posted.body = JSON.parse(JSON.stringify(posted.body), (_, value) =>
          value?.type === 'paragraph' ? { ...value, attrs: { localId: 'a1' } } : value,
        );
      assert.equal((await send('failed')).outcome, ReportOutcome.unchanged);
    });

    it('is another one for another build, be its address the beginning of this one’s', async () => {
      await send('failed');
      const [, other] = [await send('failed'), await send('failed', address.replace('51', '5'))];
      assert.equal(other.outcome, ReportOutcome.added);
    });

    it('is found behind a hundred newer comments', async () => {
      const { comment } = await send('failed');
      for (let i = 0; i < 120; i++) demo.jira.state.addComment(key, 'dana', `more ${i}`);
      const again = await send('passed');
      assert.deepEqual([again.outcome, again.comment.id], [ReportOutcome.changed, comment.id]);
    });

    it('keeps the audience of the comment that it changes', async () => {
      await send('failed');
      const posted = comments().at(-1);
      assert.ok(posted);
      posted.visibility = { type: 'role', value: 'Developers' };
      await send('passed');
      assert.deepEqual(comments().at(-1)?.visibility, { type: 'role', value: 'Developers' });
    });

    it('is found again where the name of its job has signs of Markdown and of wiki markup', async () => {
      const odd = reportAddress("https://ci.example.com/job/a)b^c_d[e]{f}*g*'h|i/51/");
      assert.equal((await send('failed', odd)).outcome, ReportOutcome.added);
      assert.equal((await send('passed', odd)).outcome, ReportOutcome.changed);
    });

    it('touches no comment of somebody else, nor one of the person that only mentions the build', async () => {
      demo.jira.state.addComment(key, 'dana', `see ${address}`);
      demo.jira.state.addComment(key, 'fred', `It is red again:\nsee ${address}`);
      demo.jira.state.addComment(key, 'fred', `${address} is red again, as the disk is full`);
      demo.jira.state.addComment(key, 'fred', `[${address}] is red again`);
      assert.equal((await send('failed')).outcome, ReportOutcome.added);
    });
  });
}
