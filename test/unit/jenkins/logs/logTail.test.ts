import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { endsLikeLog, readLogTail } from '../../../../src/jenkins/index.ts';
import { consoleNote } from '../../../servers/jenkins/builds/logFile.ts';
import { startWrittenBuild } from '../../../servers/jenkins/index.ts';
import { MemorySink } from '../../../servers/memorySink.ts';
import { consoleOf, logTraffic, withLogRig } from './logRig.ts';

describe('the end of a log that was kept', () => {
  it('is held to the server’s', async () => {
    await withLogRig({}, async ({ jenkins, session }) => {
      const build = startWrittenBuild(jenkins.state, 'kept');
      build.log.append(consoleNote('x'));
      build.log.appendLines(2000);
      build.log.append('no end');
      jenkins.state.runner.finish(build, 'SUCCESS');
      const console = consoleOf(build);
      const check = (bytes: Buffer) => {
        const sink = new MemorySink();
        sink.append(bytes);
        return endsLikeLog(session, 'kept', build.number, sink);
      };
      assert.equal(await check(console), true);
      assert.equal(await check(console.subarray(0, -1)), false, 'its end is missing');
      assert.equal(await check(Buffer.concat([console, Buffer.from('more\n')])), false, 'there is more');
      assert.equal(await check(Buffer.concat([console, console])), false, 'it stands twice');
    });
    await withLogRig({ generation: 'capped' }, async ({ session }) => {
      assert.equal(await endsLikeLog(session, 'hello', 1, new MemorySink()), undefined);
    });
  });

  it('is compared by no more than 8 KiB', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'kept');
      build.log.appendLines(4000);
      rig.jenkins.state.runner.finish(build, 'SUCCESS');
      const sink = new MemorySink();
      sink.append(consoleOf(build));
      assert.equal(await endsLikeLog(rig.session, 'kept', build.number, sink), true);
      const { requests, bytes } = logTraffic(rig);
      assert.equal(requests, 1);
      // The answer has heads, too.
      assert.ok(bytes < 9 * 1024, `${bytes} bytes`);
    });
  });

  it('is all of a short one', async () => {
    await withLogRig({}, async ({ jenkins, session }) => {
      const build = startWrittenBuild(jenkins.state, 'short');
      jenkins.state.runner.write(build, `a\n${consoleNote('x')}b\n`);
      jenkins.state.runner.finish(build, 'SUCCESS');
      const console = consoleOf(build);
      for (const [bytes, is] of [
        [console, true],
        [console.subarray(2), false],
        [Buffer.concat([Buffer.from('x\n'), console]), false],
        [Buffer.concat([console, Buffer.from('x\n')]), false],
      ] as const) {
        const sink = new MemorySink();
        sink.append(bytes);
        assert.equal(await endsLikeLog(session, 'short', build.number, sink), is);
      }
    });
  });
});

describe('a log that was kept whole', () => {
  for (const [name, lines] of [
    ['without notes', 'a\nb\n'],
    ['that repeats itself', 'same\n'.repeat(10_000)],
  ] as const) {
    it(`is the server’s: ${name}`, async () => {
      await withLogRig({}, async ({ jenkins, session }) => {
        const build = startWrittenBuild(jenkins.state, 'plain');
        jenkins.state.runner.write(build, lines);
        build.building = false;
        build.result = 'SUCCESS';
        const sink = new MemorySink();
        sink.append(consoleOf(build));
        assert.equal(await endsLikeLog(session, 'plain', build.number, sink), true);
      });
    });
  }
});

describe('the tail of a log', () => {
  it('comes at once, from the beginning of a line, however long the log is', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'huge');
      build.log.appendLines(4_000_000);
      rig.jenkins.state.runner.finish(build, 'SUCCESS');
      const tail = await readLogTail(rig.session, 'huge', build.number, 10_000);
      assert.match(
        Buffer.from(tail?.bytes ?? []).toString(),
        /^003999\d{3} [\s\S]*\n004000000 .*\nFinished: SUCCESS\n$/,
      );
      assert.equal(tail?.fileBytes, build.log.length);
      assert.equal(tail?.whole, false);
      assert.ok(logTraffic(rig).bytes < 12_000);
    });
  });

  it('is the whole of a short one, and not to be had of old controllers', async () => {
    await withLogRig({}, async ({ session }) => {
      assert.equal((await readLogTail(session, 'hello', 1, 10_000))?.whole, true);
    });
    await withLogRig({ generation: 'capped' }, async ({ session }) => {
      assert.equal(await readLogTail(session, 'hello', 1, 10_000), undefined);
    });
  });
});
