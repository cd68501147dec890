import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JiraFlavor, listSprints, moveToSprint } from '../../../../src/jira/index.ts';
import { sprintFieldId } from '../../../servers/jira/customFields.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`sprints of ${flavor}`, () => {
    const demo = demoJira({ flavor });
    const names = async () => (await listSprints(demo.session, 'PAY')).map(({ name }) => name);
    const answer = (path: RegExp, body: object, status = 200) =>
      demo.jira.answerOnce({ path }, (_, res) =>
        res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      );

    it('are those of all boards, each once; boards without sprints, or hidden ones, have none', async () => {
      const { boards } = demo.jira.state;
      boards.push({ id: 4, name: 'Kanban', type: 'kanban' }, { id: 5, name: 'Team', type: 'simple' });
      for (let id = 10; id < 70; id++) boards.push({ id, name: `Board ${id}`, type: 'simple', project: 'PAY' });
      boards.push({ id: 99, name: 'Other', type: 'scrum', project: 'OPS' });
      answer(/board\/5\/sprint/, { errorMessages: ['hidden'] }, 403);
      answer(/board\/10\/sprint/, { values: [{ id: 12, name: 'Last board', state: 'future' }, { name: 'no id' }] });
      assert.deepEqual(await names(), ['Sprint 7', 'Sprint 8', 'Last board']);
      const asked = demo.jira.requests.map(({ path }) => path.replace('/rest/agile/1.0/', ''));
      assert.equal(asked.filter(path => path.startsWith('board?')).length, 2, 'two pages of boards');
      assert.ok(!asked.some(path => /board\/(4|99)\//.test(path)), 'neither of kanban nor of another project');
    });

    it('are those of all pages', async () => {
      const page = (first: number, isLast: boolean) => {
        const values = Array.from({ length: 50 }, (_, at) => ({ id: first + at, name: `Sprint ${first + at}` }));
        answer(/board\/3\/sprint\?.*startAt=/, { maxResults: 50, isLast, values });
      };
      page(100, false);
      page(150, true);
      assert.equal((await names()).length, 100);
      assert.deepEqual((await names()).length, 2);
    });

    it('get several issues by one request, and the backlog gets them back', async () => {
      const keys = ['PAY-431', 'PAY-440'];
      const sprintsNow = () => keys.map(key => demo.jira.state.issue(key)?.custom?.[sprintFieldId]);
      await moveToSprint(demo.session, keys, '8');
      assert.match(JSON.stringify(sprintsNow()), /^\[\[\{"id":8,.*\],\[\{"id":8,.*\]\]$/);
      await moveToSprint(demo.session, keys, undefined);
      assert.deepEqual(sprintsNow(), [null, null]);
      assert.equal(demo.jira.requests.length, 2);
    });
  });
}
