import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UnexpectedAnswerError, UnreachableError } from '../../../../src/http/index.ts';
import { LogPace, LogRetries, usualTiming } from '../../../../src/jenkins/logs/logPace.ts';
import { delaysIn } from '../../fixtures/delays.ts';

const nothing = { complete: false, gotText: false, behind: false };
const little = { ...nothing, gotText: true };
const promised = { ...nothing, behind: true };
const large = { complete: false, gotText: true, behind: true };

/** Pauses after these steps, as sizes of the sink, of a follower that began with an empty one. */
async function pausesOf(steps: readonly (readonly [typeof nothing, size: number])[], start = 0) {
  const pauses: (number | string)[] = [];
  await delaysIn(async () => {
    const pace = new LogPace(usualTiming, start);
    for (const [step, size] of steps) pauses.push(pace.pauseAfter(step, size));
  });
  return pauses.map(pause => (typeof pause === 'number' ? Math.round(pause) : pause));
}

describe('the pace of a follower', () => {
  it('grows while nothing comes, from half a second to four', async () => {
    const quiet = Array.from({ length: 10 }, () => [nothing, 0] as const);
    assert.deepEqual(await pausesOf(quiet), [500, 500, 500, 500, 655, 1049, 1678, 2684, 4000, 4000]);
  });

  it('is that of the beginning again after text', async () => {
    const quiet = Array.from({ length: 9 }, () => [nothing, 0] as const);
    assert.deepEqual((await pausesOf([...quiet, [little, 10], [nothing, 10]])).slice(8), [4000, 500, 500]);
  });

  it('is a tenth of a second after much text, and none where more is certain', async () => {
    const kib16 = 16 * 1024;
    assert.deepEqual(await pausesOf([[little, kib16]]), [100]);
    assert.deepEqual(await pausesOf([[little, kib16 - 1]]), [500]);
    assert.deepEqual(await pausesOf([[large, kib16]]), [0]);
    assert.deepEqual(await pausesOf([[large, kib16 - 1]]), [100]);
    assert.deepEqual(await pausesOf([[large, kib16 + 5]], 5), [0]);
    assert.deepEqual(await pausesOf([[large, kib16 + 4]], 5), [100]);
    const growing = [kib16, kib16 + 10, 2 * kib16 + 10].map(size => [large, size] as const);
    assert.deepEqual(await pausesOf(growing), [0, 100, 0], 'much is what came since the step before');
  });

  it('makes no sense after eight promises in a row that bring nothing', async () => {
    const promises = (count: number) => Array.from({ length: count }, () => [promised, 0] as const);
    assert.deepEqual((await pausesOf(promises(8))).indexOf('senseless'), 7);
    assert.deepEqual((await pausesOf([...promises(7), [nothing, 0], ...promises(7)])).indexOf('senseless'), -1);
    assert.deepEqual((await pausesOf([...promises(7), [large, 1], ...promises(7)])).indexOf('senseless'), -1);
    const shrinking = [...promises(7), [large, 0] as const];
    assert.deepEqual((await pausesOf(shrinking, 9)).indexOf('senseless'), 7, 'text that was there before is not new');
  });
});

describe('the patience of a follower', () => {
  const request = { method: 'GET', origin: 'https://ci.test', path: '/' };
  const broken = new UnreachableError('broken', request);

  it('is none with failures that do not pass', () => {
    const retries = new LogRetries(usualTiming);
    assert.equal(retries.delayAfter(new Error('other')), undefined);
    assert.equal(retries.passed(), false);
    assert.notEqual(retries.delayAfter(new UnexpectedAnswerError('odd', request)), undefined);
  });

  it('begins anew after an answer', async () => {
    const delays: unknown[] = [];
    await delaysIn(async () => {
      const retries = new LogRetries({ ...usualTiming, patienceMs: 1000 });
      for (let times = 0; times < 2; times++) delays.push(retries.delayAfter(broken));
      delays.push(retries.passed(), retries.delayAfter(broken));
      await new Promise(done => setTimeout(done, 1100));
      delays.push(retries.delayAfter(broken), retries.passed(), retries.passed(), retries.delayAfter(broken));
    });
    assert.deepEqual(delays, [1000, 2000, true, 1000, undefined, true, false, 1000]);
  });
});
