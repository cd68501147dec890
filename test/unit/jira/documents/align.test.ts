import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { align } from '../../../../src/jira/documents/align.ts';

/** Words are alike by their first letters, and the same when they are equal. */
function likeness(before: string, after: string): number {
  if (before === after) return 1;
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  return (0.9 * same) / Math.max(before.length, after.length);
}

/** Pairs of words, as `before>after`; `>after` without a pair. */
function pairs(before: string, after: string): string {
  const [old, now] = [before, after].map(words => words.split(' ').filter(Boolean)) as [string[], string[]];
  const found = align(old, now, likeness);
  assert.equal(found.length, now.length);
  return now.map((word, at) => `${found[at] ?? ''}>${word}`).join(' ');
}

describe('two versions of a list', () => {
  const cases: readonly (readonly [before: string, after: string, pairs: string])[] = [
    ['a b c', 'a b c', 'a>a b>b c>c'],
    ['a b c', 'a c', 'a>a c>c'],
    ['a c', 'a b c', 'a>a >b c>c'],
    ['a b', 'x a b', '>x a>a b>b'],
    ['a b', 'a b x', 'a>a b>b >x'],
    ['a b', '', ''],
    ['', 'a b', '>a >b'],
    ['a a', 'a', 'a>a'],
    ['a', 'a a', 'a>a >a'],
    ['one two six', 'one twos six', 'one>one two>twos six>six'],
    ['abc', 'xyz', '>xyz'],
    ['x abcd y', 'x abce abcf y', 'x>x abcd>abce >abcf y>y'],
    ['x axxx abcc y', 'x abcd y', 'x>x abcc>abcd y>y'],
    ['x abcc axxx y', 'x abcd y', 'x>x abcc>abcd y>y'],
    ['x abb cd y', 'x cx abx y', 'x>x >cx abb>abx y>y'],
    ['x abc def ghi y', 'x defg ghij abcd y', 'x>x def>defg ghi>ghij >abcd y>y'],
    ['x q abc', 'x abd abc', 'x>x >abd abc>abc'],
    ['x abcd defg y', 'x dexx abcx defx y', 'x>x >dexx abcd>abcx defg>defx y>y'],
  ];
  for (const [before, after, expected] of cases) {
    it(`are paired in order, by the highest likeness: ${before} | ${after}`, () => {
      assert.equal(pairs(before, after), expected);
    });
  }

  it('are paired at both ends however long they are', () => {
    const before = Array.from({ length: 500 }, (_, at) => `w${at}`);
    const after = before.toSpliced(200, 3, 'new').toSpliced(300, 0, 'more');
    const expected = after.map(word => (before.includes(word) ? word : undefined));
    assert.deepEqual(align(before, after, likeness), expected);
  });

  it('are paired by their places when they are long and differ much', () => {
    const pairsOf = (length: number) => {
      const before = Array.from({ length }, (_, at) => `a${1000 + at}x`);
      const after = ['b', ...before.slice(0, -1).map(word => word.replace('x', 'y'))];
      const found = align(before, after, likeness);
      return found.map(pair => (pair === undefined ? undefined : before.indexOf(pair)));
    };
    const places = Array.from({ length: 201 }, (_, at) => at);
    assert.deepEqual(pairsOf(200), [undefined, ...places.slice(0, 199)], 'the words are weighed');
    assert.deepEqual(pairsOf(201), [undefined, ...places.slice(1)]);
  });
});
