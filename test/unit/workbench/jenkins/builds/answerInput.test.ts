import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { jenkinsTarget } from '../../../../cases/support/workbench.ts';
import { demoUsers } from '../../../../servers/jenkins/index.ts';
import { gate, jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

describe('an input that is answered', () => {
  const at = jenkinsWorkbench();

  for (const [name, user, words] of [
    ['mine', demoUsers.dev, /mine #1 continues\. The response was lost, but the server shows it\./],
    ['theirs', demoUsers.admin, /The input of theirs #1 was already answered by admin\./],
  ] as const) {
    it(`says what the run tells where the answer was lost: ${name}`, async () => {
      const job = at.job(name, [{ input: gate('Gate') }, { holds: true }]);
      await at.pause(job);
      at.jenkins.answerOnce({ method: 'POST', path: /input/ }, (_, res) => {
        const [build] = job.builds;
        const [input] = build?.inputs ?? [];
        if (build && input) at.jenkins.state.runner.proceed(build, input, { ...user, name: user.id, values: [] });
        res.destroy();
      });
      const answering = at.editor.execute('jenkinsJira.answerInput', { ...jenkinsTarget, job: name });
      await (await at.editor.dialogs.nextPick()).choose('Proceed');
      await answering;
      assert.match(at.editor.messages.join('\n'), words);
    });
  }

  it('is the one of a paused build where a newer one runs', async () => {
    const job = at.job('several', [{ input: gate('Gate') }]);
    await at.pause(job);
    Object.assign(job, { concurrent: true, plan: () => ({ steps: [{ holds: true }], result: 'SUCCESS' }) });
    at.jenkins.state.startBuild(job);
    await until(() => job.builds.length === 2);
    const answering = at.editor.execute('jenkinsJira.answerInput', { ...jenkinsTarget, job: 'several' });
    const pick = await at.editor.dialogs.nextPick();
    assert.equal(pick.title, 'Answer Input of several #1');
    await pick.choose('Abort');
    await answering;
    assert.equal(job.builds.at(-1)?.result, 'ABORTED');
  });
});
