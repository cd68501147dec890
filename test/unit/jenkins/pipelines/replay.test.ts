import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  ForbiddenError,
  InterceptedError,
  InvalidRequestError,
  TooLargeError,
  UnknownReason,
  WriteOutcome,
} from '../../../../src/http/index.ts';
import { ReplayUnavailableError } from '../../../../src/jenkins/errors.ts';
import { readReplayScripts, replayBuild, rerunBuild } from '../../../../src/jenkins/pipelines/replay.ts';
import type { Permission } from '../../../servers/jenkins/http/permissions.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { Fault } from '../../../servers/wire/faultInjector.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { outcomeOf } from '../../fixtures/outcome.ts';
import { until } from '../../fixtures/until.ts';
import { loaded, main, runsOf } from './againRuns.ts';

const timing = { firstLookMs: 5, maxWaitMs: 50, looks: 4 };
const build: Permission = 'hudson.model.Item.Build';

describe('the scripts of a run', () => {
  const demo = demoJenkins();

  it('are the main one and those that it loaded', async () => {
    const { run } = runsOf(demo.jenkins);
    const scripts = await readReplayScripts(demo.session, run);
    assert.deepEqual(scripts, [
      { name: 'mainScript', text: main },
      { name: 'Script1', text: loaded },
      { name: 'org_foo_Bar', text: 'class Bar {}\n' },
    ]);
    assert.equal(demo.jenkins.requests.length, 1);
  });

  it('are shown by Run/Replay alone, and not by Job/Build', async () => {
    const { run, grant } = runsOf(demo.jenkins);
    grant(build);
    assert.deepEqual(await readReplayScripts(demo.sessionOf(demoUsers.viewer), run), []);
    grant(build, 'hudson.model.Run.Replay');
    assert.equal((await readReplayScripts(demo.sessionOf(demoUsers.viewer), run)).length, 3);
  });

  it('are hidden with all of it from an account that may not build, and where there is no such run', async () => {
    const { run } = runsOf(demo.jenkins);
    const viewer = demo.sessionOf(demoUsers.viewer);
    await assert.rejects(readReplayScripts(viewer, run), ReplayUnavailableError);
    await assert.rejects(readReplayScripts(demo.session, { ...run, number: 99 }), ReplayUnavailableError);
    await assert.rejects(readReplayScripts(demo.session, { job: 'hello', number: 1 }), ReplayUnavailableError);
  });

  it('are not looked for in a page of another, and only in so much of it', async () => {
    const { run } = runsOf(demo.jenkins);
    const answer = (html: string) =>
      demo.jenkins.answerOnce({ path: /replay/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'text/html' }).end(html),
      );
    answer('<title>Sign in to Example</title>');
    const wrong = await readReplayScripts(demo.session, run).catch((error: unknown) => error);
    assert.ok(wrong instanceof InterceptedError && wrong.by === 'Sign in to Example', String(wrong));
    answer(' '.repeat(9 * 1024 * 1024));
    await assert.rejects(readReplayScripts(demo.session, run), TooLargeError);
  });
});

