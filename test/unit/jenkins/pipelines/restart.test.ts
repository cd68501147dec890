import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { InvalidRequestError, UnknownReason, WriteOutcome } from '../../../../src/http/index.ts';
import { readBuildFacts } from '../../../../src/jenkins/builds/buildFacts.ts';
import { ReplayUnavailableError } from '../../../../src/jenkins/errors.ts';
import { restartFromStage } from '../../../../src/jenkins/pipelines/restart.ts';
import { readRunFacts } from '../../../../src/jenkins/pipelines/runFacts.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import type { Cause } from '../../../servers/jenkins/state/model.ts';
import { Fault } from '../../../servers/wire/faultInjector.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { outcomeOf } from '../../fixtures/outcome.ts';
import { runsOf } from './againRuns.ts';

const timing = { firstLookMs: 5, maxWaitMs: 50, looks: 4 };
const declarative = { restartableStages: ['Build', 'With post & 50 %'], isDeclarative: true } as const;

describe('the ways in which a run can be started again', () => {
  const demo = demoJenkins();

  it('are told in one request', async () => {
    const parameters = [
      { kind: 'string', name: 'V', value: '1' },
      { kind: 'password', name: 'P', value: 'x' },
    ] as const;
    const { run } = runsOf(demo.jenkins, { parameters: [...parameters] }, declarative);
    assert.deepEqual(await readRunFacts(demo.session, run), {
      ...{ isPipeline: true, running: false, passwords: ['P'] },
      ...{ stages: ['Build', 'With post & 50 %'], mayRestart: true },
    });
    assert.equal(demo.jenkins.requests.length, 1);
    const { restartable } = await readBuildFacts(demo.session, run.job, run.number);
    assert.deepEqual(restartable, ['Build', 'With post & 50 %']);
  });

  it('are none for a build of another kind', async () => {
    const facts = { isPipeline: false, running: false, passwords: [], stages: [], mayRestart: false };
    assert.deepEqual(await readRunFacts(demo.session, { job: 'hello', number: 1 }), facts);
  });

  it('are none from a stage of a scripted Pipeline, nor while it runs', async () => {
    const { run } = runsOf(demo.jenkins);
    const scripted = await readRunFacts(demo.session, run);
    assert.deepEqual([scripted.stages, scripted.mayRestart], [[], false]);
    const { job } = runsOf(
      demo.jenkins,
      {},
      { ...declarative, plan: () => ({ steps: [{ holds: true }], result: 'SUCCESS' }) },
    );
    demo.jenkins.state.startBuild(job, { delay: 0 });
    const running = await readRunFacts(demo.session, { ...run, number: 2 });
    assert.deepEqual([running.running, running.mayRestart], [true, false]);
    assert.deepEqual((await readBuildFacts(demo.session, run.job, 2)).restartable, []);
  });
});

