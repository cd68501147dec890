import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ShownRow } from '../../../../../src/workbench/jenkins/logs/page/protocol.ts';
import { EvenRows, type RowGeometry, WrappedRows } from '../../../../../src/workbench/jenkins/logs/page/rowGeometry.ts';

const lineHeight = 20;
const view = 200;

function even(): EvenRows {
  const rows = new EvenRows();
  rows.height = lineHeight;
  return rows;
}

/** Rows of which some are measured, by their numbers. */
function wrapped(heights: Readonly<Record<number, number>>): WrappedRows {
  const rows = new Map<number, ShownRow>();
  const geometry = new WrappedRows(even(), index => rows.get(index));
  for (const [index, height] of Object.entries(heights)) {
    const row: ShownRow = { line: Number(index), runs: [], skipped: 0 };
    rows.set(Number(index), row);
    geometry.set(row, height);
  }
  return geometry;
}

describe('the geometry of rows', () => {
  const tall = { 0: 20, 1: 60, 2: 20, 3: 400, 4: 20, 5: 40 };

  it('of one height is that of their number', () => {
    const rows = even();
    assert.equal(rows.rowAt(3.5, 30), 5);
    assert.equal(rows.offset(3.5, 5), 30);
    assert.equal(rows.lastTop(100, view), 90);
    assert.equal(rows.lastTop(5, view), 0);
  });

  it('of wrapped rows goes by the height of each, in both directions', () => {
    const rows = wrapped(tall);
    assert.equal(rows.rowAt(0, 50), 1.5);
    assert.equal(rows.rowAt(1.5, 50), 3);
    assert.equal(rows.rowAt(3, 200), 3.5);
    assert.equal(rows.rowAt(3.5, -250), 1.5);
    assert.equal(rows.rowAt(1, -40), -1, 'above the first');
    assert.equal(rows.offset(1.5, 3), 50);
    assert.equal(rows.offset(3.5, 1), -280);
  });

  it('of wrapped rows ends with the last one at the view’s end, even inside a row taller than the view', () => {
    assert.equal(wrapped(tall).lastTop(6, view), 3 + 260 / 400);
    assert.equal(wrapped({ 0: 20, 1: 60 }).lastTop(2, view), 0, 'all fit');
    assert.equal(wrapped({}).lastTop(100, view), 90, 'none is measured');
  });

  it('takes a place back to where it was, wherever it goes', () => {
    const geometries: RowGeometry[] = [even(), wrapped(tall), wrapped({ 2: 500, 9: 30 })];
    for (const geometry of geometries) {
      for (let top = 0; top < 6; top += 0.37) {
        for (const pixels of [1, 19, 20, 75, 333]) {
          const there = geometry.rowAt(top, pixels);
          assert.ok(Math.abs(geometry.rowAt(there, -pixels) - top) < 1e-9, `${top} ${pixels}`);
          assert.ok(there > top);
        }
      }
    }
  });

  it('knows the height of all rows where each is measured', () => {
    assert.equal(wrapped({ 0: 20, 1: 60 }).total(2), 80);
    assert.equal(wrapped({ 0: 20, 1: 60 }).total(1000), 1000 * lineHeight);
    assert.equal(even().total(3), 60);
  });
});
