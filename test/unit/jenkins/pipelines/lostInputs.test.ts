import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { WriteOutcome } from '../../../../src/http/index.ts';
import { InputAnsweredError } from '../../../../src/jenkins/errors.ts';
import { answerInput, InputAnswer, readPendingInputs } from '../../../../src/jenkins/pipelines/inputs.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { Build, BuildStep } from '../../../servers/jenkins/state/model.ts';
import { Fault } from '../../../servers/wire/faultInjector.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { gate } from '../../fixtures/jenkinsWorkbench.ts';
import { outcomeOf } from '../../fixtures/outcome.ts';
import { until } from '../../fixtures/until.ts';

const timing = { firstLookMs: 100, maxWaitMs: 100, looks: 1 };
const admin = { id: 'admin', name: 'Administrator', values: [] };
const one: BuildStep[] = [{ input: gate('One') }, { holds: true }];
const both: BuildStep[] = [{ input: gate('One'), goesOn: true }, { input: gate('Two') }];

describe('an answer to an input that is lost on its way', () => {
  const demo = demoJenkins({ relayed: true });
  /** Sends an answer that goes wrong. @param meanwhile happens after the server would have got it */
  const answer = async (build: Build, how: InputAnswer, fault: Fault, meanwhile: () => void = () => undefined) => {
    const { job, number } = { job: build.job.name, number: build.number };
    const input = (await readPendingInputs(demo.session, job, number)).find(({ id }) => id === 'One' || id === 'Last');
    assert.ok(input);
    const posts = () => demo.relay.requests.filter(({ method }) => method === 'POST').length;
    const before = posts();
    demo.relay.spoil(/^POST/, fault);
    const outcome = outcomeOf(answerInput(demo.session, { job, number, input }, how, undefined, { timing }));
    await until(() => posts() > before);
    meanwhile();
    return outcome.then(
      each => (each.fate === WriteOutcome.unknown ? `unknown: ${each.why}` : each.fate),
      (error: unknown) => (error instanceof InputAnsweredError ? `answered by ${error.user}` : Promise.reject(error)),
    );
  };
  const start = async (name: string, steps: BuildStep[]): Promise<Build> => {
    const { state } = demo.jenkins;
    const job = newJob('pipeline', name, state.root, { plan: () => ({ steps, result: 'SUCCESS' as const }) });
    state.startBuild(job);
    await until(() => (job.builds[0]?.inputs.length ?? 0) > 0);
    return job.builds[0] as Build;
  };
  const byAdmin = (build: Build, id = 'One', isApproval = true) => {
    const { runner } = demo.jenkins.state;
    const input = build.inputs.find(each => each.id === id);
    assert.ok(input);
    if (isApproval) runner.proceed(build, input, admin);
    else runner.reject(build, input, admin);
  };

  it('is done where the run names this user', async () => {
    assert.equal(await answer(await start('yes', one), InputAnswer.proceed, Fault.resetAfter), 'done');
    assert.equal(await answer(await start('no', one), InputAnswer.abort, Fault.gatewayTimeoutAfter), 'done');
  });

  it('is done where this user had answered before', async () => {
    const build = await start('twice', [{ input: gate('One') }, { input: gate('Last') }, { holds: true }]);
    assert.equal(await answer(build, InputAnswer.proceed, Fault.resetAfter), 'done');
    await until(() => build.inputs[0]?.id === 'Last');
    assert.equal(await answer(build, InputAnswer.proceed, Fault.resetAfter), 'done');
    assert.deepEqual(build.approvers, ['dev', 'dev']);
  });

  it('is not done where the run still waits', async () => {
    const build = await start('waits', one);
    assert.equal(await answer(build, InputAnswer.proceed, Fault.resetBefore), 'notDone');
    assert.equal(build.inputs.length, 1);
  });

  for (const how of Object.values(InputAnswer)) {
    it(`is not done where another answered: ${how}`, async () => {
      const approved = await start('approved', one);
      assert.equal(await answer(approved, how, Fault.resetBefore, () => byAdmin(approved)), 'answered by admin');
      const refused = await start('refused', one);
      const refuse = () => byAdmin(refused, 'One', false);
      assert.equal(await answer(refused, how, Fault.silenceBefore, refuse), 'answered by admin');
    });
  }

  it('is not known where the run does not tell', async () => {
    const unclear = 'unknown: changedOtherwise';
    const stopped = await start('stopped', one);
    const stop = () => demo.jenkins.state.runner.abort(stopped, 'admin');
    assert.equal(await answer(stopped, InputAnswer.proceed, Fault.resetBefore, stop), unclear);
    const two = await start('two', both);
    const other = () => byAdmin(two, 'Two');
    assert.equal(await answer(two, InputAnswer.proceed, Fault.resetAfter, other), unclear);
    // Jenkins tells of a refusal at the end of the run alone.
    const left = await start('left', both);
    assert.equal(await answer(left, InputAnswer.abort, Fault.resetAfter), unclear);
    const nobody = await start('nobody', one);
    demo.jenkins.answerOnce({ path: /whoAmI/ }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"anonymous":true,"name":"anonymous"}'),
    );
    assert.equal(await answer(nobody, InputAnswer.proceed, Fault.resetAfter), unclear);
  });
});
