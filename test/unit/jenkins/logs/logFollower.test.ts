import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ForbiddenError, NotFoundError, UnauthenticatedError, UnreachableError } from '../../../../src/http/index.ts';
import { readLogTail } from '../../../../src/jenkins/index.ts';
import { consoleNote } from '../../../servers/jenkins/builds/logFile.ts';
import { startWrittenBuild } from '../../../servers/jenkins/index.ts';
import { MemorySink } from '../../../servers/memorySink.ts';
import { until } from '../../fixtures/until.ts';
import { consoleOf, follow, hash, logTraffic, quick, withLogRig } from './logRig.ts';

describe('a follower', () => {
  it('fetches each byte about once where notes and unfinished lines come together', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'noted');
      const { sink, end } = follow(rig.session, 'noted', build.number);
      let raw = 0;
      for (let line = 1; line <= 4000; line++) {
        const text = `${line % 7 === 0 ? consoleNote('time') : ''}line ${line} of a log with notes, of usual length`;
        rig.jenkins.state.runner.write(build, line % 3 === 0 ? `\n${text}` : `${text.slice(9)}\nand `);
        raw += text.length;
        if (line % 400 === 0) await new Promise(done => setTimeout(done, 15));
      }
      rig.jenkins.state.runner.finish(build, 'SUCCESS');
      await end;
      assert.equal(hash(sink.bytes), hash(consoleOf(build)));
      const { bytes, settled } = logTraffic(rig);
      assert.equal(settled, 0, 'there was no doubt');
      assert.ok(bytes < raw * 3, `${bytes} bytes for ${raw}`);
    });
  });

  it('asks seldom when nothing comes', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'idle');
      const abort = new AbortController();
      const timing = { ...quick, firstPauseMs: 100, maxPauseMs: 4000 };
      const { end } = follow(rig.session, 'idle', build.number, { timing, signal: abort.signal });
      await new Promise(done => setTimeout(done, 1200));
      abort.abort(new Error('enough'));
      await assert.rejects(end, /enough/);
      const { requests } = logTraffic(rig);
      assert.ok(requests <= 7, `${requests} requests in 1.2 s`);
    });
  });

  it('does not ask for each line of a log that drips', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'dripping');
      const timing = { ...quick, firstPauseMs: 40, maxPauseMs: 1000 };
      const { sink, end } = follow(rig.session, 'dripping', build.number, { timing });
      for (let line = 0; line < 50; line++) {
        rig.jenkins.state.runner.write(build, `line ${line}\n`);
        await new Promise(done => setTimeout(done, 20));
      }
      const times = rig.jenkins.requests.filter(({ path }) => path.includes('progressiveText')).map(({ at }) => at);
      const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
      // Five times the shortest pause lies between two of them.
      assert.ok(times.length > 1 && span / (times.length - 1) >= 150, `${times.length} requests in ${span} ms`);
      rig.jenkins.state.runner.finish(build, 'SUCCESS');
      await end;
      assert.equal(hash(sink.bytes), hash(consoleOf(build)));
    });
  });

  it('asks seldom while nobody looks, and at once when somebody does', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'hidden');
      let watched = false;
      const timing = { ...quick, firstPauseMs: 5, maxPauseMs: 60_000 };
      const { sink, end, follower } = follow(rig.session, 'hidden', build.number, { timing, isWatched: () => watched });
      await until(() => sink.size > 0);
      await new Promise(done => setTimeout(done, 50));
      const { requests } = logTraffic(rig);
      rig.jenkins.state.runner.write(build, 'unseen\n');
      await new Promise(done => setTimeout(done, 100));
      assert.equal(logTraffic(rig).requests, requests);
      watched = true;
      follower.hurry();
      await until(() => sink.bytes.includes('unseen'));
      rig.jenkins.state.runner.finish(build, 'SUCCESS');
      await end;
    });
  });

  it('ends at once when it is called off while it pauses', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'paused');
      const timing = { ...quick, firstPauseMs: 60_000, maxPauseMs: 60_000 };
      const abort = new AbortController();
      const { sink, end } = follow(rig.session, 'paused', build.number, { timing, signal: abort.signal });
      await until(() => sink.size > 0);
      await new Promise(done => setTimeout(done, 50));
      abort.abort(new Error('enough'));
      await assert.rejects(end, /enough/);
    });
  });

  it('says what it does: that it goes on after a failure, and compares all at the end where it was unsure', async () => {
    for (const [generation, line, expected] of [
      ['capped', 'more\n', ['interrupted', 'following']],
      // A plain answer does not tell the line ends of Windows from those that it adds.
      ['capped', 'more\r\n', ['interrupted', 'following', 'settling']],
      ['multipart', 'more\r\n', ['interrupted', 'following']],
    ] as const) {
      await withLogRig({ generation }, async ({ session, jenkins }) => {
        const build = startWrittenBuild(jenkins.state, 'told');
        const { news, sink, end } = follow(session, 'told', build.number);
        await until(() => sink.size > 0);
        jenkins.answerOnce({ path: /logText/ }, (_, res) => res.writeHead(500).end());
        await until(() => news.some(({ kind }) => kind === 'following'));
        jenkins.state.runner.write(build, line);
        jenkins.state.runner.finish(build, 'SUCCESS');
        assert.equal((await end).kind, 'finished');
        assert.deepEqual([...new Set(news.map(({ kind }) => kind))], expected);
      });
    }
  });

  it('bears plain answers that break off inside a line, or a character, as some controllers’ do', async () => {
    await withLogRig({ generation: 'capped' }, async ({ session, jenkins }) => {
      const build = startWrittenBuild(jenkins.state, 'cut');
      jenkins.state.runner.write(build, 'first\nžluťoučký kůň\nlast\n');
      // The log grew while it was sent: the answer holds no more than it said, wherever that is.
      const bytes = build.log.bytes();
      const cut = bytes.indexOf('kůň') + 2;
      const sent = `${bytes.subarray(0, cut).toString('utf8').replaceAll('\n', '\r\n')}`;
      jenkins.answerOnce({ path: '/job/cut/1/logText' }, (_, res) =>
        res.writeHead(200, { 'content-type': 'text/plain', 'x-text-size': cut, 'x-more-data': 'true' }).end(sent),
      );
      const { sink, end } = follow(session, 'cut', build.number);
      await until(() => sink.bytes.includes('last'));
      assert.ok(consoleOf(build).equals(sink.bytes), 'before it is settled');
      jenkins.state.runner.finish(build, 'SUCCESS');
      await end;
      assert.equal(hash(sink.bytes), hash(consoleOf(build)));
    });
  });

  it('bears plain answers that hold more than they say', async () => {
    await withLogRig({ generation: 'capped' }, async ({ session, jenkins }) => {
      const build = startWrittenBuild(jenkins.state, 'overrun');
      jenkins.state.runner.write(build, 'one\ntwo\nthree\n');
      const bytes = build.log.bytes();
      jenkins.answerOnce({ path: '/job/overrun/1/logText' }, (_, res) =>
        res
          .writeHead(200, { 'content-type': 'text/plain', 'x-text-size': bytes.length - 6, 'x-more-data': 'true' })
          .end(bytes.toString('latin1').replaceAll('\n', '\r\n')),
      );
      const { sink, end } = follow(session, 'overrun', build.number);
      await until(() => sink.bytes.includes('three'));
      jenkins.state.runner.write(build, 'four\n');
      await until(() => sink.bytes.includes('four'));
      assert.ok(consoleOf(build).equals(sink.bytes), 'before it is settled');
      jenkins.state.runner.finish(build, 'SUCCESS');
      await end;
      assert.equal(hash(sink.bytes), hash(consoleOf(build)));
    });
  });

  it('ends its request when it is called off', async () => {
    await withLogRig({}, async ({ session, jenkins }) => {
      const build = startWrittenBuild(jenkins.state, 'off');
      const abort = new AbortController();
      const { sink, end } = follow(session, 'off', build.number, { signal: abort.signal });
      await until(() => sink.size > 0);
      abort.abort(new Error('enough'));
      await assert.rejects(end, /enough/);
    });
  });

  it('goes on for another one that had to stop, without reading anew', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'handed');
      rig.jenkins.state.runner.write(build, `${consoleNote('x')}noted\n`);
      build.log.appendLines(50_000);
      rig.jenkins.state.runner.write(build, 'unfinished');
      const abort = new AbortController();
      const first = follow(rig.session, 'handed', build.number, { signal: abort.signal });
      const finished = consoleOf(build).length - 'unfinished'.length;
      await until(() => first.sink.size >= finished);
      await new Promise(done => setTimeout(done, 50));
      abort.abort(new Error('reload'));
      await assert.rejects(first.end);
      const position: unknown = JSON.parse(JSON.stringify(first.follower.position));
      rig.jenkins.state.runner.write(build, ' no more\n');
      const { bytes: before, requests } = logTraffic(rig);
      const second = follow(rig.session, 'handed', build.number, { sink: first.sink, position });
      rig.jenkins.state.runner.finish(build, 'SUCCESS');
      await second.end;
      assert.equal(hash(first.sink.bytes), hash(consoleOf(build)));
      assert.ok(logTraffic(rig).bytes - before < 200_000, 'the beginning was not asked for again');
      const asked = rig.jenkins.requests.filter(({ path }) => /progressiveText|consoleText/.test(path)).slice(requests);
      for (const { path } of asked) {
        const start = Number(/start=(-?\d+)/.exec(path)?.[1]);
        // A negative one asks for the end.
        assert.ok(start < 0 || start > 5_000_000, path);
      }
      assert.equal(first.sink.truncations, 0);
    });
  });

  it('begins anew where nothing certain is known of what was kept', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'doubted');
      rig.jenkins.state.runner.write(build, `${consoleNote('x')}noted\n`);
      const positions = [
        undefined,
        { version: 1, size: 6, exact: { stored: 6, told: 6 }, counted: { stored: 6, told: 6 } },
      ];
      const followed = positions.map(position => {
        const sink = new MemorySink();
        sink.append(Buffer.from('wrong\n'));
        return follow(rig.session, 'doubted', build.number, { sink, position });
      });
      await until(() => followed.every(({ sink }) => sink.bytes.toString().endsWith('noted\n')));
      rig.jenkins.state.runner.finish(build, 'SUCCESS');
      for (const { sink, end } of followed) {
        await end;
        assert.equal(sink.bytes.toString(), consoleOf(build).toString());
      }
    });
  });

  it('begins anew when the build’s log is another one', async () => {
    await withLogRig({}, async ({ session, jenkins }) => {
      const build = startWrittenBuild(jenkins.state, 'anew');
      build.log.appendLines(1000);
      const { sink, end } = follow(session, 'anew', build.number);
      await until(() => sink.size > 100_000);
      const again = startWrittenBuild(jenkins.state, 'anew');
      build.log = again.log;
      jenkins.state.runner.finish(build, 'SUCCESS');
      await end;
      assert.equal(hash(sink.bytes), hash(consoleOf(build)));
    });
  });

  it('gives up when nobody answers for long, and goes on when it is asked to', async () => {
    await withLogRig({}, async ({ session, jenkins }) => {
      const build = startWrittenBuild(jenkins.state, 'patient');
      const lost = follow(session, 'patient', build.number, { timing: { ...quick, patienceMs: 60 } });
      await until(() => lost.sink.size > 0);
      jenkins.state.runner.write(build, 'meanwhile\n');
      for (let time = 0; time < 50; time++) jenkins.answerOnce({ path: '/job/patient' }, req => req.socket.destroy());
      await assert.rejects(lost.end, UnreachableError);
      jenkins.forgetAnswers();
      jenkins.state.runner.finish(build, 'SUCCESS');
      assert.equal((await lost.follower.run()).kind, 'finished');
      assert.equal(hash(lost.sink.bytes), hash(consoleOf(build)));
    });
  });

  it('says why it may not, and asks no more', async () => {
    await withLogRig({}, async ({ session, jenkins }) => {
      const build = startWrittenBuild(jenkins.state, 'denied');
      jenkins.answerOnce({ path: '/job/denied' }, (_, res) =>
        res.writeHead(403, { 'x-required-permission': 'hudson.model.Item.Read' }).end(),
      );
      await assert.rejects(follow(session, 'denied', build.number).end, ForbiddenError);
      jenkins.answerOnce({ path: '/job/denied' }, (_, res) =>
        res.writeHead(401, { 'www-authenticate': 'Basic' }).end(),
      );
      await assert.rejects(follow(session, 'denied', build.number).end, UnauthenticatedError);
    });
  });

  it('is told of a log that never was', async () => {
    await withLogRig({}, async ({ session }) => {
      assert.equal((await follow(session, 'hello', 999).end).kind, 'deleted');
      await assert.rejects(readLogTail(session, 'hello', 999, 1000), NotFoundError);
    });
  });

  it('tells apart what is said to be one line too many: a line end that is inside a repeated text', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'same');
      const { sink, end } = follow(rig.session, 'same', build.number);
      for (let time = 0; time < 200; time++) {
        rig.jenkins.state.runner.write(build, time % 20 === 0 ? consoleNote('n') : 'same\n'.repeat(40));
        rig.jenkins.state.runner.write(build, time % 2 === 0 ? 'sa' : 'me\n');
        if (time % 10 === 0) await new Promise(done => setTimeout(done, 8));
      }
      rig.jenkins.state.runner.finish(build, 'SUCCESS');
      await end;
      assert.equal(hash(sink.bytes), hash(consoleOf(build)));
    });
  });
});
