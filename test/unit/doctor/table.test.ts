import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { setups } from './setups/index.ts';
import { playSetups, type Row } from './table.ts';

describe('the connection doctor', () => {
  let rows: readonly Row[];
  before(async () => {
    rows = await playSetups();
  });

  it('has at least 60 broken set-ups, each with a name of its own', () => {
    assert.ok(setups.length >= 60, String(setups.length));
    assert.equal(new Set(setups.map(({ name }) => name)).size, setups.length);
  });

  for (const [at, { name, verdict, fix }] of setups.entries()) {
    it(`${name}: ${verdict}, ${fix ?? 'no fix'}`, () => {
      const row = rows[at];
      assert.ok(row?.isRight, row?.found);
    });
  }
});
