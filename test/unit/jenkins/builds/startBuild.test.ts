import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  CanceledError,
  ForbiddenError,
  type TraceTiming,
  UnknownReason,
  UnreachableError,
  WriteOutcome,
} from '../../../../src/http/index.ts';
import {
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  readBeforeStart,
  startBuild,
} from '../../../../src/jenkins/index.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { Fault } from '../../../servers/wire/faultInjector.ts';

const timing: TraceTiming = { firstLookMs: 20, maxWaitMs: 100, looks: 3 };

import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { outcomeOf } from '../../fixtures/outcome.ts';
import { until } from '../../fixtures/until.ts';

describe('a start whose answer is lost', () => {
  const demo = demoJenkins({
    pace: 10,
    contextPath: '/ci',
    rootUrl: 'https://jenkins.internal.example/',
    relayed: true,
  });

  const posts = () => demo.relay.requests.filter(each => each.method === 'POST').length;
  const buildOf = (queueId: number) => demo.jenkins.state.queue.find(queueId);
  /** Lets the request for the baseline pass. */
  const onPost = (fault: Fault) => demo.relay.schedule([Fault.none, fault]);
  const keepBusy = async () => {
    const other = demo.sessionOf(demoUsers.admin);
    for (const job of ['slow', 'everything', 'unstable']) {
      demo.jenkins.state.job(job).plan = () => ({ steps: [{ holds: true }], result: 'SUCCESS' });
      await startBuild(other, job, job === 'everything' ? new Map() : undefined);
    }
  };

  it('costs nothing more where the job was just looked at', async () => {
    const dev = demo.sessionOf(demoUsers.dev);
    const { baseline, parameters } = await readBeforeStart(dev, 'hello');
    assert.deepEqual(parameters, []);
    const outcome = await outcomeOf(startBuild(dev, 'hello', undefined, { timing, baseline }));
    assert.ok(outcome.fate === WriteOutcome.done && !outcome.traced);
    assert.equal(demo.relay.requests.length, 2);
  });

  it('is found by what was seen of the job before, too', async () => {
    const dev = demo.sessionOf(demoUsers.dev);
    const { baseline } = await readBeforeStart(dev, 'hello');
    demo.relay.schedule([Fault.resetAfter]);
    const outcome = await outcomeOf(startBuild(dev, 'hello', undefined, { timing, baseline }));
    assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, outcome.fate);
    assert.equal(buildOf(outcome.id)?.job.name, 'hello');
  });

  it('looks at the job again when that was long ago, and while something of it waits', async () => {
    const dev = demo.sessionOf(demoUsers.dev);
    const { baseline } = await readBeforeStart(dev, 'hello');
    assert.ok(baseline);
    const old = { ...baseline, readAt: Date.now() - 60_000 };
    await startBuild(dev, 'hello', undefined, { timing, baseline: old });
    assert.equal(demo.relay.requests.length, 3);
    await keepBusy();
    await startBuild(dev, 'hello', undefined);
    assert.equal((await readBeforeStart(dev, 'hello')).baseline, undefined);
  });

  it('costs one request more when all goes well', async () => {
    const outcome = await outcomeOf(startBuild(demo.sessionOf(demoUsers.dev), 'hello', undefined, { timing }));
    assert.ok(outcome.fate === WriteOutcome.done && !outcome.traced);
    assert.equal(demo.relay.requests.length, 2);
  });

  for (const fault of [
    Fault.resetAfter,
    Fault.resetInHead,
    Fault.garbageAfter,
    Fault.badGatewayAfter,
    Fault.silenceAfter,
  ]) {
    it(`is found when it was done: ${fault}`, async () => {
      onPost(fault);
      const outcome = await outcomeOf(startBuild(demo.sessionOf(demoUsers.dev), 'hello', undefined, { timing }));
      assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, outcome.fate);
      assert.equal(buildOf(outcome.id)?.job.name, 'hello');
      assert.equal(posts(), 1);
    });
  }

  for (const fault of [Fault.resetBefore, Fault.garbageBefore]) {
    it(`is told as not done when it left no trace: ${fault}`, async () => {
      onPost(fault);
      const outcome = await outcomeOf(startBuild(demo.sessionOf(demoUsers.dev), 'hello', undefined, { timing }));
      assert.equal(outcome.fate, WriteOutcome.notDone);
      assert.ok(outcome.fate === WriteOutcome.notDone && outcome.cause instanceof UnreachableError);
      assert.ok(posts() <= 1);
    });
  }

  it('is told as unknown while the server may still be at work on it', async () => {
    onPost(Fault.silenceBefore);
    const outcome = await outcomeOf(startBuild(demo.sessionOf(demoUsers.dev), 'hello', undefined, { timing }));
    assert.ok(outcome.fate === WriteOutcome.unknown);
    assert.equal(outcome.why, UnknownReason.mayStillCome);
  });

  it('is told as unknown when nobody can look', async () => {
    demo.relay.schedule([Fault.none, ...Array<Fault>(40).fill(Fault.resetAfter)]);
    const outcome = await outcomeOf(startBuild(demo.sessionOf(demoUsers.dev), 'hello', undefined, { timing }));
    assert.ok(outcome.fate === WriteOutcome.unknown);
    assert.equal(outcome.why, UnknownReason.cannotLook);
    assert.equal(posts(), 1);
  });

  it('is looked for, too, when a person called it off', async () => {
    onPost(Fault.silenceAfter);
    const abort = new AbortController();
    const { signal } = abort;
    const asking = startBuild(demo.sessionOf(demoUsers.dev), 'hello', undefined, { timing, signal });
    await until(() => demo.jenkins.requests.some(({ method }) => method === 'POST'));
    abort.abort();
    const outcome = await outcomeOf(asking);
    assert.ok(outcome.fate === WriteOutcome.done && outcome.traced);
    const before = AbortSignal.abort();
    await assert.rejects(
      startBuild(demo.sessionOf(demoUsers.dev), 'hello', undefined, { timing, signal: before }),
      CanceledError,
    );
    assert.equal(posts(), 1);
  });

  it('is not told as done where the answer names no item of the queue, and none is found', async () => {
    const dev = demo.sessionOf(demoUsers.dev);
    demo.jenkins.answerOnce({ method: 'POST', path: /build/ }, (_, res) => res.writeHead(201).end());
    const { fate } = await outcomeOf(startBuild(dev, 'hello', undefined, { timing }));
    assert.notEqual(fate, WriteOutcome.done);
  });

  it('is not mistaken for an earlier one, one of somebody else, or one with other parameters', async () => {
    const dev = demo.sessionOf(demoUsers.dev);
    const values = new Map([['VERSION', '1.2.3']]);
    await startBuild(dev, 'deploy', values);
    await keepBusy();
    const waiting = await startBuild(dev, 'deploy', new Map([['VERSION', '9']]));
    assert.equal(waiting.merged, false);
    // The job waits: its state, the queue, its state again.
    demo.relay.schedule([Fault.none, Fault.none, Fault.none, Fault.resetBefore]);
    const asking = startBuild(dev, 'deploy', values, { timing });
    while (!demo.relay.requests.some(each => each.fault === Fault.resetBefore))
      await new Promise(done => setTimeout(done, 2));
    await startBuild(demo.sessionOf(demoUsers.admin), 'deploy', values);
    await startBuild(dev, 'deploy', new Map([['VERSION', '2.0']]));
    assert.equal((await outcomeOf(asking)).fate, WriteOutcome.notDone);
  });

  it('is found where it was merged into one that waits', async () => {
    const dev = demo.sessionOf(demoUsers.dev);
    await keepBusy();
    const values = new Map([['VERSION', '1.2.3']]);
    const first = await startBuild(dev, 'deploy', values);
    // The job waits: its state, the queue, its state again.
    demo.relay.schedule([Fault.none, Fault.none, Fault.none, Fault.resetAfter]);
    const outcome = await outcomeOf(startBuild(dev, 'deploy', values, { timing }));
    assert.ok(outcome.fate === WriteOutcome.done && outcome.traced);
    assert.deepEqual([outcome.id, outcome.merged], [first.id, true]);
    demo.relay.schedule([Fault.none, Fault.none, Fault.none, Fault.resetBefore]);
    assert.equal((await outcomeOf(startBuild(dev, 'deploy', values, { timing }))).fate, WriteOutcome.notDone);
  });

  it('is told by one of two starts that lost their answers at once', async () => {
    const dev = demo.sessionOf(demoUsers.dev);
    const values = new Map([['VERSION', '7']]);
    const starting = [1, 2].map(() => outcomeOf(startBuild(dev, 'deploy', values, { timing })));
    demo.relay.spoil(/^POST/, Fault.resetAfter);
    await until(() => posts() === 1);
    demo.relay.spoil(/^POST/, Fault.resetBefore);
    const both = await Promise.all(starting);
    assert.deepEqual(both.map(each => each.fate).sort(), [WriteOutcome.done, WriteOutcome.notDone]);
  });

  it('is not looked for when it was never sent: the crumb could not be had', async () => {
    const { id: user, password: secret } = demoUsers.dev;
    const kind = JenkinsSecretKind.password;
    const session = new JenkinsSession(demo.http, async () => jenkinsLogin({ user, secret, kind }));
    demo.relay.schedule([Fault.none, Fault.resetBefore, Fault.resetBefore, Fault.resetBefore]);
    await assert.rejects(startBuild(session, 'hello', undefined, { timing }), UnreachableError);
    assert.equal(posts(), 0);
    assert.equal(demo.relay.requests.length, 4);
  });

  it('is not looked for when it was refused', async () => {
    await assert.rejects(startBuild(demo.sessionOf(demoUsers.viewer), 'hello', undefined, { timing }), ForbiddenError);
    assert.equal(demo.relay.requests.length, 2);
  });

  it('finds builds of folders and of branches with a slash', async () => {
    const dev = demo.sessionOf(demoUsers.dev);
    await keepBusy();
    for (const job of ['payments/api/feature%2Flogin', 'payments/api/main']) {
      onPost(Fault.resetAfter);
      const outcome = await outcomeOf(startBuild(dev, job, undefined, { timing }));
      assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, job);
    }
  });
});
