import { after, before, describe, it } from 'mocha';
import { claimedNumbers } from './claims.ts';
import { compareAnswers } from './compare.ts';
import { loadRecordings, type Recording } from './recordings.ts';
import { SituationReplay } from './situationReplay.ts';
import { type Situation, situations } from './situations.ts';

const recordings = loadRecordings();

if (recordings) {
  describe('the demo Jenkins answers like the recorded one', () => {
    let covered = 0;
    for (const situation of situations) {
      describe(situation.name, () => replaySituation(situation, recordings, () => covered++));
    }
    after(() => console.log(`    conformance: ${covered} of ${recordings.size} recordings covered`));
  });
} else {
  console.log('conformance: no recordings of a real Jenkins here, nothing compared');
}

function replaySituation(situation: Situation, all: Map<number, Recording>, passed: () => void): void {
  const replay = new SituationReplay(situation, all);
  before(() => replay.start());
  after(() => replay.close());
  for (const number of claimedNumbers(situation.name)) {
    const recording = all.get(number);
    it(recording?.name ?? `recording ${number}`, async () => {
      if (!recording) throw new Error('a recording is claimed that does not exist');
      compareAnswers(recording, await replay.answerTo(number));
      passed();
    });
  }
}
