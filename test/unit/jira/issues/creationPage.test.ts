import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JiraFlavor } from '../../../../src/jira/index.ts';
import { creationPath } from '../../../../src/jira/issues/creationPage.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`Jira's own page for a new issue, ${flavor}`, () => {
    const demo = demoJira({ flavor });
    const place = { project: 'PAY', type: '10004' };
    const path = (values: readonly (readonly [string, string])[], parent?: string) =>
      creationPath(demo.session, { ...place, parent }, values);

    it('is found by the id of its project, with values as they are', async () => {
      const found = await path([
        ['summary', 'a & b = c#1'],
        ['labels', 'x'],
        ['labels', 'y'],
      ]);
      const { pathname, searchParams } = new URL(found, 'http://jira');
      assert.equal(pathname, '/secure/CreateIssueDetails!init.jspa');
      const all = { pid: '10000', issuetype: '10004', summary: 'a & b = c#1' };
      for (const [name, value] of Object.entries(all)) assert.equal(searchParams.get(name), value);
      assert.deepEqual(searchParams.getAll('labels'), ['x', 'y']);
    });

    it('is found for a sub-task, where Jira has such a page', async () => {
      const parent = demo.jira.state.issue('PAY-431')?.id;
      const own = `/secure/CreateSubTaskIssue.jspa?parentIssueId=${parent}&pid=10000&issuetype=10004&summary=x`;
      assert.equal(await path([['summary', 'x']], 'PAY-431'), flavor === JiraFlavor.cloud ? '/browse/PAY-431' : own);
    });

    it('has an address that is not too long: texts are cut, between characters', async () => {
      for (const text of ['é\n'.repeat(3000), '😀'.repeat(3000)]) {
        const found = await path([
          ['summary', 'x'],
          ['description', text],
          ['environment', 'y'.repeat(5000)],
        ]);
        const { searchParams } = new URL(found, 'http://jira');
        const description = searchParams.get('description') ?? '';
        assert.ok(found.length < 4100 && description.length > 200, `${found.length}, ${description.length}`);
        assert.ok(text.startsWith(description.slice(0, -1)) && description.endsWith('…'), description.slice(-5));
      }
    });
  });
}
