import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { usualErrors } from '../../../src/logs/errors/usualErrors.ts';
import { LogScan, Scanner, type Spool } from '../../../src/logs/index.ts';
import { dresses, firstErrorOf, groups, samplesOf, verdictOf } from './errors/samples.ts';
import { withSpool } from './folder.ts';

const never = new AbortController().signal;

describe('the first error of a log', () => {
  for (const group of groups) {
    for (const [dress, put] of Object.entries(dresses)) {
      it(`is the cause: ${group}, ${dress}`, () => {
        const wrong = samplesOf(group).flatMap(({ name, lines, wanted }) => {
          const { line } = firstErrorOf(`${lines.map(put).join('\n')}\n`);
          const verdict = verdictOf(line, wanted);
          return verdict === 'right' || verdict === 'near' ? [] : [`${name}: ${verdict}, line ${line} for ${wanted}`];
        });
        assert.deepEqual(wrong, []);
      });
    }
  }

  it('is none of the lines in the log of a build that passed, one by one', () => {
    const lines = samplesOf('passed')
      .filter(({ name }) => name !== 'ansible')
      .flatMap(sample => sample.lines);
    assert.deepEqual(
      lines.filter(line => firstErrorOf(line).line > 0),
      [],
    );
  });
});

describe('a search for errors', () => {
  let scanner: Scanner;
  beforeEach(() => {
    scanner = new Scanner(new URL('../../../src/logs/scanWorker.ts', import.meta.url));
  });
  afterEach(() => scanner.close());

  async function scanOf(spool: Spool, blockBytes: number): Promise<LogScan> {
    const scan = new LogScan(spool, scanner, usualErrors, { maxHits: 100_000, blockBytes, textLength: 20 });
    await scan.advance(true, never);
    return scan;
  }

  it('finds the same, whatever blocks it is read in', async () => {
    const noise = Array.from({ length: 1500 }, (_, index) => `line ${index} of a build`);
    const lines = [
      ...noise,
      '2024-05-01 10:00:02,480 ERROR [main] a.Test - wanted by a test',
      ...noise,
      '  1 failing',
      '',
      '  1) cart',
      ...noise,
      `${'x'.repeat(9000)} ERROR: deep in a line`,
      'ERROR: script returned exit code 1',
      'Finished: FAILURE',
    ];
    await withSpool(`${lines.join('\n')}\n`, async spool => {
      for (const blockBytes of [500, 4096, 1 << 20]) {
        const scan = await scanOf(spool, blockBytes);
        const found = Array.from({ length: scan.count }, (_, index) => scan.hit(index)?.line);
        assert.deepEqual(found, [1500, 3001, 3003, 4505], `${blockBytes}`);
        assert.equal(scan.firstError, 2);
        assert.equal(scan.text(2), '  1) cart');
        assert.equal(scan.isPassed, false);
      }
    });
  });

  it('knows a build that passed by the end of its log', async () => {
    await withSpool(
      'ERROR: but caught\nFinished: SUCCESS\nERROR: of another build\nFinished: SUCCESS\n\n',
      async spool => {
        const scan = await scanOf(spool, 4096);
        assert.deepEqual([scan.count, scan.firstError, scan.isPassed], [2, 0, true]);
      },
    );
    await withSpool('ERROR: but caught\nFinished: SUCCESS\nERROR: of this one\n', async spool => {
      assert.equal((await scanOf(spool, 4096)).isPassed, false);
    });
  });
});
