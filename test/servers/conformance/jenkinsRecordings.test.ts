import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { claimedNumbers } from './claims.ts';
import { compareAnswers } from './compare.ts';
import { coverageOf, gapsIn } from './coverage.ts';
import { loadRecordings, type Recording } from './recordings.ts';
import type { Situation } from './situation.ts';
import { SituationReplay } from './situationReplay.ts';
import { situations } from './situations.ts';

const recordings = loadRecordings();

if (recordings) {
  describe('the demo Jenkins answers like the recorded one', () => {
    const passed = new Set<number>();
    for (const situation of situations) {
      describe(situation.name, () => replaySituation(situation, recordings, number => passed.add(number)));
    }
    describe('coverage', () => holdFloors(recordings));
    after(() => {
      console.log(`\n    conformance: ${passed.size} of ${recordings.size} recordings`);
      for (const gap of gapsIn(coverageOf(recordings.keys(), passed))) console.log(`      ${gap}`);
    });
  });
} else {
  console.log('conformance: no recordings of a real Jenkins here, nothing compared');
}

function replaySituation(situation: Situation, all: Map<number, Recording>, passed: (number: number) => void): void {
  const replay = new SituationReplay(situation, all);
  before(() => replay.start());
  after(() => replay.close());
  for (const number of claimedNumbers(situation.name)) {
    const recording = all.get(number);
    it(recording?.name ?? `recording ${number}`, async () => {
      if (!recording) throw new Error('a recording is claimed that does not exist');
      compareAnswers(recording, await replay.answerTo(number));
      passed(number);
    });
  }
}

/** Each claim is a test, so a claim that is taken back is the way in which coverage could fall unseen. */
function holdFloors(all: Map<number, Recording>): void {
  const claimed = new Set(situations.flatMap(({ name }) => claimedNumbers(name)));
  for (const { name, covered, recorded, floor } of coverageOf(all.keys(), claimed)) {
    it(`of ${name}: ${floor} of ${recorded}`, () => {
      assert.ok(covered >= floor, `${covered} are claimed, and ${floor} were before`);
      assert.ok(covered <= floor, `${covered} are claimed now: raise the floor in coverage.ts`);
    });
  }
}
