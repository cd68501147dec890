// What mocha counted, for the one line at the end of `npm test`: each run adds a line of JSON to the file that
// MOCHA_RESULTS names.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Runner } from 'mocha';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Adds what the runner counts to the file, when it ends. */
export function countInto(file: string | undefined, runner: Runner): void {
  // A step that only passed the second time is told, so that nobody takes it for sound.
  runner.on('retry', (test, error) => console.log(`retried: ${test.fullTitle()}: ${error.message}`));
  if (!file) return;
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  runner.on('pass', () => counts.passed++);
  runner.on('fail', () => counts.failed++);
  runner.on('pending', () => counts.skipped++);
  runner.on('end', () => appendFileSync(file, `${JSON.stringify(counts)}\n`));
}

/** The sum of all runs. */
export function readCounts(file: string): Counts {
  const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
  if (!existsSync(file)) return sum;
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const counts: Counts = JSON.parse(line);
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}
