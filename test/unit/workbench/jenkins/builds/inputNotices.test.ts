import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { Claims } from '../../../../../src/base/claims.ts';
import type { Build } from '../../../../../src/jenkins/index.ts';
import type { JenkinsConnection } from '../../../../../src/workbench/connections/settings/connection.ts';
import { jenkinsTarget } from '../../../../cases/support/workbench.ts';
import { gate, jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const moment = () => new Promise(done => setTimeout(done, 1500));

describe('a notification of an input', () => {
  const at = jenkinsWorkbench();
  const told = () => at.editor.messages.filter(text => text.includes('waiting for input'));

  it('comes once for each input of a build that was started here', async () => {
    const job = at.job('mine', [{ input: gate('One', 'Deploy\n to  production?') }, { input: gate('Two') }]);
    await at.editor.execute('jenkinsJira.startBuild', { ...jenkinsTarget, job: 'mine' });
    await until(() => told().length > 0);
    await moment();
    assert.deepEqual(told(), ['mine #1 is waiting for input: Deploy to production?']);
    const [build] = job.builds;
    const [input] = build?.inputs ?? [];
    assert.ok(build && input);
    at.jenkins.state.runner.proceed(build, input, { id: 'admin', name: 'admin', values: [] });
    await until(() => told().length > 1);
    assert.equal(told()[1], 'mine #1 is waiting for input: Two?');
  });

  it('leads to the question', async () => {
    const job = at.job('asked', [{ input: gate('Gate') }]);
    at.editor.press('Answer Input…');
    await at.editor.execute('jenkinsJira.startBuild', { ...jenkinsTarget, job: 'asked' });
    const pick = await at.editor.dialogs.nextPick();
    assert.equal(pick.title, 'Answer Input of asked #1');
    await pick.choose('Proceed');
    await until(() => job.builds[0]?.building === false);
    assert.deepEqual(job.builds[0]?.approvers, ['dev']);
  });

  it('does no harm when its input was answered meanwhile, though another waits', async () => {
    const job = at.job('late', [{ input: gate('One') }, { input: gate('Two') }]);
    await at.pause(job);
    const [build] = job.builds;
    const [input] = build?.inputs ?? [];
    assert.ok(build && input);
    at.jenkins.state.runner.proceed(build, input, { id: 'admin', name: 'admin', values: [] });
    await at.editor.execute('jenkinsJira.answerInput', { ...jenkinsTarget, job: 'late', number: 1, input: 'One' });
    assert.match(at.editor.messages.join('\n'), /late #1 is no longer waiting for this input: it was already answered/);
    assert.equal(at.editor.dialogs.count, 0);
    assert.deepEqual(
      build.inputs.map(({ id }) => id),
      ['Two'],
    );
  });

  it('does not come for an input that the person was shown', async () => {
    const job = at.job('seen', [{ input: gate('One') }, { input: gate('Two') }]);
    await at.pause(job);
    const target = { ...jenkinsTarget, job: 'seen' };
    const answering = at.editor.execute('jenkinsJira.answerInput', { ...target, number: 1 });
    const pick = await at.editor.dialogs.nextPick();
    await at.editor.execute('jenkinsJira.watchJob', target);
    await moment();
    assert.deepEqual(told(), []);
    await pick.choose('Proceed');
    await answering;
    await until(() => told().length > 0);
    assert.deepEqual(told(), ['seen #1 is waiting for input: Two?']);
    await at.editor.execute('jenkinsJira.stopWatching', target);
  });

  it('comes again neither after a reload nor in another window, but when a loop asks again', async () => {
    const { InputTeller } = await import('../../../../../src/workbench/jenkins/builds/inputTeller.ts');
    const folder = mkdtempSync(join(tmpdir(), 'jj-claims-'));
    const ref = { connection: { id: 'jenkins' } as JenkinsConnection, job: 'loop' };
    const build = (inputs: Build['inputs']) =>
      ({ number: 1, displayName: '#1', running: true, startedAt: 1, inputs }) as Build;
    const asking = build([{ id: 'Gate', message: 'Again?', submitter: undefined }]);
    try {
      const first = new InputTeller(new Claims(folder));
      await first.onBuild(ref, asking);
      await first.onBuild(ref, asking);
      const reloaded = new InputTeller(new Claims(folder));
      await reloaded.onBuild(ref, asking);
      assert.equal(told().length, 1);
      await reloaded.onBuild(ref, build([]));
      await reloaded.onBuild(ref, asking);
      await first.onBuild(ref, build([]));
      await first.onBuild(ref, asking);
      assert.equal(told().length, 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
