import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { listedWithoutCase } from './case.ts';

// Loads every file with cases, so that the list is complete also when this file runs alone.
for (const file of globSync('*/*.test.ts', { cwd: import.meta.dirname })) await import(join(import.meta.dirname, file));

describe('the list of cases known to be wrong', () => {
  it('names cases that exist', () => {
    assert.deepEqual(listedWithoutCase(), []);
  });
});
