import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'mocha';
import { BuildResult, startBuild } from '../../../../src/jenkins/index.ts';
import { consoleText } from '../../../reads.ts';
import { consoleNote } from '../../../servers/jenkins/builds/logFile.ts';
import { growLog, type LogGeneration, startWrittenBuild } from '../../../servers/jenkins/index.ts';
import type { Build } from '../../../servers/jenkins/state/model.ts';
import { until } from '../../fixtures/until.ts';
import { consoleOf, follow, generations, hash, logTraffic, withLogRig } from './logRig.ts';

for (const generation of generations) {
  describe(`following a log (${generation})`, () => {
    it('tells a running build’s log as it grows, and ends equal to the console', async () => {
      await withLogRig({ generation }, async ({ session, jenkins }) => {
        await startBuild(session, 'slow', undefined);
        const job = jenkins.state.job('slow');
        await until(() => job.builds[0]?.building === true);
        const { sink, end } = follow(session, 'slow', 3);
        const sizes = new Set<number>();
        const watch = setInterval(() => sizes.add(sink.size), 5);
        const ended = await end;
        clearInterval(watch);
        assert.equal(ended.kind === 'finished' && ended.build?.result, BuildResult.success);
        assert.ok(sizes.size > 4, `seen with ${sizes.size} sizes`);
        assert.equal(sink.bytes.toString(), await consoleText(session, 'slow', 3));
        assert.match(sink.bytes.toString(), /Finished: SUCCESS\n$/);
        assert.doesNotMatch(sink.bytes.toString(), /\[8mha:/);
      });
    });

    it('ends equal to the console of a build that writes fast', async () => {
      await withLogRig({ generation }, async rig => {
        const build = startWrittenBuild(rig.jenkins.state, 'fast');
        const { sink, end } = follow(rig.session, 'fast', build.number);
        await growLog(build, { megabytes: 24, seconds: 1 });
        // Most of it comes while the build runs.
        const half = consoleOf(build).length / 2;
        await until(() => sink.size > half);
        rig.jenkins.state.runner.finish(build, 'SUCCESS');
        await end;
        assert.equal(hash(sink.bytes), hash(consoleOf(build)));
        assert.ok(sink.largest < 1_000_000, `held ${sink.largest} bytes at once`);
        const { bytes, settled } = logTraffic(rig);
        // Plain answers have a carriage return more in each line, of about 110 bytes.
        const times = generation === 'multipart' ? 1.02 : 1.05;
        assert.ok(bytes < sink.size * times, `${bytes} bytes on the wire for a log of ${sink.size}`);
        assert.equal(settled, 0, 'nothing was in doubt');
      });
    });

    it('ends equal to the console of a log that was written in every odd way', async () => {
      for (let seed = 1; seed <= 6; seed++) {
        await withLogRig({ generation }, async ({ session, jenkins }) => {
          const build = startWrittenBuild(jenkins.state, 'odd');
          const { sink, end } = follow(session, 'odd', build.number);
          for (const piece of oddPieces(seed, 400)) {
            jenkins.state.runner.write(build, piece);
            if (piece.length % 3 === 0) await new Promise(done => setTimeout(done, 1));
          }
          jenkins.state.runner.finish(build, 'UNSTABLE');
          await end;
          assert.equal(hash(sink.bytes), hash(consoleOf(build)), `seed ${seed}`);
        });
      }
    });

    it('ends equal to the console of a Windows agent’s log', async () => {
      await withLogRig({ generation }, async ({ session, jenkins }) => {
        const build = startWrittenBuild(jenkins.state, 'windows');
        const { sink, end } = follow(session, 'windows', build.number);
        for (let line = 1; line <= 300; line++) {
          jenkins.state.runner.write(build, `C:\\work> step ${line} of the build žluť\r\n`);
          if (line % 10 === 0) await new Promise(done => setTimeout(done, 2));
        }
        jenkins.state.runner.finish(build, 'SUCCESS');
        await end;
        assert.equal(hash(sink.bytes), hash(consoleOf(build)));
      });
    });

    it('shows the unfinished last line of a build that was killed', async () => {
      await withLogRig({ generation }, async ({ session, jenkins }) => {
        const build = startWrittenBuild(jenkins.state, 'killed');
        jenkins.state.runner.write(build, `a ${consoleNote('x')}line\nand a half`);
        build.building = false;
        build.result = 'ABORTED';
        const { sink, end } = follow(session, 'killed', build.number);
        await end;
        assert.match(sink.bytes.toString(), /a line\nand a half$/);
      });
    });

    it('goes on from where the connection was lost', async () => {
      await withLogRig({ generation }, async rig => {
        const { jenkins, session } = rig;
        const build = startWrittenBuild(jenkins.state, 'lost');
        build.log.appendLines(40_000);
        // The first answer breaks off in its middle; then nobody answers for a while.
        jenkins.answerOnce({ path: '/job/lost/1/logText' }, (_, res) => breakingOff(res, generation, build));
        for (let time = 0; time < 3; time++) {
          jenkins.answerOnce({ path: /lost\/1\/logText.*start=[1-9]/ }, req => req.socket.destroy());
        }
        const { sink, news, end } = follow(session, 'lost', build.number);
        await until(() => sink.size >= build.log.length - 1000);
        jenkins.state.runner.finish(build, 'SUCCESS');
        await end;
        assert.equal(hash(sink.bytes), hash(consoleOf(build)));
        assert.deepEqual([...new Set(news.map(each => each.kind))].slice(0, 2), ['interrupted', 'following']);
        assert.equal(sink.truncations, 0, 'nothing was taken back');
      });
    });

    it('tells an aborted and a deleted build from one that went well', async () => {
      await withLogRig({ generation }, async ({ session, jenkins }) => {
        const aborted = startWrittenBuild(jenkins.state, 'ends');
        const first = follow(session, 'ends', aborted.number);
        jenkins.state.runner.abort(aborted, 'Dana');
        const end = await first.end;
        assert.equal(end.kind === 'finished' && end.build?.result, BuildResult.aborted);

        const deleted = startWrittenBuild(jenkins.state, 'ends');
        jenkins.state.runner.write(deleted, 'something\n');
        const second = follow(session, 'ends', deleted.number);
        await until(() => second.sink.size > 0);
        deleted.job.builds.splice(deleted.job.builds.indexOf(deleted), 1);
        assert.equal((await second.end).kind, 'deleted');
        assert.match(second.sink.bytes.toString(), /something/);
      });
    });

    it('reads a finished log once', async () => {
      await withLogRig({ generation }, async rig => {
        const build = startWrittenBuild(rig.jenkins.state, 'done');
        build.log.appendLines(100_000);
        rig.jenkins.state.runner.finish(build, 'SUCCESS');
        const { sink, end } = follow(rig.session, 'done', build.number, { finished: true });
        await end;
        assert.equal(hash(sink.bytes), hash(consoleOf(build)));
        const { bytes, requests } = logTraffic(rig);
        assert.ok(bytes < sink.size * 1.01, `${bytes} bytes for ${sink.size}`);
        assert.equal(requests, 1);
      });
    });

    it('reads the rest of a finished log when its connection was lost', async () => {
      await withLogRig({ generation }, async rig => {
        const build = startWrittenBuild(rig.jenkins.state, 'half');
        build.log.appendLines(100_000);
        rig.jenkins.state.runner.finish(build, 'SUCCESS');
        rig.jenkins.answerOnce({ path: '/job/half/1/consoleText' }, (_, res) => {
          const bytes = consoleOf(build);
          res.writeHead(200, { 'content-type': 'text/plain;charset=utf-8', 'content-length': bytes.length });
          res.write(bytes.subarray(0, 8_000_000), () => setTimeout(() => res.destroy(), 30));
        });
        const { sink, end, news } = follow(rig.session, 'half', build.number, { finished: true });
        await end;
        assert.equal(hash(sink.bytes), hash(consoleOf(build)));
        assert.equal(news[0]?.kind, 'interrupted');
        const times = generation === 'multipart' ? 1.02 : 2.1;
        assert.ok(logTraffic(rig).bytes < sink.size * times, `${logTraffic(rig).bytes} bytes for ${sink.size}`);
      });
    });
  });
}

/** The pieces of a log as no build writes them all at once: notes, torn lines and characters, every line end, junk. */
function* oddPieces(seed: number, count: number): Generator<Buffer> {
  let state = seed;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const torn = Buffer.from('žluť ✓ 🎉\n');
  for (let index = 0; index < count; index++) {
    const at = random(torn.length);
    const pieces = [
      Buffer.from(`line ${index}\n`),
      Buffer.from(`${consoleNote('a')}noted ${index}\n`),
      Buffer.from('unfinished '),
      Buffer.from(`x${'y'.repeat(random(3000))}`),
      torn.subarray(0, at),
      torn.subarray(at),
      Buffer.from('windows\r\n'),
      Buffer.from('10 %\r20 %\r'),
      Buffer.from('\n'),
      Buffer.from('same\nsame\nsame\nsame\n'),
      seed % 2 === 0 ? Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0xc3]) : Buffer.from('plain\n'),
    ];
    yield pieces[random(pieces.length)] ?? torn;
  }
}

function breakingOff(res: ServerResponse, generation: LogGeneration, build: Build): void {
  const bytes = generation === 'multipart' ? consoleOf(build) : build.log.bytes();
  const half = bytes.subarray(0, Math.round(bytes.length / 4));
  if (generation === 'multipart') {
    res.writeHead(200, { 'content-type': 'multipart/form-data;boundary=b1;charset=utf-8' });
    res.write('--b1\r\nContent-Disposition: form-data;name=text\r\n\r\n');
    res.write(half, () => setTimeout(() => res.destroy(), 30));
    return;
  }
  res.writeHead(200, { 'content-type': 'text/plain;charset=utf-8', 'x-text-size': '1', 'x-more-data': 'true' });
  res.write(half.toString('latin1').replaceAll('\n', '\r\n'), () => setTimeout(() => res.destroy(), 30));
}
