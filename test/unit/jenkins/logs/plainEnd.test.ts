import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type PlainCounts, plainEnd } from '../../../../src/jenkins/logs/plainEnd.ts';
import { MemorySink } from '../../../servers/memorySink.ts';

/** End of an answer from offset 100 on that is all of a text, without notes and rest. */
async function endOf(text: string, counts: Partial<PlainCounts> = {}) {
  const sink = new MemorySink();
  sink.append(Buffer.from(text));
  const shown = Buffer.byteLength(text);
  const lines = text.split('\n').length - 1;
  const whole = { start: 100, size: 100 + shown, shown, left: 0, plain: shown, lines, lineEnds: lines };
  return plainEnd({ ...whole, ...counts }, sink);
}

describe('the end of a plain answer', () => {
  it('is certain where the claimed size is what was counted', async () => {
    const size = 104;
    const certain = { size, reached: 104, doubt: 0, isAtCap: false, earliest: 104, tail: 1, isUnique: true };
    assert.deepEqual(await endOf('a\nb\n'), certain);
    assert.deepEqual(await endOf('a\rb\r'), { ...certain, tail: 0 }, 'a carriage return may be half of a line end');
  });

  it('is in doubt by the bytes that are not seen, and by no more than its lines', async () => {
    for (const [size, doubt] of [
      [105, 1],
      [106, 2],
      [107, 2],
      [103, 2],
    ] as const) {
      assert.equal((await endOf('a\nb\n', { size })).doubt, doubt, `${size} bytes`);
    }
    assert.equal((await endOf('a\nb\n', { size: 107, left: 3 })).doubt, 2, 'a torn character is longer');
    assert.equal((await endOf('a\nb\n', { size: 107, left: 5 })).doubt, 0, 'the rest is seen');
  });

  it('is in doubt by no more than the cap of lines leaves', async () => {
    const text = 'ab\n'.repeat(6000);
    const far = { size: 1e6 };
    const { doubt, isAtCap } = await endOf(text, far);
    assert.deepEqual([doubt, isAtCap], [4000, true]);
    const whole = await endOf('ab\n'.repeat(10_000), far);
    assert.deepEqual([whole.doubt, whole.isAtCap], [0, false]);
    assert.equal((await endOf('ab\n'.repeat(10_001), far)).doubt, 10_001, 'there is no cap');
    const few = await endOf('ab\n', far);
    assert.deepEqual([few.doubt, few.isAtCap], [1, false]);
  });

  it('has last bytes that are found at one of its places only', async () => {
    const tails = async (text: string, counts: Partial<PlainCounts>) => {
      const { tail, isUnique } = await endOf(text, counts);
      return [tail, isUnique];
    };
    assert.deepEqual(await tails('one\ntwo\nthree\n', { size: 115 }), [13, true]);
    const waiting = 'waiting\n'.repeat(100);
    assert.deepEqual(await tails(waiting, { size: 100 + 800 + 7 }), [256, true], 'a shorter way than a line');
    assert.deepEqual(await tails(waiting, { size: 100 + 800 + 8 }), [256, false]);
    assert.deepEqual(await tails(waiting, { size: 903, plain: 20 }), [17, true], 'nothing of them is near a note');
    assert.deepEqual(await tails(waiting, { size: 903, plain: 3 }), [0, false]);
    assert.deepEqual(await tails(`${'ž'.repeat(300)}\n`, { size: 702 }), [255, true], 'they begin with a character');
  });

  it('may be before what was counted where less is claimed than was sent', async () => {
    const { reached, earliest, isUnique } = await endOf('one\ntwo\nthree\n', { size: 110 });
    assert.deepEqual([reached, earliest, isUnique], [114, 110, true]);
    assert.equal((await endOf('one\n', { size: 0 })).earliest, 100);
    const { tail, isUnique: isSo } = await endOf('a'.repeat(70_000), { size: 0 });
    assert.deepEqual([tail, isSo], [0, false], 'not looked for in megabytes');
  });
});
