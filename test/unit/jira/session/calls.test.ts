import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { jiraCalls } from '../../calls/jiraCalls.ts';
import { type Seen, seeAll } from '../../calls/recorder.ts';

const lines = readFileSync(join(import.meta.dirname, '../../calls/jira.jsonl'), 'utf8')
  .trimEnd()
  .split('\n');
const known = new Map(lines.map(line => JSON.parse(line) as Seen).map(seen => [seen.name, seen]));

// What was looked at; calls/make.ts writes it anew.
describe('the calls of the Jira client ask and give what they did', () => {
  for (const call of jiraCalls) {
    it(call.name, async () => {
      const [seen] = await seeAll([call]);
      assert.deepEqual(seen, known.get(call.name));
    }).timeout(60_000);
  }

  it('in all that is written down', () => {
    assert.deepEqual(
      jiraCalls.map(({ name }) => name),
      [...known.keys()],
    );
  });
});
