import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type IssueDetails, JiraFlavor, readIssueDetails } from '../../../../../src/jira/index.ts';
import { lengthenLists } from '../../../../../src/workbench/jira/issues/page/longLists.ts';
import { demoJira } from '../../../fixtures/demoJira.ts';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`long lists of an issue's page, ${flavor}`, () => {
    const demo = demoJira({ flavor });
    const reading = () => ({
      session: demo.session,
      signal: new AbortController().signal,
      background: { optional: (_: string, read: () => Promise<unknown>) => read() } as never,
    });
    const add = (count: number) => {
      for (let at = 0; at < count; at++) demo.jira.state.addComment('PAY-431', 'dana', 'More');
    };
    const newest = (count: number) =>
      demo.jira.state
        .commentsOf('PAY-431')
        .slice(-count)
        .map(({ id }) => id);
    const ids = ({ comments = [] }: Partial<IssueDetails>) => comments.map(({ id }) => id);

    it('go on where they end, also when comments were added meanwhile', async () => {
      add(500);
      const first = await readIssueDetails(demo.session, 'PAY-431');
      assert.deepEqual(ids(first), newest(100));
      add(3);
      const asked = demo.jira.requests.length;
      const more = await lengthenLists(reading(), first, { comments: 300 });
      const [request, ...others] = demo.jira.requests.slice(asked);
      assert.match(request?.path ?? '', /startAt=99&maxResults=201/);
      assert.deepEqual(others, []);
      assert.deepEqual(ids(more), newest(300).slice(0, -3));
      assert.deepEqual(await lengthenLists(reading(), first, { history: true }), {});
    });

    it('lose none where comments were deleted meanwhile', async () => {
      add(500);
      const first = await readIssueDetails(demo.session, 'PAY-431');
      const { comments } = demo.jira.state;
      comments.splice(
        comments.findIndex(({ id }) => id === newest(2)[0]),
        1,
      );
      const more = await lengthenLists(reading(), first, { comments: 300 });
      assert.deepEqual(ids(more), newest(300));
      assert.equal(more.issue?.commentCount, (first.issue.commentCount ?? 0) - 1);
    });
  });
}
