import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answerInput, InputAnswer, readPendingInputs } from '../../../../src/jenkins/pipelines/inputs.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { PendingInput } from '../../../servers/jenkins/state/model.ts';
import { until } from '../../fixtures/until.ts';
import { follow, type LogRig, quick, withLogRig } from './logRig.ts';

const first: PendingInput = { id: 'First', message: 'Go on?', proceedText: 'Proceed', parameters: [] };
const second: PendingInput = { ...first, id: 'Second', message: 'And now?' };

describe('the log of a build that waits for input', () => {
  const start = async ({ jenkins: { state } }: LogRig) => {
    const steps = [{ print: 'asking\n', input: first }, { print: 'again\n', input: second }, { print: 'done\n' }];
    const job = newJob('pipeline', 'gate', state.root, { plan: () => ({ steps, result: 'SUCCESS' }) });
    state.startBuild(job);
    await until(() => job.builds[0]?.inputs.length === 1);
  };
  const answer = async ({ session }: LogRig) => {
    const [input] = await readPendingInputs(session, 'gate', 1);
    assert.ok(input);
    await answerInput(session, { job: 'gate', number: 1, input }, InputAnswer.proceed);
  };

  it('says so, once for each silence, until it goes on', async () => {
    await withLogRig({}, async rig => {
      await start(rig);
      const { news, end } = follow(rig.session, 'gate', 1, { timing: { ...quick, silenceMs: 50 } });
      await until(() => news.length === 1);
      const looks = rig.jenkins.requests.filter(({ path }) => path.includes('api/json')).length;
      await new Promise(done => setTimeout(done, 300));
      assert.equal(rig.jenkins.requests.filter(({ path }) => path.includes('api/json')).length, looks);
      await answer(rig);
      await until(() => news.length === 3);
      await answer(rig);
      await end;
      const told = news.map(each => (each.kind === 'paused' ? each.inputs.map(({ message }) => message) : each.kind));
      assert.deepEqual(told, [['Go on?'], 'following', ['And now?'], 'following']);
    });
  });

  it('says nothing of a silent build that does not wait, nor where no person watches', async () => {
    await withLogRig({}, async rig => {
      const { state } = rig.jenkins;
      const job = newJob('pipeline', 'slow', state.root, {
        plan: () => ({ steps: [{ print: 'at work\n', takes: 4000 }], result: 'SUCCESS' }),
      });
      state.startBuild(job);
      await until(() => job.builds.length > 0);
      const { news, end } = follow(rig.session, 'slow', 1, { timing: { ...quick, silenceMs: 50 } });
      await end;
      assert.deepEqual(news, []);
      await start(rig);
      const abort = new AbortController();
      const timing = { ...quick, silenceMs: 0 };
      const unseen = follow(rig.session, 'gate', 1, { timing, isWatched: () => false, signal: abort.signal });
      await new Promise(done => setTimeout(done, 300));
      assert.deepEqual(unseen.news, []);
      abort.abort(new Error('enough'));
      await assert.rejects(unseen.end, /enough/);
    });
  });
});