describe('a restart from a stage', () => {
  const demo = demoJenkins({ relayed: true });
  const posts = () => demo.jenkins.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);

  it('needs Job/Build alone, and is found by its cause', async () => {
    const { run, job, grant } = runsOf(demo.jenkins, {}, declarative);
    grant('hudson.model.Item.Build');
    const viewer = demo.sessionOf(demoUsers.viewer);
    const started = await restartFromStage(viewer, run, 'With post & 50 %', { timing });
    assert.deepEqual([started.id, started.buildNumber, started.traced], [job.builds[0]?.queueId, 2, false]);
    assert.deepEqual(posts(), ['/job/lab/job/again/1/restart/restartPipeline?stageName=With%20post%20%26%2050%20%25']);
    const restart: Cause = { kind: 'restart', number: 1, stage: 'With post & 50 %' };
    assert.deepEqual(job.builds[0]?.causes[1], restart);
  });

  it('is found among many runs, whose numbers Jenkins may group', async () => {
    const { job, past } = runsOf(demo.jenkins, {}, declarative);
    job.nextBuildNumber = 1234;
    past();
    demo.jenkins.answerOnce({ path: /builds%5B|builds\[/ }, (_, res) => {
      const causes = [
        { _class: 'hudson.model.Cause$UserIdCause', userId: 'dev' },
        {
          _class: 'org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause',
          shortDescription: 'Neustart von Build #1.234, Stage 5',
        },
      ];
      const builds = [{ number: 1235, queueId: 77, actions: [{ causes }] }];
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ builds }));
    });
    const started = await restartFromStage(demo.session, { job: 'lab/again', number: 1234 }, 'Build', { timing });
    assert.deepEqual([started.id, started.buildNumber], [77, 1235]);
  });

  it('is refused in Jenkins’ words, although the answer is a success', async () => {
    const { run, job } = runsOf(demo.jenkins, {}, declarative);
    const refusal = await restartFromStage(demo.session, run, 'Inner', { timing }).catch((error: unknown) => error);
    assert.ok(refusal instanceof InvalidRequestError, String(refusal));
    assert.equal(
      refusal.reason,
      'Stage Inner is not present in the top-level stages for lab » again #1, so cannot be restarted.',
    );
    assert.equal(job.builds.length, 1);
  });

  it('is not there for a scripted run, one that runs, one that is gone, nor without Job/Build', async () => {
    const { run } = runsOf(demo.jenkins);
    const restart = (session = demo.session, number = 1) =>
      restartFromStage(session, { ...run, number }, 'Build', { timing });
    await assert.rejects(restart(), ReplayUnavailableError);
    await assert.rejects(restart(demo.session, 99), ReplayUnavailableError);
    const { job } = runsOf(
      demo.jenkins,
      {},
      { ...declarative, plan: () => ({ steps: [{ holds: true }], result: 'SUCCESS' }) },
    );
    demo.jenkins.state.startBuild(job, { delay: 0 });
    await assert.rejects(restart(demo.session, 2), ReplayUnavailableError);
    await assert.rejects(restart(demo.sessionOf(demoUsers.viewer)), ReplayUnavailableError);
  });

  it('with a password parameter is judged by its answer', async () => {
    const { run } = runsOf(demo.jenkins, { parameters: [{ kind: 'password', name: 'P', value: 'x' }] }, declarative);
    assert.ok(await restartFromStage(demo.session, run, 'Build', { timing }));
    demo.jenkins.answerOnce({ method: 'POST', path: /restart/ }, (_, res) =>
      res.writeHead(400, { 'x-error': 'No passwords', 'content-type': 'text/html' }).end(),
    );
    const refusal = await restartFromStage(demo.session, run, 'Build', { timing }).catch((error: unknown) => error);
    assert.ok(refusal instanceof InvalidRequestError && refusal.reason === 'No passwords', String(refusal));
  });

  it('is sent once where its answer is lost, and found', async () => {
    const { run, job } = runsOf(demo.jenkins, {}, declarative);
    demo.relay.spoil(/^POST/, Fault.resetAfter);
    const outcome = await outcomeOf(restartFromStage(demo.session, run, 'Build', { timing }));
    assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, outcome.fate);
    assert.deepEqual([outcome.id, job.builds.length, posts().length], [job.builds[0]?.queueId, 2, 1]);
    demo.relay.spoil(/^POST/, Fault.resetBefore);
    const none = await outcomeOf(restartFromStage(demo.session, run, 'Build', { timing }));
    assert.equal(none.fate, WriteOutcome.notDone);
  });

  it('is unknown after an answer that tells nothing, where no run shows it', async () => {
    const { run } = runsOf(demo.jenkins, {}, declarative);
    const json = { 'content-type': 'application/json' };
    demo.jenkins.answerOnce({ method: 'POST', path: /restart/ }, (_, res) =>
      res.writeHead(200, json).end('{"status":"ok"}'),
    );
    const outcome = await outcomeOf(restartFromStage(demo.session, run, 'Build', { timing }));
    assert.ok(outcome.fate === WriteOutcome.unknown && outcome.why === UnknownReason.mayStillCome, outcome.fate);
  });
});
