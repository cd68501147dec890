import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { jenkinsTarget } from '../../../../cases/support/workbench.ts';
import { demoUsers } from '../../../../servers/jenkins/index.ts';
import type { PendingInput } from '../../../../servers/jenkins/state/model.ts';
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

  it('says of a password that it is empty, as it is sent', async () => {
    const input: PendingInput = { ...gate('Gate'), parameters: [{ kind: 'password', name: 'SECRET' }] };
    const job = at.job('secret', [{ input }]);
    await at.pause(job);
    const answering = at.editor.execute('jenkinsJira.answerInput', { ...jenkinsTarget, job: 'secret' });
    const form = await at.editor.dialogs.nextPick();
    const described = form.items.map(item => [item.label, 'description' in item ? item.description : undefined]);
    assert.deepEqual(described.slice(0, 2), [
      ['Proceed', 'empty: SECRET'],
      ['Abort', undefined],
    ]);
    assert.deepEqual(described.at(-1), ['SECRET', '(empty)']);
    await form.choose('Proceed');
    await answering;
    const posted = at.jenkins.requests.find(({ path }) => path.includes('/secret/1/input/Gate/proceed'));
    assert.match(new URLSearchParams(posted?.body).get('json') ?? '', /"name":"SECRET","value":""/);
  });

  it('with a file leads to Jenkins before anything is typed, and can be aborted', async () => {
    const parameters: PendingInput['parameters'] = [
      { kind: 'string', name: 'VERSION' },
      { kind: 'file', name: 'KEYS' },
    ];
    const job = at.job('upload', [{ input: { ...gate('Gate'), parameters } }]);
    await at.pause(job);
    const answer = async (label: string) => {
      const answering = at.editor.execute('jenkinsJira.answerInput', { ...jenkinsTarget, job: 'upload' });
      const pick = await at.editor.dialogs.nextPick();
      assert.match(JSON.stringify(pick.items), /requires the file KEYS, which can only be uploaded in Jenkins/);
      await pick.choose(label);
      await answering;
    };
    await answer('Open in Browser');
    assert.deepEqual(at.editor.browsed.splice(0), [`${at.jenkins.url}/job/upload/1/input/`]);
    await answer('Abort');
    assert.equal(job.builds[0]?.result, 'ABORTED');
  });

  it('goes on for a protected job after its name was typed, and aborts without', async () => {
    at.editor.set('jenkinsJira.protectedJobs', ['guarded']);
    const job = at.job('guarded', [{ input: gate('Gate') }]);
    const answer = async (label: string) => {
      const answering = at.editor.execute('jenkinsJira.answerInput', { ...jenkinsTarget, job: 'guarded' });
      await (await at.editor.dialogs.nextPick()).choose(label);
      return { answering };
    };
    await at.pause(job);
    const left = await answer('Proceed');
    (await at.editor.dialogs.nextBox()).hide();
    await left.answering;
    assert.ok(!at.jenkins.requests.some(({ path }) => path.includes('/guarded/1/input/')));
    await (await answer('Abort')).answering;
    assert.equal(job.builds[0]?.result, 'ABORTED');
    await at.pause(job);
    const answered = await answer('Proceed');
    const box = await at.editor.dialogs.nextBox();
    assert.equal(box.title, 'Answer Input of guarded #2 on Jenkins');
    box.enter('guarded');
    await answered.answering;
    await until(() => job.builds[0]?.result === 'SUCCESS');
  });
});
