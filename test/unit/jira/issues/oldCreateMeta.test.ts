import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NotFoundError } from '../../../../src/http/index.ts';
import { JiraFlavor, listIssueTypes, readCreateFields } from '../../../../src/jira/index.ts';
import type { Answer } from '../../../cases/support/server.ts';
import { json, withOddJira } from '../../fixtures/oddJira.ts';

const gone = json({ errorMessages: ['Issue Does Not Exist'], errors: {} }, 404);

// The answer of 7.x and 8.0 to 8.3: https://docs.atlassian.com/software/jira/docs/api/REST/8.3.0/
const summary = { required: true, name: 'Summary', schema: { type: 'string', system: 'summary' }, operations: ['set'] };
const bug = { id: '1', name: 'Bug', subtask: false, expand: 'fields', fields: { summary } };
const old = { expand: 'projects', projects: [{ id: '10000', key: 'PAY', name: 'Payments', issuetypes: [bug] }] };

describe('what a new issue needs, of a Server before 8.4', () => {
  const answer: Answer = ({ url }) => (url.includes('createmeta?') ? json(old) : gone);

  it('is read at its one address', async () => {
    const asked = await withOddJira(JiraFlavor.dataCenter, answer, async session => {
      assert.deepEqual(await listIssueTypes(session, 'PAY'), [{ id: '1', name: 'Bug', subtask: false }]);
      const [field] = await readCreateFields(session, 'PAY', '1');
      assert.deepEqual([field?.id, field?.required], ['summary', true]);
    });
    assert.ok(asked.includes('/rest/api/2/issue/createmeta?projectKeys=PAY&expand=projects.issuetypes.fields'));
  });

  it('is missing where the project, or the type, is', async () => {
    await withOddJira(JiraFlavor.dataCenter, answer, async session => {
      await assert.rejects(readCreateFields(session, 'PAY', '9'), NotFoundError);
    });
    await withOddJira(
      JiraFlavor.dataCenter,
      ({ url }) => (url.includes('createmeta?') ? json({ projects: [] }) : gone),
      async session => {
        await assert.rejects(listIssueTypes(session, 'NO'), NotFoundError);
      },
    );
  });

  it('is not asked for where newer ones, or Cloud, do not know the project', async () => {
    await withOddJira(
      JiraFlavor.dataCenter,
      () => gone,
      async session => {
        await assert.rejects(listIssueTypes(session, 'NO'), NotFoundError);
      },
    );
    const asked = await withOddJira(
      JiraFlavor.cloud,
      () => gone,
      async session => {
        await assert.rejects(listIssueTypes(session, 'NO'), NotFoundError);
      },
    );
    assert.ok(asked.every(path => !path.includes('createmeta?')));
  });
});
