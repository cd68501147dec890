import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { type LogAsk, LogPosition } from '../../../../src/jenkins/logs/logPosition.ts';
import { OverlapKind } from '../../../../src/jenkins/logs/overlapMatcher.ts';

const exactly = (start: number): LogAsk => ({ start, joint: OverlapKind.exact, known: 0, limit: 0 });
const lineEnd = (start: number): LogAsk => ({ start, joint: OverlapKind.lineEnd, known: 0, limit: 0 });
const since = (start: number, known: number, limit: number): LogAsk => ({
  ...{ start, joint: OverlapKind.since, known, limit },
});
const overlap = (start: number, known: number, limit: number): LogAsk => ({
  ...{ start, joint: OverlapKind.overlap, known, limit },
});

describe('the position in a log', () => {
  let position: LogPosition;

  beforeEach(() => {
    position = new LogPosition();
  });

  /** An answer that joins on after `known` bytes of it and ends at `end`, with the sink at `size` then. */
  function answered(before: number, known: number, end: number, size: number): void {
    position.joined(position.next(before), before, known);
    position.answered(end, size);
  }

  /** The first 100 bytes of the file are 80 bytes of text for certain; then its end is inside a line. */
  function stopsInsideLine(size: number, end: number): void {
    answered(0, 0, 100, 80);
    answered(80, 1, end, size);
    position.notJoined(position.next(size), end, size);
  }

  /** The last known end has notes around it, so that counting from there proves nothing. */
  function failsToCount(size: number): void {
    const ask = position.next(size);
    assert.equal(ask.joint, OverlapKind.counted);
    position.notJoined(ask, undefined, size);
  }

  it('requests the file from its beginning, then from each end that was reached', () => {
    assert.deepEqual(position.next(0), exactly(0));
    answered(0, 0, 10, 10);
    assert.deepEqual(position.next(10), exactly(10));
    answered(10, 0, 25, 25);
    assert.deepEqual(position.next(25), exactly(25));
    assert.deepEqual([position.unsure, position.searched, position.complete], [false, false, false]);
  });

  it('requests the last byte again where an answer lacks bytes: it is a line feed, or the end is inside a line', () => {
    answered(0, 0, 100, 80);
    assert.deepEqual(position.next(80), lineEnd(99));
    answered(80, 1, 200, 180);
    assert.deepEqual(position.next(180), exactly(200), 'nothing is missing since the line feed');
    answered(180, 0, 230, 200);
    assert.deepEqual(position.next(200), lineEnd(229));
    assert.equal(position.unsure, false);
  });

  it('requests the text since the last certain place when the end was inside a line', () => {
    stopsInsideLine(200, 230);
    assert.deepEqual(position.next(200), since(100, 120, 120));
    answered(200, 120, 260, 220);
    assert.deepEqual(position.next(220), since(100, 140, 140), 'it probably is inside a line again');
    answered(220, 140, 320, 300);
    assert.deepEqual(position.next(300), exactly(320), 'nothing is missing');
    answered(300, 0, 400, 370);
    assert.deepEqual(position.next(370), lineEnd(399));
    assert.deepEqual([position.unsure, position.searched], [false, false]);
  });

  it('searches known text when the text since the last certain place is long', () => {
    stopsInsideLine(80 + 8192, 9000);
    assert.deepEqual(position.next(80 + 8192), since(100, 1024, 8192));
    position = new LogPosition();
    const size = 80 + 8193;
    stopsInsideLine(size, 9000);
    const counted = position.next(size);
    assert.deepEqual(counted, { start: 9000 - 2048, joint: OverlapKind.counted, known: 1024, limit: 2048 });
    failsToCount(size);
    const ask = position.next(size);
    const start = 100 + 8193 - 2048;
    assert.deepEqual(ask, overlap(start, 1024, 3 * (9000 - start) + 1024));
    assert.equal(position.expected(ask, size), 2048, 'without notes in between');
    assert.equal(position.searched, false);
    position.joined(ask, size, 2148);
    assert.equal(position.searched, true);
    const reached = start + 2148;
    position.answered(reached + 500, size + 500);
    assert.deepEqual(position.next(size + 500), exactly(reached + 500));
    assert.equal(position.unsure, false);
  });

  it('searches near the end first, then from the place that was reached, then from the last certain place', () => {
    const size = 80 + 8193;
    const end = 200_000;
    stopsInsideLine(size, end);
    failsToCount(size);
    const near = position.next(size);
    assert.deepEqual(near, overlap(end - 65_536, 1024, 3 * 65_536 + 1024));
    position.notJoined(near, end, size);
    const start = 100 + 8193 - 2048;
    const reached = position.next(size);
    assert.deepEqual(reached, overlap(start, 1024, 3 * (end - start) + 1024));
    position.notJoined(reached, undefined, size);
    const certain = position.next(size);
    assert.deepEqual(certain, since(100, 1024, 8193));
    assert.equal(position.unsure, false);
    position.notJoined(certain, end + 10, size);
    assert.deepEqual(position.next(size), exactly(end + 10), 'a line is missed rather than all that follows');
    assert.equal(position.unsure, true);
    position.joined(exactly(end + 10), size, 0);
    assert.equal(position.next(size + 9000).joint, OverlapKind.overlap, 'near the end again');
  });

  it('is certain again where places around the last known end could be counted', () => {
    const size = 80 + 8193;
    stopsInsideLine(size, 9000);
    position.joined(position.next(size), size, 2040);
    position.answered(9992, size + 1000);
    assert.deepEqual(position.next(size + 1000), exactly(9992));
    assert.deepEqual([position.unsure, position.searched], [false, false]);
  });

  it('counts from the last certain place again when all text since then was compared', () => {
    const size = 80 + 8193;
    stopsInsideLine(size, 9000);
    failsToCount(size);
    position.joined(position.next(size), size, 2148);
    position.answered(9500, size + 500);
    failsToCount(size + 500);
    for (let time = 0; time < 2; time++) position.notJoined(position.next(size + 500), 9500, size + 500);
    assert.deepEqual(position.next(size + 500), since(100, 1024, 8193 + 500));
    answered(size + 500, 8193 + 500, 100 + 8193 + 600, size + 600);
    assert.deepEqual(position.next(size + 600), exactly(100 + 8193 + 600));
    assert.equal(position.unsure, false);
  });

  it('begins near the end again once an answer has joined on', () => {
    const size = 80 + 8193;
    stopsInsideLine(size, 200_000);
    failsToCount(size);
    position.notJoined(position.next(size), 200_000, size);
    const ask = position.next(size);
    position.joined(ask, size, 2048);
    position.answered(300_000, size + 100);
    failsToCount(size + 100);
    assert.deepEqual(position.next(size + 100), overlap(300_000 - 65_536, 1024, 3 * 65_536 + 1024));
  });

  it('goes on from the bytes that came when none are known to be the end', () => {
    const size = 80 + 8193;
    answered(0, 0, 100, 80);
    position.joined(position.next(80), 80, 1);
    assert.deepEqual(position.next(80), exactly(100), 'nothing came');
    assert.deepEqual(position.next(90), since(100, 10, 10), 'the answer broke off');
    assert.deepEqual(position.next(size), overlap(100 + 8193 - 2048, 1024, 8 * 1024 * 1024));
    position.notJoined(since(100, 1024, 8193), undefined, size);
    assert.deepEqual(position.next(size), exactly(100 + 8193));
  });

  it('never searches before the last certain place', () => {
    stopsInsideLine(80 + 9000, 2500);
    assert.equal(position.next(80 + 9000).start, 2500 - 2048, 'the end that is claimed is before the text');
    position = new LogPosition();
    stopsInsideLine(80 + 9000, 1000);
    assert.equal(position.next(80 + 9000).start, 100);
  });

  it('doubts text that is longer than its bytes in the file', () => {
    answered(0, 0, 100, 101);
    assert.equal(position.unsure, true, 'more text than the file is said to have');
    for (const [size, isUnsure] of [
      [130, false],
      [131, true],
    ] as const) {
      position = new LogPosition();
      answered(0, 0, 100, 80);
      answered(80, 1, 120, 100);
      position.joined(exactly(150), size, 0);
      assert.equal(position.unsure, isUnsure, 'whether the text since the last certain place is longer');
    }
  });

  it('is complete when a build has ended and no byte is missing', () => {
    answered(0, 0, 100, 100);
    assert.equal(position.ended(exactly(0), 100), true);
    assert.deepEqual([position.complete, position.unsure], [true, false]);
  });

  it('is complete when the end of an ended build is inside a line, which only the console’s text has', () => {
    answered(0, 0, 100, 80);
    assert.equal(position.ended(exactly(0), 80), false);
    assert.deepEqual([position.complete, position.unsure], [false, false]);
    const ask = position.next(80);
    position.notJoined(ask, 100, 80);
    assert.equal(position.ended(ask, 80), true);
    assert.deepEqual([position.complete, position.unsure], [true, true]);
  });

  it('decides by the byte before the end of an ended build, also when it was inside a line before', () => {
    stopsInsideLine(200, 230);
    const ask = position.next(200);
    answered(200, 120, 260, 220);
    assert.equal(position.ended(ask, 220), false);
    assert.deepEqual(position.next(220), lineEnd(259));
    answered(220, 1, 260, 220);
    assert.equal(position.ended(lineEnd(259), 220), true);
    assert.deepEqual([position.complete, position.unsure], [true, false]);
  });

  it('begins anew with another file', () => {
    stopsInsideLine(200, 230);
    position.firstForeign = 7;
    position.restart();
    assert.deepEqual(position.toJson(0), new LogPosition().toJson(0));
    assert.deepEqual(position.next(0), exactly(0));
    assert.deepEqual(position.next(10), since(0, 10, 10));
    answered(0, 0, 100, 80);
    assert.deepEqual(position.next(80), lineEnd(99));
  });
});

