import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { startWrittenBuild } from '../../../servers/jenkins/index.ts';
import type { Build } from '../../../servers/jenkins/state/model.ts';
import { until } from '../../fixtures/until.ts';
import { consoleOf, type Followed, follow, generations, hash, type LogRig, withLogRig } from './logRig.ts';

/** Deletes a build and starts another with its number, as after a reset of the next number. */
function replace({ jenkins }: LogRig, build: Build): Build {
  jenkins.state.runner.finish(build, 'ABORTED');
  const { job } = build;
  job.builds.splice(job.builds.indexOf(build), 1);
  job.nextBuildNumber = build.number;
  const next = startWrittenBuild(jenkins.state, job.name);
  next.startedAt = build.startedAt + 60_000;
  return next;
}

function followReused(rig: LogRig, build: Build): Followed {
  return follow(rig.session, build.job.name, build.number, { startedAt: build.startedAt });
}

async function endsAsAnother({ sink, news, end }: Followed, next: Build): Promise<void> {
  assert.equal((await end).kind, 'finished');
  assert.equal(hash(sink.bytes), hash(consoleOf(next)));
  const told = news.flatMap(each => (each.kind === 'anotherBuild' ? each.build.startedAt : []));
  assert.deepEqual(told, [next.startedAt]);
}

describe('a followed log whose number names another build now', () => {
  for (const generation of generations) {
    it(`is begun anew at its end, and tells it (${generation})`, async () => {
      await withLogRig({ generation }, async rig => {
        const build = startWrittenBuild(rig.jenkins.state, 'reused');
        rig.jenkins.state.runner.write(build, 'first\n'.repeat(1000));
        const followed = followReused(rig, build);
        await until(() => followed.sink.bytes.includes('first'));
        const next = replace(rig, build);
        rig.jenkins.state.runner.write(next, 'second\n'.repeat(2000));
        rig.jenkins.state.runner.finish(next, 'SUCCESS');
        await endsAsAnother(followed, next);
      });
    });
  }

  it('is begun anew while the other build runs, when its log is shorter', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'reused');
      rig.jenkins.state.runner.write(build, 'first\n'.repeat(1000));
      const followed = followReused(rig, build);
      await until(() => followed.sink.bytes.includes('first'));
      const next = replace(rig, build);
      rig.jenkins.state.runner.write(next, 'second\n');
      await until(() => followed.news.some(({ kind }) => kind === 'anotherBuild'));
      await until(() => followed.sink.bytes.includes('second'));
      assert.ok(!followed.sink.bytes.includes('first'));
      rig.jenkins.state.runner.finish(next, 'SUCCESS');
      await endsAsAnother(followed, next);
    });
  });

  it('is begun anew after an interruption, while the other build runs', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'reused');
      const followed = followReused(rig, build);
      await until(() => followed.sink.size > 0);
      const next = replace(rig, build);
      rig.jenkins.state.runner.write(next, 'second\n'.repeat(2000));
      rig.jenkins.answerOnce({ path: '/job/reused' }, req => req.socket.destroy());
      await until(() => followed.news.some(({ kind }) => kind === 'anotherBuild'));
      rig.jenkins.state.runner.finish(next, 'SUCCESS');
      await endsAsAnother(followed, next);
    });
  });
});
