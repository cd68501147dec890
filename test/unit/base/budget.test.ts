import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { append } from '../../../src/base/append.ts';
import { Budget, isDeeperThan } from '../../../src/base/budget.ts';
import { encodedUri } from '../../../src/base/encodedUri.ts';

describe('a budget', () => {
  it('has as many steps as it was given', () => {
    const budget = new Budget({ steps: 3 });
    assert.deepEqual(
      [1, 2, 3, 4].map(() => budget.spend()),
      [true, true, true, false],
    );
    assert.equal(new Budget({ steps: 3 }).spend(4), false);
  });

  it('has as many bytes at a time as it was given', () => {
    const budget = new Budget({ bytes: 10 });
    assert.deepEqual([budget.hold(6), budget.hold(5), budget.hold(4), budget.hold(1)], [true, false, true, false]);
    budget.release();
    assert.equal(budget.hold(10), true);
  });

  it('has as many levels as it was given, also after a failure', () => {
    const budget = new Budget({ depth: 3 });
    const below = (): number =>
      budget.deeper(
        1,
        () => 1 + below(),
        () => 0,
      );
    assert.equal(below(), 3);
    const fail = () => {
      throw new Error('odd');
    };
    assert.throws(() => budget.deeper(2, fail, () => 0));
    assert.equal(below(), 3);
    assert.equal(
      budget.deeper(
        4,
        () => 'deep',
        () => 'flat',
      ),
      'flat',
    );
  });
});

describe('nested JSON', () => {
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`);

  it('is measured without a stack', () => {
    assert.equal(isDeeperThan(nested(3), 3), false);
    assert.equal(isDeeperThan(nested(4), 3), true);
    assert.equal(isDeeperThan(nested(200_000), 300_000), false);
    for (const flat of [1, 'a', null, undefined, [], {}]) assert.equal(isDeeperThan(flat, 1), false);
  });
});

describe('small helpers for hostile values', () => {
  it('append more items than a call has arguments', () => {
    const list = [0];
    append(
      list,
      Array.from({ length: 500_000 }, (_, at) => at),
    );
    assert.equal(list.length, 500_001);
  });

  it('encode half of a surrogate pair', () => {
    assert.equal(encodedUri('a/\ud800'), 'a%2F%EF%BF%BD');
  });
});
