import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { jenkinsCalls } from '../calls/jenkinsCalls.ts';
import { type Seen, seeAll } from '../calls/recorder.ts';

const lines = readFileSync(join(import.meta.dirname, '../calls/jenkins.jsonl'), 'utf8')
  .trimEnd()
  .split('\n');
const known = new Map(lines.map(line => JSON.parse(line) as Seen).map(seen => [seen.name, seen]));

describe('the calls of the Jenkins client', () => {
  it('ask and give what was looked at: calls/make.ts writes it anew', async () => {
    const seen = await seeAll(jenkinsCalls);
    for (const each of seen) assert.deepEqual(each, known.get(each.name));
    assert.equal(seen.length, known.size);
  });
});
