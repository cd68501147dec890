import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NoOverlapError, OverlapKind, OverlapMatcher } from '../../../../src/jenkins/logs/overlapMatcher.ts';

const known = Buffer.from('two\nthree\n');
const text = Buffer.from('one\ntwo\nthree\nfour\n');

/** The new text of an answer that comes in pieces of a size. */
function take(matcher: OverlapMatcher, bytes: Buffer, size: number): string {
  const fresh: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) fresh.push(matcher.take(bytes.subarray(at, at + size)));
  fresh.push(matcher.end());
  return Buffer.concat(fresh).toString();
}

function overlapOf(words: string, limit = 100, expected = 0): OverlapMatcher {
  return new OverlapMatcher(OverlapKind.overlap, Buffer.from(words), limit, expected);
}

/** Checks the new text, and the end of the overlap in the file, for each size of the pieces. */
function joins(make: () => OverlapMatcher, bytes: Buffer, fresh: string, at: number): void {
  for (let size = 1; size <= bytes.length; size++) {
    const matcher = make();
    assert.equal(take(matcher, bytes, size), fresh, `pieces of ${size}`);
    assert.equal(matcher.at, at, `pieces of ${size}`);
  }
}

/** Checks that the answer does not join on, for each size of the pieces. */
function misses(make: () => OverlapMatcher, bytes: Buffer): void {
  for (let size = 1; size <= bytes.length; size++) {
    assert.throws(() => take(make(), bytes, size), NoOverlapError, `pieces of ${size}`);
  }
}

describe('the joint of an answer', () => {
  it('is at its beginning where all of it is new', () => {
    assert.equal(new OverlapMatcher(OverlapKind.exact).at, 0, 'before the first piece');
    joins(() => new OverlapMatcher(OverlapKind.exact), text, text.toString(), 0);
  });

  it('is behind its line feed where a line ended', () => {
    joins(() => new OverlapMatcher(OverlapKind.lineEnd), Buffer.from('\nfour\n'), 'four\n', 1);
    misses(() => new OverlapMatcher(OverlapKind.lineEnd), text);
    const matcher = new OverlapMatcher(OverlapKind.lineEnd);
    assert.equal(matcher.take(Buffer.alloc(0)).length, 0);
    assert.equal(matcher.at, undefined);
    assert.equal(take(matcher, Buffer.from('\nx'), 2), 'x', 'behind an empty piece');
  });

  it('is nowhere in an answer without text', () => {
    for (const kind of [OverlapKind.lineEnd, OverlapKind.since, OverlapKind.overlap]) {
      const matcher = new OverlapMatcher(kind, known, 14);
      assert.equal(matcher.end().length, 0);
      assert.equal(matcher.at, undefined);
    }
  });

  it('is behind all text since a certain place', () => {
    const since = (limit: number) => () => new OverlapMatcher(OverlapKind.since, known, limit);
    joins(since(14), text, 'four\n', 14);
    joins(since(14), text.subarray(0, 14), '', 14);
    joins(since(10), text.subarray(4), 'four\n', 10);
    misses(since(13), text);
    misses(since(15), text);
    misses(since(20), text);
    misses(since(20), text.subarray(0, 14));
  });

  it('is found where known text ends, however the answer is cut', () => {
    joins(() => overlapOf('two\nthree\n'), text, 'four\n', 14);
    joins(() => overlapOf('two\nthree\n'), text.subarray(4), 'four\n', 10);
    joins(() => overlapOf('two\nthree\n'), text.subarray(0, 14), '', 14);
    joins(() => overlapOf('t', 100), text, 'wo\nthree\nfour\n', 5);
    joins(() => overlapOf(''), text, text.toString(), 0);
    const long = 'a known text that is longer';
    joins(() => overlapOf(long, 200), Buffer.from(`${text}${long}new`), 'new', text.length + long.length);
  });

  it('is where it was expected, if the text repeats itself', () => {
    const same = Buffer.from('x\n'.repeat(50));
    joins(() => overlapOf('x\nx\n', 100, 40), same, 'x\n'.repeat(30), 40);
    joins(() => overlapOf('x\nx\n', 100, 40), same.subarray(0, 40), '', 40);
    joins(() => overlapOf('x\nx\n', 100, 4), same.subarray(0, 6), 'x\n', 4);
    joins(() => overlapOf('x\nx\n', 100, 3), same.subarray(0, 6), 'x\n', 4);
  });

  it('is the first place where the expected one was wrong', () => {
    joins(() => overlapOf('ab', 100, 4), Buffer.from('xxxxxxxxxxxxababab'), 'abab', 14);
    const matcher = overlapOf('ab', 100, 12);
    matcher.take(Buffer.from('xxxxxxxxxxxxxa'));
    assert.equal(Buffer.from(matcher.take(Buffer.from('babab'))).toString(), 'abab');
  });

  it('is found at the end of a text that is shorter than expected', () => {
    joins(() => overlapOf('two\nthree\n', 100, 50), text, 'four\n', 14);
    joins(() => overlapOf('two\nthree\n', 100, 50), text.subarray(4), 'four\n', 10);
    joins(() => overlapOf('ab', 100, 50), Buffer.from('xababab'), 'abab', 3);
    misses(() => overlapOf('five', 100, 50), text);
  });

  it('is missed when the known text does not come, or too late', () => {
    misses(() => overlapOf('five'), text);
    joins(() => overlapOf('two\nthree\n', 14), text, 'four\n', 14);
    misses(() => overlapOf('two\nthree\n', 13), text);
    misses(() => overlapOf('two\nthree\n', 10), text);
  });

  it('is given up as soon as the answer is longer than it may be', () => {
    assert.throws(() => overlapOf('five', 10).take(text), NoOverlapError);
    const matcher = overlapOf('five', 30);
    matcher.take(text);
    assert.throws(() => matcher.take(text), NoOverlapError);
  });

  it('is behind the last line before a counted end, unless as many bytes follow as a note has', () => {
    const answer = Buffer.from('one\ntwo\nthree');
    const freshAfter = (unfinished: number, limit = 8) => {
      const matcher = new OverlapMatcher(OverlapKind.counted, Buffer.from('one\ntwo\n'), limit);
      assert.equal(matcher.take(answer).length, 0);
      return Buffer.from(matcher.end(answer.length + unfinished)).toString();
    };
    assert.equal(freshAfter(0), 'three');
    assert.equal(freshAfter(39), 'three');
    assert.throws(() => freshAfter(40), NoOverlapError);
    assert.throws(() => freshAfter(-1), NoOverlapError);
    assert.throws(() => freshAfter(0, 3), NoOverlapError, 'no line ends before it');
    const other = new OverlapMatcher(OverlapKind.counted, Buffer.from('0123456789abcdef\n'), 100);
    other.take(Buffer.from('0123456789abcdeF\nnew'));
    assert.throws(() => other.end(20), NoOverlapError, 'another text is there');
  });

  it('counts the bytes of a torn character as they are in the file', () => {
    for (let torn = 0; torn <= 3; torn++) {
      const answer = Buffer.from(`${'\ufffd'.repeat(torn)}ab\ncd\nnew`);
      joins(() => overlapOf('cd\n'), answer, 'new', torn + 6);
    }
    const answer = Buffer.from(`${'\ufffd'.repeat(4)}ab\ncd\nnew`);
    joins(() => overlapOf('cd\n'), answer, 'new', 3 + 3 + 6);
  });
});
