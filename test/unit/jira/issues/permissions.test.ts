import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NotFoundError } from '../../../../src/http/index.ts';
import { JiraFlavor } from '../../../../src/jira/index.ts';
import { readLackedPermissions } from '../../../../src/jira/issues/permissions.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`the permissions at an issue, ${flavor}`, () => {
    const demo = demoJira({ flavor });

    it('are lacking where Jira denies them', async () => {
      const fred = demo.jira.state.users.find(({ name }) => name === 'fred');
      assert.ok(fred);
      const ofOthers = ['DELETE_ALL_COMMENTS', 'DELETE_ALL_WORKLOGS', 'EDIT_ALL_COMMENTS', 'EDIT_ALL_WORKLOGS'];
      assert.deepEqual(await readLackedPermissions(demo.session, 'PAY-431'), new Set(ofOthers));
      const denied = ['ASSIGN_ISSUES', 'CREATE_ATTACHMENTS', 'EDIT_OWN_COMMENTS', 'EDIT_ISSUES', 'TRANSITION_ISSUES'];
      fred.permissions = fred.permissions.filter(name => !denied.includes(name));
      assert.deepEqual(
        [...(await readLackedPermissions(demo.session, 'PAY-431'))].sort(),
        [...ofOthers, ...denied].sort(),
      );
    });

    it('are not told of an issue that is not there', async () => {
      await assert.rejects(readLackedPermissions(demo.session, 'PAY-9999'), NotFoundError);
    });
  });
}
