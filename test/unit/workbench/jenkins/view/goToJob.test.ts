import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { json } from '../../../../cases/support/server.ts';
import { withJenkinsWorkbench } from '../../../../cases/support/workbench.ts';

/** In the order in which Jenkins tells them, which is no order of use to the person. */
const names = ['a-deploy-to-nowhere', 'deep-loyalty', 'nightly-deploy', 'zz-deploy-of-much-longer-name', 'deploy'];
const jobs = names.map(name => ({ _class: 'hudson.model.FreeStyleProject', name, fullName: name, color: 'blue' }));

describe('Go to Job', () => {
  it('shows the best hit first', () =>
    withJenkinsWorkbench(
      () => json({ jobs }, 200, { 'x-jenkins': '2.452' }),
      async ({ editor }) => {
        void editor.execute('jenkinsJira.goToJob');
        const pick = await editor.dialogs.nextPick();
        const isRead = () => pick.labels.includes('deep-loyalty');
        for (let round = 0; round < 1000 && !isRead(); round++) await new Promise(done => setTimeout(done, 5));
        pick.value = 'deploy';
        pick.valueChanged.fire('deploy');
        assert.deepEqual(pick.labels, [
          'deploy',
          'nightly-deploy',
          'a-deploy-to-nowhere',
          'zz-deploy-of-much-longer-name',
          'deep-loyalty',
        ]);
      },
    ));
});
