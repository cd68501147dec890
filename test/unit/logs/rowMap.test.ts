import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RowMap, type Section } from '../../../src/logs/index.ts';

describe('the rows of a log', () => {
  const section = (line: number, lastLine: number, depth = 0): Section => ({
    kind: 'stage',
    title: 'x',
    line,
    lastLine,
    depth,
  });
  const shown = (map: RowMap, lines: number) => Array.from({ length: map.count(lines) }, (_, row) => map.lineAt(row));

  it('are its lines', () => {
    const map = new RowMap();
    assert.deepEqual(shown(map, 4), [0, 1, 2, 3]);
    assert.equal(map.rowOf(2), 2);
  });

  it('leave out what is folded', () => {
    const map = new RowMap();
    map.setSections([section(1, 4), section(2, 3, 1), section(6, 8), section(9, 9)]);
    map.fold(1, true);
    assert.deepEqual(shown(map, 11), [0, 1, 5, 6, 7, 8, 9, 10]);
    map.fold(6, true);
    map.fold(2, true);
    assert.deepEqual(shown(map, 11), [0, 1, 5, 6, 9, 10]);
    assert.deepEqual(
      [0, 1, 2, 4, 5, 6, 7, 8, 9, 10].map(line => map.rowOf(line)),
      [0, 1, 1, 1, 2, 3, 3, 3, 4, 5],
    );
    assert.equal(map.sectionAt(9), undefined, 'nothing to be folded');
    map.reveal(3);
    assert.deepEqual(shown(map, 11), [0, 1, 2, 3, 4, 5, 6, 9, 10]);
    map.foldAll(true);
    assert.deepEqual(shown(map, 11), [0, 1, 5, 6, 9, 10]);
    map.foldAll(false);
    assert.equal(map.count(11), 11);
  });

  it('leave out the growing end of a section that is folded', () => {
    const map = new RowMap();
    map.setSections([section(1, 4)]);
    map.fold(1, true);
    map.setSections([section(1, 7)]);
    assert.deepEqual(shown(map, 8), [0, 1]);
    assert.equal(map.count(6), 2, 'also when fewer lines are known yet');
  });

  it('are those that a filter lets through', () => {
    const map = new RowMap();
    map.setSections([section(1, 4)]);
    map.fold(1, true);
    const lines = [3, 7, 20];
    map.filter(lines);
    assert.deepEqual(shown(map, 30), [3, 7, 20]);
    assert.deepEqual(
      [0, 3, 8, 25].map(line => map.rowOf(line)),
      [0, 0, 1, 2],
    );
    lines.push(25);
    assert.equal(map.count(30), 4, 'as it grows');
    map.filter(undefined);
    assert.equal(map.count(30), 27);
  });
});
