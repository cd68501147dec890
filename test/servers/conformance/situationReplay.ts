import { type DemoJenkins, startDemoJenkins } from '../jenkins/index.ts';
import { type ManualClock, manualClock } from '../jenkins/state/clock.ts';
import { placeHere } from './places.ts';
import type { Recording } from './recordings.ts';
import { type Answer, Replay } from './replay.ts';
import { clockStart, type Situation } from './situation.ts';

const BETWEEN_REQUESTS_MS = 5;

/** One server in one recorded situation; recordings are sent to it in the order in which they were made. */
export class SituationReplay {
  readonly #situation: Situation;
  readonly #recordings: Map<number, Recording>;
  readonly #clock: ManualClock = manualClock(clockStart);
  #jenkins: DemoJenkins | undefined;
  #replay: Replay | undefined;
  #next: number;

  constructor(situation: Situation, recordings: Map<number, Recording>) {
    this.#situation = situation;
    this.#recordings = recordings;
    this.#next = situation.first;
  }

  async start(): Promise<void> {
    this.#jenkins = await startDemoJenkins({ seed: 'empty', clock: this.#clock, ...this.#situation.options });
    const { state, url } = this.#jenkins;
    this.#situation.prepare(state);
    this.#replay = new Replay(url, offset => placeHere(state, offset));
  }

  /** Sends everything up to that recording; the answer is that recording's. */
  async answerTo(number: number): Promise<Answer> {
    let answer: Answer | undefined;
    while (this.#next <= number) {
      const recording = this.#recordings.get(this.#next);
      this.#live(this.#next);
      if (recording && this.#replay) answer = await this.#replay.send(recording);
      this.#next++;
    }
    if (!answer) throw new Error(`recording ${number} was sent before`);
    return answer;
  }

  async close(): Promise<void> {
    await this.#jenkins?.close();
  }

  #live(number: number): void {
    const moments = this.#situation.moments.filter(({ before }) => before === number);
    this.#clock.advance(BETWEEN_REQUESTS_MS);
    for (const { at, act } of moments) {
      if (at !== undefined) this.#clock.advance(Math.max(0, clockStart + at * 1_000 - this.#clock.now()));
      if (this.#jenkins) act?.(this.#jenkins.state);
    }
  }
}
