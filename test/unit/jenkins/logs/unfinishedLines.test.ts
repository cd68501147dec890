import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { consoleNote } from '../../../servers/jenkins/builds/logFile.ts';
import { startWrittenBuild } from '../../../servers/jenkins/index.ts';
import type { Build } from '../../../servers/jenkins/state/model.ts';
import { until } from '../../fixtures/until.ts';
import { consoleOf, type Followed, follow, generations, type LogRig, logTraffic, seen, withLogRig } from './logRig.ts';

/** Writes piece by piece, with pauses in which a follower may look, and holds what it told to the console's text. */
async function writeSlowly(rig: LogRig, build: Build, { sink }: Followed, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    rig.jenkins.state.runner.write(build, piece);
    await new Promise(done => setTimeout(done, 12));
    const console = seen(rig.jenkins.state.logGeneration, consoleOf(build));
    const told = Buffer.from(sink.bytes);
    assert.ok(
      console.subarray(0, told.length).equals(told),
      `told: ${JSON.stringify(told.toString().slice(-300))}, written: ${JSON.stringify(console.toString().slice(-300))}`,
    );
  }
}

const head = `Started by user ${consoleNote('user')}admin\nRunning as SYSTEM\n`;

describe('a log that stops inside a line', () => {
  it('is told once, and without its notes: a word, dots, and the rest of the line', async () => {
    await withLogRig({}, async rig => {
      const build = startWrittenBuild(rig.jenkins.state, 'dots');
      const followed = follow(rig.session, 'dots', build.number);
      const dots = Array.from({ length: 12 }, () => '.');
      await writeSlowly(rig, build, followed, [head, 'tests ', ...dots, ' ok\n', 'next line\n', 'tests ', ...dots]);
      await writeSlowly(rig, build, followed, [' failed\n', `${consoleNote('end')}Finished: FAILURE\n`]);
      rig.jenkins.state.runner.finish(build, 'FAILURE');
      await followed.end;
      assert.equal(Buffer.from(followed.sink.bytes).toString(), consoleOf(build).toString());
      assert.equal(logTraffic(rig).settled, 0, 'nothing was in doubt');
    });
  });

  for (const generation of generations) {
    for (const seed of Array.from({ length: 6 }, (_, at) => at + 1)) {
      it(`is told once, wherever it stops and its notes are (${generation}, seed ${seed})`, async () => {
        await withLogRig({ generation }, async rig => {
          const name = `random-${seed}`;
          const build = startWrittenBuild(rig.jenkins.state, name);
          const followed = follow(rig.session, name, build.number);
          const random = generator(seed);
          const pieces = Array.from({ length: 60 }, () => piece(random));
          await writeSlowly(rig, build, followed, [head, ...pieces, '\n']);
          rig.jenkins.state.runner.finish(build, 'SUCCESS');
          await followed.end;
          assert.equal(Buffer.from(followed.sink.bytes).toString(), consoleOf(build).toString());
        });
      });
    }
  }
});

for (const generation of ['capped', 'truthful'] as const) {
  describe(`a line that is drawn again and again (${generation})`, () => {
    it('is told up to a carriage return while the build runs', async () => {
      await withLogRig({ generation }, async rig => {
        const build = startWrittenBuild(rig.jenkins.state, 'progress');
        const { sink, end } = follow(rig.session, 'progress', build.number);
        rig.jenkins.state.runner.write(build, 'Loading\n10 %\r20 %\r30 %');
        // The last carriage return of an answer may be the first half of a line end.
        await until(() => sink.bytes.toString().endsWith('Loading\n10 %\r'));
        rig.jenkins.state.runner.write(build, '\r40 %\rdone\n');
        await until(() => sink.bytes.toString().endsWith('done\n'));
        assert.equal(Buffer.from(sink.bytes).toString(), consoleOf(build).toString());
        rig.jenkins.state.runner.finish(build, 'SUCCESS');
        await end;
        assert.equal(Buffer.from(sink.bytes).toString(), consoleOf(build).toString());
      });
    });
  });
}

/** Something that a build prints at once: parts of lines, lines, notes, many lines. */
function piece(random: () => number): string {
  const word = () => Math.floor(random() * 1e6).toString(36);
  const kinds = [
    () => '.',
    () => `${word()} `,
    () => '\n',
    () => `${word()}\n`,
    () => `${consoleNote(word())}[Pipeline] ${word()}\n`,
    () => consoleNote(word()) + word(),
    () => Array.from({ length: 40 }, () => `${random() < 0.2 ? consoleNote(word()) : ''}line ${word()}\n`).join(''),
    () => `${word()} ž文\n`,
    () => `${word()}\r\n`,
    () => 'waiting…\n'.repeat(Math.floor(random() * 40)),
    () => 'waiting…\r\n'.repeat(Math.floor(random() * 40)),
    () => '\n'.repeat(Math.floor(random() * 40)),
    () => `wai${random() < 0.5 ? '\r' : ''}`,
    () => `${Array.from({ length: 300 }, word).join(' ')}`,
  ];
  return (kinds[Math.floor(random() * kinds.length)] ?? word)();
}

function generator(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}