describe('a stored position in a log', () => {
  const stored = {
    ...{ version: 3, size: 6, exact: { stored: 5, told: 4 }, counted: { stored: 7, told: 6 }, end: 9 },
    ...{ plain: { size: 9, reached: 8, doubt: 1, isAtCap: true, earliest: 7, tail: 6, isUnique: true } },
    ...{ insideLine: true, hasLongLineEnds: true, unsure: false, searched: false, firstForeign: 3, complete: true },
  };
  const restored = (value: unknown) => LogPosition.from(value, 6)?.toJson(6);

  it('comes back as it was', () => {
    assert.deepEqual(restored(stored), stored);
    const other = {
      ...stored,
      plain: undefined,
      insideLine: false,
      hasLongLineEnds: false,
      unsure: true,
      searched: true,
      complete: false,
    };
    assert.deepEqual(restored(other), other);
  });

  it('is nowhere at first', () => {
    const place = { stored: 0, told: 0 };
    assert.deepEqual(new LogPosition().toJson(0), {
      ...{ version: 3, size: 0, exact: place, counted: place, end: undefined, plain: undefined, insideLine: false },
      ...{ hasLongLineEnds: false, unsure: false, searched: false, firstForeign: undefined, complete: false },
    });
  });

  it('doubts what an end lacks', () => {
    const plain = (end: unknown) => (restored({ ...stored, plain: end }) as { plain: unknown } | undefined)?.plain;
    assert.deepEqual(plain({ reached: 5 }), {
      size: 5,
      reached: 5,
      doubt: 0,
      isAtCap: false,
      earliest: 5,
      tail: 0,
      isUnique: false,
    });
    const nothing = { size: 0, reached: 0, doubt: 0, isAtCap: false, earliest: 0, tail: 0, isUnique: false };
    assert.deepEqual([plain({}), plain('odd')], [nothing, undefined]);
  });

  it('is for its own text and version only', () => {
    assert.equal(LogPosition.from(stored, 7), undefined);
    assert.equal(restored({ ...stored, version: 2 }), undefined);
    assert.equal(restored('nothing'), undefined);
  });

  it('is doubted where it lacks something', () => {
    const place = { stored: 0, told: 0 };
    assert.deepEqual(restored({ version: 3, size: 6 }), {
      ...{ version: 3, size: 6, exact: place, counted: place, end: undefined, plain: undefined, insideLine: false },
      ...{ hasLongLineEnds: false, unsure: true, searched: true, firstForeign: undefined, complete: false },
    });
  });
});
