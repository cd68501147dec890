import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BuildResult, LogFollower } from '../../../../src/jenkins/index.ts';
import { consoleNote } from '../../../servers/jenkins/builds/logFile.ts';
import { startWrittenBuild } from '../../../servers/jenkins/index.ts';
import { until } from '../../fixtures/until.ts';
import { consoleOf, follow, generations, hash, quick, withLogRig } from './logRig.ts';

const pieces = [
  `Started by ${consoleNote('user')}dev\n`,
  'one line\n',
  'an unfinished ',
  'line\n',
  `${consoleNote('a')}noted ${consoleNote('b')}twice\n`,
  'žluť and a carriage return\r\n',
  `${'long '.repeat(20_000)}\n`,
  `${consoleNote('c')}unfinished and noted`,
  `\n${consoleNote('d')}`,
];

describe('the patience of a follower', () => {
  it('waits before it asks again', async () => {
    await withLogRig({}, async ({ session, jenkins }) => {
      const build = startWrittenBuild(jenkins.state, 'broken');
      const abort = new AbortController();
      const times: number[] = [];
      const lose = () =>
        jenkins.answerOnce({ path: '/job/broken' }, req => {
          times.push(performance.now());
          lose();
          req.socket.destroy();
        });
      lose();
      const timing = { ...quick, firstRetryMs: 2000, maxRetryMs: 2000 };
      const { end, news } = follow(session, 'broken', build.number, { timing, signal: abort.signal });
      await until(() => news.filter(({ kind }) => kind === 'interrupted').length > 1);
      abort.abort(new Error('enough'));
      await assert.rejects(end, /enough/);
      const [first = 0] = times;
      assert.ok((times.at(-1) ?? 0) - first >= 1500, times.join());
    });
  });

  it('waits, and does not hurry, until a build whose log is complete has its result', async () => {
    await withLogRig({}, async ({ session, jenkins }) => {
      const build = startWrittenBuild(jenkins.state, 'late');
      jenkins.state.runner.finish(build, 'SUCCESS');
      let asked = 0;
      const until = performance.now() + 400;
      const isRunning = () =>
        jenkins.answerOnce({ path: '/job/late/1/api/json' }, (_, res) => {
          asked++;
          if (performance.now() < until) isRunning();
          res.writeHead(200, { 'content-type': 'application/json' }).end('{"number":1,"building":true}');
        });
      isRunning();
      const end = await follow(session, 'late', build.number).end;
      assert.equal(end.kind === 'finished' && end.build?.result, BuildResult.success);
      assert.ok(asked > 1 && asked < 30, `asked ${asked} times`);
    });
  });

  it('is for one failure after the other, not for all together', async () => {
    await withLogRig({}, async ({ session, jenkins }) => {
      const build = startWrittenBuild(jenkins.state, 'bumpy');
      const timing = { ...quick, patienceMs: 300 };
      const { sink, end, news } = follow(session, 'bumpy', build.number, { timing });
      for (let round = 0; round < 3; round++) {
        jenkins.answerOnce({ path: '/job/bumpy' }, req => req.socket.destroy());
        await until(() => news.filter(({ kind }) => kind === 'interrupted').length > round);
        jenkins.state.runner.write(build, `round ${round}\n`);
        await until(() => sink.bytes.includes(`round ${round}`));
        await new Promise(done => setTimeout(done, 200));
      }
      jenkins.state.runner.finish(build, 'SUCCESS');
      assert.equal((await end).kind, 'finished');
    });
  });
});

for (const generation of generations) {
  describe(`a log that goes from hand to hand (${generation})`, () => {
    it('is followed on from each place, as the one before stood there', async () => {
      await withLogRig({ generation }, async ({ session, jenkins }) => {
        const build = startWrittenBuild(jenkins.state, 'handed');
        let { sink } = follow(session, 'handed', build.number, { signal: AbortSignal.abort() });
        let position: unknown;
        for (const piece of pieces) {
          jenkins.state.runner.write(build, piece);
          const abort = new AbortController();
          const followed = follow(session, 'handed', build.number, { sink, position, signal: abort.signal });
          const end = followed.end.catch(() => undefined);
          const asked = jenkins.requests.length;
          await until(() => jenkins.requests.length >= asked + 3);
          abort.abort();
          await end;
          position = JSON.parse(JSON.stringify(followed.follower.position));
          const next = new LogFollower(session, 'handed', build.number, sink, { position });
          assert.deepEqual(JSON.parse(JSON.stringify(next.position)), position);
          ({ sink } = followed);
        }
        jenkins.state.runner.finish(build, 'SUCCESS');
        await follow(session, 'handed', build.number, { sink, position }).end;
        assert.equal(hash(sink.bytes), hash(consoleOf(build)));
        assert.ok(sink.truncations <= 1, 'it was never begun anew');
      });
    });
  });
}
