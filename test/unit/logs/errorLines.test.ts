import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ErrorLines } from '../../../src/logs/errors/errorLines.ts';
import { usualErrors } from '../../../src/logs/errors/usualErrors.ts';
import { LogScan, patternOf, Scanner, type Spool } from '../../../src/logs/index.ts';
import type { Search } from '../../../src/logs/scanBlock.ts';
import { fill, withSpool } from './folder.ts';

const never = new AbortController().signal;

describe('the lines with errors', () => {
  let scanner: Scanner;
  beforeEach(() => {
    scanner = new Scanner(new URL('../../../src/logs/scanWorker.ts', import.meta.url));
  });
  afterEach(() => scanner.close());

  const text = [
    'ok',
    '2024-05-01 10:00:02,480 ERROR [main] a.Test - wanted by a test',
    'src/a.c:3:1: error: x',
    'ok',
    'ERROR: script returned exit code 1',
    '',
  ].join('\n');
  const scanOf = (spool: Spool, pattern: Search = usualErrors) =>
    new LogScan(spool, scanner, pattern, { maxHits: 1000, blockBytes: 500 });
  const linesOf = (errors: ErrorLines) => Array.from({ length: errors.count }, (_, index) => errors.hit(index)?.line);

  it('are those of each rank, or the causes alone', async () => {
    await withSpool(text, async spool => {
      const scan = scanOf(spool);
      const all = new ErrorLines(scan);
      const causes = new ErrorLines(scan, { onlyCauses: true });
      await scan.advance(true, never);
      for (const errors of [all, causes]) errors.refresh();
      assert.deepEqual(linesOf(all), [1, 2, 4]);
      assert.deepEqual(linesOf(causes), [2]);
      assert.deepEqual(
        [0, 1, 2, 3, 4, 5].map(line => all.has(line)),
        [false, true, true, false, true, false],
      );
      assert.equal(all.countIn([0, 1, 3, 4, 9]), 2);
    });
  });

  it('grow with the log, also over many blocks, and begin anew with it', async () => {
    await withSpool('src/a.c:1:1: error: x\nok\n'.repeat(400), async spool => {
      const scan = scanOf(spool);
      const causes = new ErrorLines(scan, { onlyCauses: true });
      await scan.advance(false, never);
      causes.refresh();
      assert.equal(causes.count, 400);
      await fill(spool, `ok\n${text}`);
      await scan.advance(false, never);
      causes.refresh();
      assert.equal(causes.hit(400)?.line, 803);
      await spool.truncate(0);
      await fill(spool, text);
      await scan.advance(false, never);
      causes.refresh();
      assert.deepEqual(linesOf(causes), [2]);
    });
  });

  it('of a pattern with many hits in a line are counted once', async () => {
    await withSpool('x x x\ny\nx\n', async spool => {
      const scan = scanOf(spool, patternOf('x', {}));
      await scan.advance(true, never);
      const errors = new ErrorLines(scan, { onlyCauses: true });
      errors.refresh();
      assert.deepEqual(linesOf(errors), [0, 2]);
    });
  });

  it('are gone through in both directions and round, and only where rows show them', async () => {
    await withSpool(text, async spool => {
      const scan = scanOf(spool);
      await scan.advance(true, never);
      const errors = new ErrorLines(scan);
      errors.refresh();
      assert.deepEqual(
        [-1, 1, 2, 3, 4].map(line => errors.next(line, 1)),
        [0, 1, 2, 2, 0],
      );
      assert.deepEqual(
        [-1, 1, 2, 4].map(line => errors.next(line, -1)),
        [2, 2, 0, 1],
      );
      const isFar = (line: number) => line > 3;
      assert.equal(errors.next(0, 1, isFar), 2);
      assert.equal(
        errors.next(0, 1, () => false),
        -1,
      );
    });
  });
});
