import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { consoleNote } from '../../../servers/jenkins/builds/logFile.ts';
import { type LogGeneration, startWrittenBuild } from '../../../servers/jenkins/index.ts';
import type { Build } from '../../../servers/jenkins/state/model.ts';
import { until } from '../../fixtures/until.ts';
import { consoleOf, follow, generations, hash, logTraffic, quick, seen, withLogRig } from './logRig.ts';

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

/** Bytes of the controller's file with its notes, and with the carriage returns that plain answers add. */
function sentBytes(generation: LogGeneration, { log }: Build): number {
  return generation === 'multipart' ? log.length : log.length + log.bytes().filter(byte => byte === 0x0a).length;
}

/**
 * Most bytes of answers to progressiveText with their heads, over those. The console's text, of which the beginning is
 * compared after the build's end, is not included. Where line ends are mixed in plain answers, some text must be
 * compared before its end is known.
 */
function mostBytes(generation: LogGeneration, name: string): number {
  return generation !== 'multipart' && name.endsWith('both line ends') ? 1.1 : 1.05;
}

for (const generation of generations) {
  describe(`a log that repeats a line thousands of times (${generation})`, () => {
    for (const [name, shape] of Object.entries(shapes)) {
      it(`is read once while its build runs, and never wrong: ${name}`, async () => {
        await withLogRig({ generation }, async rig => {
          const build = startWrittenBuild(rig.jenkins.state, 'repeated');
          const timing = { ...quick, maxPauseMs: 20 };
          const { sink, end } = follow(rig.session, 'repeated', build.number, { timing });
          for (let step = 0; step < steps; step++) {
            rig.jenkins.state.runner.write(build, shape(step));
            const console = seen(generation, consoleOf(build));
            const told = console.lastIndexOf('\n') + 1;
            await until(() => sink.size >= told);
            assert.ok(console.subarray(0, sink.size).equals(sink.bytes), `step ${step}`);
          }
          const { bytes } = logTraffic(rig);
          const most = mostBytes(generation, name) * sentBytes(generation, build);
          assert.ok(bytes <= most, `${bytes} bytes, more than ${most}`);
          rig.jenkins.state.runner.write(build, 'ting…\ndone\n');
          rig.jenkins.state.runner.finish(build, 'SUCCESS');
          await end;
          assert.equal(hash(sink.bytes), hash(consoleOf(build)));
          const isSeen = seen(generation, consoleOf(build)).length === consoleOf(build).length;
          assert.equal(sink.truncations, isSeen ? 0 : 1, 'nothing is taken back but line ends');
        });
      });
    }
  });
}
