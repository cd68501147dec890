import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { type LogAsk, LogPosition } from '../../../../src/jenkins/logs/logPosition.ts';
import { OverlapKind } from '../../../../src/jenkins/logs/overlapMatcher.ts';
import type { PlainEnd } from '../../../../src/jenkins/logs/plainEnd.ts';

const exactly = (start: number): LogAsk => ({ start, joint: OverlapKind.exact, known: 0, limit: 0 });
const lineEnd = (start: number): LogAsk => ({ start, joint: OverlapKind.lineEnd, known: 0, limit: 0 });
const since = (start: number, known: number, limit: number): LogAsk => ({
  ...{ start, joint: OverlapKind.since, known, limit },
});
const overlap = (start: number, known: number, limit: number): LogAsk => ({
  ...{ start, joint: OverlapKind.overlap, known, limit },
});

describe('the position in a log of plain answers', () => {
  let position: LogPosition;

  beforeEach(() => {
    position = new LogPosition();
  });

  /** End of a plain answer at an offset, whose last 10 bytes are known. */
  const plainEnd = (reached: number, doubt: number, isUnique = true): PlainEnd => ({
    ...{
      size: reached + doubt,
      reached,
      doubt,
      isAtCap: false,
      earliest: reached,
      tail: doubt === 0 ? 1 : 10,
      isUnique,
    },
  });
  const nowhere = { stored: 0, told: 0 };
  const lastBytes = (start: number, known: number, limit: number): LogAsk => ({
    ...{ start, joint: OverlapKind.lastBytes, known, limit },
  });

  it('requests the last byte again after a plain answer whose bytes are all counted', () => {
    position.reachedPlain({ ...plainEnd(0, 0), tail: 0 }, nowhere, 0);
    assert.deepEqual(position.next(0), exactly(0));
    position.reachedPlain(plainEnd(50, 0), nowhere, 40);
    const ask = position.next(40);
    assert.deepEqual([ask, position.unsure], [lastBytes(49, 1, 1), false]);
    assert.equal(position.expected(ask, 40), 1);
    position.joined(ask, 40, 1);
    assert.deepEqual(position.next(50), since(50, 10, 10), 'the answer broke off');
    position.answered(60, 50);
    assert.deepEqual(position.next(50), exactly(60), 'an answer in parts counts for itself');
  });

  it('requests that byte again when it is another: the answer makes no sense', () => {
    position.reachedPlain(plainEnd(50, 0), nowhere, 40);
    assert.equal(position.notJoinedPlain(position.next(40), 50, 40), true);
    assert.deepEqual([position.next(40), position.unsure], [lastBytes(49, 1, 1), false]);
  });

  it('requests the last bytes again where a plain answer may lack carriage returns of the file', () => {
    const place = { stored: 20, told: 15 };
    position.reachedPlain(plainEnd(50, 3), place, 40);
    const ask = position.next(40);
    assert.deepEqual([ask, position.expected(ask, 40)], [lastBytes(40, 10, 13), 10]);
    position.joined(ask, 40, 10);
    assert.equal(position.unsure, false);
    assert.deepEqual(position.next(45), since(40, 15, 15), 'where they begin is certain');
    position.reachedPlain(plainEnd(50, 3), place, 40);
    position.joined(position.next(40), 40, 13);
    assert.equal(position.unsure, true, 'they are not where they were counted to be');
    assert.deepEqual(position.next(45), since(40, 18, 18));
    position.reachedPlain(plainEnd(50, 3), place, 40);
    position.joined(position.next(40), 40, 13, 2);
    assert.deepEqual(position.next(45), since(42, 16, 16), 'a torn character is no place');
  });

  it('requests them from the offset that is claimed where that is less than was sent', () => {
    position.reachedPlain({ ...plainEnd(50, 3), earliest: 45 }, nowhere, 40);
    const ask = position.next(40);
    assert.deepEqual([ask, position.expected(ask, 40)], [lastBytes(35, 10, 18), 15]);
    position.joined(ask, 40, 10);
    assert.equal(position.unsure, true);
  });

  it('requests all since the last certain place where the last bytes may be at several places', () => {
    const place = { stored: 20, told: 15 };
    position.reachedPlain(plainEnd(50, 3, false), place, 40);
    assert.deepEqual(position.next(40), since(20, 25, 25));
    position.joined(position.next(40), 40, 25);
    position.reachedPlain(plainEnd(50, 3, false), place, 40);
    const far = position.next(40);
    assert.deepEqual(far, lineEnd(52), 'nothing came meanwhile: it is a line end, or unfinished');
    assert.equal(position.notJoinedPlain(far, 53, 40), false);
    assert.deepEqual(position.next(40), far, 'as unfinished as before');
    assert.equal(position.notJoinedPlain(far, 60, 40), true);
    assert.deepEqual([position.next(40), position.unsure], [since(20, 25, 25), false]);
    position.reachedPlain(plainEnd(50, 3, false), place, 40);
    position.joined(position.next(40), 40, 1);
    assert.deepEqual([position.next(45), position.unsure], [since(53, 5, 5), true]);
    position.reachedPlain(plainEnd(90, 3, false), place, 80);
    assert.deepEqual(position.next(80), lineEnd(92), 'line ends of Windows are likely now');
    position = new LogPosition();
    position.reachedPlain({ ...plainEnd(50, 3, false), isAtCap: true }, place, 40);
    assert.deepEqual(position.next(40), lineEnd(52), 'or the answer would not have ended');
  });

  it('looks for the line end where the last bytes are at none of their places, and nothing comes', () => {
    const end = plainEnd(50, 3);
    const place = { stored: 20, told: 15 };
    for (let time = 0; time < 2; time++) {
      position.reachedPlain(end, place, 40);
      position.notJoinedPlain(lastBytes(40, 10, 13), 53, 40);
      assert.deepEqual(position.next(40), since(20, 25, 25));
    }
    position.reachedPlain(end, place, 40);
    assert.deepEqual(position.next(40), lineEnd(52));
    position.reachedPlain(plainEnd(60, 3), place, 50);
    assert.deepEqual(position.next(50), lastBytes(50, 10, 13));
  });

  it('goes no further where what is certain is not in a plain answer', () => {
    position.reachedPlain(plainEnd(50, 3, false), { stored: 20, told: 15 }, 40);
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(position.next(40), since(20, 25, 25));
      assert.equal(position.notJoinedPlain(position.next(40), 90, 40), true);
    }
  });

  it('searches in plain answers where one broke off after megabytes', () => {
    position.reachedPlain(plainEnd(50, 0), nowhere, 40);
    const size = 40 + 2 * 1024 * 1024;
    assert.deepEqual(position.next(size), since(50, 1024, 2 * 1024 * 1024));
    assert.deepEqual(position.next(size + 1), overlap(size + 11 - 2048, 1024, 8 * 1024 * 1024));
  });

  it('forgets the end that answers in parts claimed when a plain one comes', () => {
    position.joined(position.next(0), 0, 0);
    position.answered(230, 200);
    position.reachedPlain(plainEnd(300, 0), nowhere, 250);
    assert.deepEqual(position.next(260), since(300, 10, 10));
  });
});
