import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { listBuilds, readBuild } from '../../../../src/jenkins/builds/builds.ts';
import { indexJobs } from '../../../../src/jenkins/jobs/jobIndex.ts';
import { readJob } from '../../../../src/jenkins/jobs/jobs.ts';
import { readLevel } from '../../../../src/jenkins/jobs/levels.ts';
import { answerInput, InputAnswer, readPendingInputs } from '../../../../src/jenkins/pipelines/inputs.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { BuildStep, PendingInput } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { until } from '../../fixtures/until.ts';

const left: PendingInput = { id: 'Left', message: 'Left?', proceedText: 'Proceed', parameters: [] };
const right: PendingInput = { ...left, id: 'Right', message: 'Right?', submitter: 'dev,ops' };

describe('a build that waits for input', () => {
  const demo = demoJenkins();
  const start = async (name: string, steps: BuildStep[]) => {
    const { state } = demo.jenkins;
    const job = newJob('pipeline', name, state.root, { plan: () => ({ steps, result: 'SUCCESS' as const }) });
    state.startBuild(job);
    await until(() => (job.builds[0]?.inputs.length ?? 0) > 0);
    return job;
  };
  const both: BuildStep[] = [{ input: left, goesOn: true }, { input: right }];
  const told = [
    { id: 'Left', message: 'Left?', submitter: undefined },
    { id: 'Right', message: 'Right?', submitter: 'dev,ops' },
  ];

  it('is told wherever builds are, in the requests that read them', async () => {
    await start('two', both);
    const { session } = demo;
    const level = await readLevel(session, { folder: '', view: [] });
    assert.deepEqual(level.jobs.find(({ fullName }) => fullName === 'two')?.lastBuild?.inputs, told);
    assert.deepEqual((await readJob(session, 'two')).lastBuild?.inputs, told);
    assert.deepEqual((await listBuilds(session, 'two', 5))[0]?.inputs, told);
    assert.deepEqual((await readBuild(session, 'two', 1))?.inputs, told);
    const index = await indexJobs(session, { detail: 'builds' });
    assert.deepEqual(index.find(({ fullName }) => fullName === 'two')?.lastBuild?.inputs, told);
  });

  it('waits for the other input once one is answered', async () => {
    const job = await start('two', both);
    const [first] = await readPendingInputs(demo.session, 'two', 1);
    assert.ok(first);
    await answerInput(demo.session, { job: 'two', number: 1, input: first }, InputAnswer.abort);
    const build = await readBuild(demo.session, 'two', 1);
    assert.deepEqual([build?.running, build?.inputs.map(({ id }) => id)], [true, ['Right']]);
    const [second] = await readPendingInputs(demo.session, 'two', 1);
    assert.ok(second);
    await answerInput(demo.session, { job: 'two', number: 1, input: second }, InputAnswer.proceed);
    await until(() => job.builds[0]?.building === false);
    assert.deepEqual((await readBuild(demo.session, 'two', 1))?.inputs, []);
  });

  it('is asked nothing of when it is over', async () => {
    const { state } = demo.jenkins;
    const job = await start('over', [{ input: left }]);
    const [build] = job.builds;
    assert.ok(build);
    state.runner.abort(build, 'admin');
    await listBuilds(demo.session, 'over', 5);
    await readLevel(demo.session, { folder: '', view: [] });
    for (const { path } of demo.jenkins.requests) {
      const tree = new URL(path, 'http://x').searchParams.get('tree') ?? '';
      // By its executor, which a finished build has no more.
      assert.doesNotMatch(tree.replaceAll('executor[currentExecutable[actions[waitingForInput', ''), /waitingForInput/);
    }
  });
});