describe('a replay', () => {
  const demo = demoJenkins({ relayed: true });
  const posts = () => demo.jenkins.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
  const changed = new Map([
    ['mainScript', 'echo "ž & + %"\n'],
    ['org_foo_Bar', 'class Bar { int x }\n'],
  ]);

  it('runs the given scripts, keeps those that are left out, and is found by its cause', async () => {
    const { run, job } = runsOf(demo.jenkins);
    const { traced, times, ...started } = await replayBuild(demo.session, run, changed, { timing });
    const [made] = job.builds;
    assert.deepEqual([traced, times, started.buildNumber], [false, 1, 2]);
    assert.equal(started.id, made?.queueId);
    assert.deepEqual(made?.scripts, {
      main: 'echo "ž & + %"\n',
      loaded: { Script1: loaded, 'org.foo.Bar': 'class Bar { int x }\n' },
    });
    assert.deepEqual(posts(), ['/job/lab/job/again/1/replay/run']);
  });

  it('keeps the parameters of its run', async () => {
    const { run, job } = runsOf(demo.jenkins, { parameters: [{ kind: 'string', name: 'V', value: 'given' }] });
    await replayBuild(demo.session, run, changed, { timing });
    assert.deepEqual(job.builds[0]?.parameters, [{ kind: 'string', name: 'V', value: 'given' }]);
  });

  it('is refused by the names of what is missing', async () => {
    const { run, grant } = runsOf(demo.jenkins);
    const viewer = demo.sessionOf(demoUsers.viewer);
    await assert.rejects(replayBuild(viewer, run, changed, { timing }), ReplayUnavailableError);
    grant(build);
    const refusal = await replayBuild(viewer, run, changed, { timing }).catch((error: unknown) => error);
    assert.ok(refusal instanceof ForbiddenError, String(refusal));
    assert.equal(refusal.permission, 'hudson.model.Run.Replay');
  });

  it('is refused with a password parameter, in Jenkins’ words', async () => {
    const { run, job } = runsOf(demo.jenkins, { parameters: [{ kind: 'password', name: 'P', value: 'x' }] });
    for (const replay of [
      () => replayBuild(demo.session, run, changed, { timing }),
      () => rerunBuild(demo.session, run, { timing }),
    ]) {
      const refusal = await replay().catch((error: unknown) => error);
      assert.ok(refusal instanceof InvalidRequestError, String(refusal));
      assert.equal(refusal.reason, 'Replay is not allowed when password parameters are used.');
    }
    assert.equal(job.builds.length, 1);
  });

  it('is sent once where its answer is lost, and found', async () => {
    const { run, job } = runsOf(demo.jenkins);
    demo.relay.spoil(/^POST/, Fault.resetAfter);
    const outcome = await outcomeOf(replayBuild(demo.session, run, changed, { timing }));
    assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, outcome.fate);
    assert.deepEqual([outcome.id, job.builds.length, posts().length], [job.builds[0]?.queueId, 2, 1]);
  });

  it('is told as not done where it left no trace', async () => {
    const { run, job } = runsOf(demo.jenkins);
    demo.relay.spoil(/^POST/, Fault.resetBefore);
    assert.equal((await outcomeOf(replayBuild(demo.session, run, changed, { timing }))).fate, WriteOutcome.notDone);
    assert.equal(job.builds.length, 1);
  });

  it('is not mistaken for a plain start, nor for a replay of another run or of another person', async () => {
    const { run, job, past } = runsOf(demo.jenkins);
    past();
    const { state } = demo.jenkins;
    const dev = { kind: 'user', userId: 'dev', userName: 'Dana Developer' } as const;
    demo.relay.spoil(/^POST/, Fault.resetBefore);
    const asking = outcomeOf(replayBuild(demo.session, run, changed, { timing }));
    await until(() => demo.relay.requests.some(({ method }) => method === 'POST'));
    state.startBuild(job, { delay: 0, causes: [dev] });
    state.startBuild(job, { delay: 0, causes: [dev, { kind: 'replay', number: 12 }] });
    state.startBuild(job, {
      delay: 0,
      causes: [
        { ...dev, userId: 'admin' },
        { kind: 'replay', number: 1 },
      ],
    });
    state.startBuild(job, { delay: 0, causes: [dev, { kind: 'restart', number: 1, stage: 'Build' }] });
    assert.equal((await asking).fate, WriteOutcome.notDone);
  });

  it('is found in the queue while it waits there', async () => {
    const { run, job } = runsOf(demo.jenkins);
    demo.jenkins.state.quietingDown = true;
    const started = await replayBuild(demo.session, run, changed, { timing });
    assert.deepEqual([started.buildNumber, job.builds.length], [undefined, 1]);
    assert.equal(demo.jenkins.state.queue.find(started.id)?.scripts?.main, changed.get('mainScript'));
  });

  it('is found without a login, where Jenkins has no security', async () => {
    const { run, job } = runsOf(demo.jenkins);
    demo.jenkins.state.turnSecurityOff();
    const started = await replayBuild(demo.session, run, changed, { timing });
    assert.deepEqual([started.id, job.builds.length], [job.builds[0]?.queueId, 2]);
  });

  it('is known to be done, where nobody can look for it', async () => {
    const { run, job } = runsOf(demo.jenkins);
    demo.relay.schedule([Fault.none, Fault.none, ...Array<Fault>(40).fill(Fault.resetAfter)]);
    const outcome = await outcomeOf(replayBuild(demo.session, run, changed, { timing }));
    assert.ok(outcome.fate === WriteOutcome.unknown, outcome.fate);
    assert.deepEqual([outcome.why, job.builds.length], [UnknownReason.cannotLook, 2]);
  });
});

