import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { type Call, type Seen, seeAll } from './recorder.ts';

/**
 * Holds calls to what was written down of them; make.ts writes it anew.
 * @param file beside this one, with a line for each call
 */
export function describeCalls(title: string, calls: readonly Call[], file: string): void {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trimEnd()
    .split('\n');
  const known = new Map(lines.map(line => JSON.parse(line) as Seen).map(seen => [seen.name, seen]));

  describe(title, () => {
    for (const call of calls) {
      it(call.name, async () => {
        const [seen] = await seeAll([call]);
        assert.deepEqual(seen, known.get(call.name));
      }).timeout(60_000);
    }

    it('in all that is written down', () => {
      assert.deepEqual(
        calls.map(({ name }) => name),
        [...known.keys()],
      );
    });
  });
}
