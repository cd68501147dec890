import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { agreement, ourVerdicts } from './verdicts.ts';

// Verdicts that a real Java 17 gave: see golden/makeVerdicts.ts.
const golden = readFileSync(join(import.meta.dirname, 'golden/verdicts.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => {
    const [pattern, subjects, java]: [string, string[], string] = JSON.parse(line);
    return { pattern, subjects, java, ours: ourVerdicts([pattern, ...subjects]) };
  });

describe("Java's verdicts", () => {
  it('are many', () => {
    assert.ok(golden.length >= 2000);
  });

  it('are ours too', () => {
    const wrong = golden.filter(({ ours, java }) => agreement(ours, java) === 'different');
    assert.deepEqual(wrong, []);
  });

  it('name the same place of an error, in at least nine of ten', () => {
    const refused = golden.filter(({ java }) => java.startsWith('E'));
    const misplaced = refused.filter(({ ours, java }) => agreement(ours, java) === 'index');
    assert.ok(misplaced.length <= refused.length / 10, JSON.stringify(misplaced.slice(0, 5)));
  });
});
