import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { consoleNote } from '../../../servers/jenkins/builds/logFile.ts';
import { startWrittenBuild } from '../../../servers/jenkins/index.ts';
import { consoleOf, follow, hash, logTraffic, quick, until, withLogRig } from './logRig.ts';

const lines = (step: number, line = 'waiting…\n') => line.repeat(1000 * (step + 1));

/** Text that a build prints in each of its growing steps. */
const shapes: Readonly<Record<string, (step: number) => string>> = {
  'whole lines': step => lines(step),
  'whole lines with notes': step => `${consoleNote('note')}${lines(step)}`,
  'parts of lines': step => `ting…\n${lines(step)}wai`,
  'parts of lines with both line ends': step =>
    `ting…\n${lines(step, step % 2 === 0 ? 'waiting…\n' : 'waiting…\r\n')}wai`,
};
const steps = 16;

describe('a log that repeats a line thousands of times', () => {
  for (const [name, shape] of Object.entries(shapes)) {
    it(`is read once while its build runs, and never wrong: ${name}`, async () => {
      await withLogRig({}, async rig => {
        const build = startWrittenBuild(rig.jenkins.state, 'repeated');
        const timing = { ...quick, maxPauseMs: 20 };
        const { sink, end } = follow(rig.session, 'repeated', build.number, { timing });
        for (let step = 0; step < steps; step++) {
          rig.jenkins.state.runner.write(build, shape(step));
          const console = consoleOf(build);
          const told = console.lastIndexOf('\n') + 1;
          await until(() => sink.size >= told);
          assert.ok(console.subarray(0, sink.size).equals(sink.bytes), `step ${step}`);
        }
        // HTTP answers to progressiveText with their heads, over the bytes of the controller's file with its notes. The
        // console's text, of which the beginning is compared after the build's end, is not included.
        const { bytes } = logTraffic(rig);
        assert.ok(bytes <= 1.05 * build.log.length, `${bytes} bytes for ${build.log.length}`);
        rig.jenkins.state.runner.write(build, 'ting…\ndone\n');
        rig.jenkins.state.runner.finish(build, 'SUCCESS');
        await end;
        assert.equal(hash(sink.bytes), hash(consoleOf(build)));
        assert.equal(sink.truncations, 0, 'nothing is taken back');
      });
    });
  }
});
