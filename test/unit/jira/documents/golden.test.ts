import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { type Conversion, conversions } from './golden/conversions.ts';

const golden: Conversion[] = readFileSync(join(import.meta.dirname, 'golden/conversions.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line));

describe('conversions of bodies', () => {
  // Some hundred conversions at once, on a machine that does other work too.
  it('are those that were looked at: golden/make.ts writes them anew', function () {
    this.timeout(120_000);
    const now = conversions();
    const changed = now.filter((each, at) => JSON.stringify(each) !== JSON.stringify(golden[at]));
    const known = new Map(golden.map(({ input, forms }) => [input, forms]));
    assert.deepEqual(
      changed.slice(0, 5),
      changed.slice(0, 5).map(({ input }) => ({ input, forms: known.get(input) })),
    );
    assert.equal(now.length, golden.length);
  });
});
