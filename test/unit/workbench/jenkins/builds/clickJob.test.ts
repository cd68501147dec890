import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { demoUsers } from '../../../../servers/jenkins/index.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

describe('a click on a job in the status bar', () => {
  const at = jenkinsWorkbench();
  const click = async (state: object) => {
    at.job('api', []);
    const target = { connection: { id: 'jenkins' }, job: 'api', ...state };
    const clicking = at.editor.execute('jenkinsJira.clickJob', target);
    const pick = await at.editor.dialogs.nextPick();
    const { labels } = pick;
    pick.hide();
    await clicking;
    return labels;
  };
  const permissions = () => at.jenkins.state.users.get(demoUsers.dev.id)?.permissions;
  const connect = (more: object) => {
    const auth = { kind: 'apiToken', user: demoUsers.dev.id };
    const connection = { id: 'jenkins', product: 'jenkins', name: 'Jenkins', url: at.jenkins.url, auth };
    at.editor.set('jenkinsJira.connections', [{ ...connection, ...more }]);
  };

  it('offers a start first, and for a build that runs its stop', async () => {
    assert.deepEqual(await click({ last: 3, isRed: true }), ['Start Build', 'Open Log', 'Explain Failure']);
    assert.deepEqual(await click({ last: 3, running: 3 }), ['Open Log', 'Stop Build']);
  });

  it('offers neither on a connection that is read only', async () => {
    connect({ readOnly: true });
    assert.deepEqual(await click({ last: 3, isRed: true }), ['Open Log', 'Explain Failure']);
    assert.deepEqual(await click({ last: 3, running: 3 }), ['Open Log']);
    connect({});
  });

  it('offers no start that Jenkins has refused', async () => {
    permissions()?.delete('hudson.model.Item.Build');
    at.job('api', []);
    await at.editor.execute('jenkinsJira.startBuild', { connection: { id: 'jenkins' }, job: 'api' });
    await until(() => /lacks the permission Job\/Build/.test(at.editor.messages.join('\n')));
    permissions()?.add('hudson.model.Item.Build');
    assert.deepEqual(await click({ last: 3 }), ['Open Log']);
  });
});