describe('the same scripts once more', () => {
  const demo = demoJenkins({ relayed: true });
  const posts = () =>
    demo.jenkins.requests.filter(({ method }) => method === 'POST').map(({ path }) => path.replace(/^.*\/1\//, ''));

  it('need Job/Build alone, and the answer names the queue item', async () => {
    const { run, job, grant } = runsOf(demo.jenkins);
    grant(build);
    const started = await rerunBuild(demo.sessionOf(demoUsers.viewer), run, { timing });
    assert.deepEqual([started.id, started.traced], [job.builds[0]?.queueId, false]);
    assert.deepEqual(posts(), ['stages/rerun']);
    assert.equal(job.builds[0]?.scripts?.main, main);
  });

  it('are run by the page for a replay where the plugin is missing', async () => {
    const { run, job } = runsOf(demo.jenkins);
    demo.jenkins.state.plugins = [];
    const started = await rerunBuild(demo.session, run, { timing });
    assert.deepEqual([started.id, started.buildNumber, job.builds.length], [job.builds[0]?.queueId, 2, 2]);
    assert.deepEqual(posts(), ['stages/rerun', 'replay/rebuild']);
  });

  it('are sent once where the answer is lost, in either way', async () => {
    const { run, job } = runsOf(demo.jenkins);
    demo.relay.spoil(/^POST/, Fault.resetAfter);
    const first = await outcomeOf(rerunBuild(demo.session, run, { timing }));
    assert.ok(first.fate === WriteOutcome.done && first.traced, first.fate);
    demo.jenkins.state.plugins = [];
    demo.relay.spoil(/^POST .*rebuild/, Fault.resetAfter);
    const second = await outcomeOf(rerunBuild(demo.session, run, { timing }));
    assert.ok(second.fate === WriteOutcome.done && second.traced, second.fate);
    assert.equal(job.builds.length, 3);
    assert.deepEqual(posts(), ['stages/rerun', 'stages/rerun', 'replay/rebuild']);
  });

  it('are refused by an answer that says so', async () => {
    const { run, grant } = runsOf(demo.jenkins);
    const answers = (json: object) =>
      demo.jenkins.answerOnce({ path: /rerun/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json)),
      );
    answers({ status: 'error', message: 'Failed to schedule' });
    const refusal = await rerunBuild(demo.session, run, { timing }).catch((error: unknown) => error);
    assert.ok(refusal instanceof InvalidRequestError && refusal.reason === 'Failed to schedule', String(refusal));
    answers({ status: 'ok' });
    assert.equal((await outcomeOf(rerunBuild(demo.session, run, { timing }))).fate, WriteOutcome.unknown);
    const viewer = demo.sessionOf(demoUsers.viewer);
    await assert.rejects(rerunBuild(viewer, run, { timing }), ForbiddenError);
    demo.jenkins.state.plugins = [];
    await assert.rejects(rerunBuild(viewer, run, { timing }), ReplayUnavailableError);
    grant();
  });
});
