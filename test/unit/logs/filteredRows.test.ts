import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RowMap } from '../../../src/logs/index.ts';

describe('the rows of a filtered log', () => {
  it('are those of lines that are there', () => {
    const map = new RowMap();
    map.filter([1, 2, 7]);
    assert.deepEqual(
      [0, 2, 3, 7, 8].map(lines => map.count(lines)),
      [0, 1, 2, 2, 3],
    );
  });

  it('are runs of lines', () => {
    const map = new RowMap();
    assert.deepEqual(map.runs(2, 9), [[2, 9]]);
    map.filter([1, 2, 3, 7, 9, 10]);
    assert.deepEqual(map.runs(2, 9), [
      [2, 3],
      [7, 7],
      [9, 9],
    ]);
    assert.deepEqual(map.runs(4, 6), []);
    assert.deepEqual(map.runs(0, 100), [
      [1, 3],
      [7, 7],
      [9, 10],
    ]);
  });
});
