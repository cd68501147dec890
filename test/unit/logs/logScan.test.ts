import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { LogScan, PatternError, patternOf, Scanner, SlowPatternError, type Spool } from '../../../src/logs/index.ts';
import { fill, withSpool } from './folder.ts';

const script = new URL('../../../src/logs/scanWorker.ts', import.meta.url);
const never = new AbortController().signal;

describe('a search through a log', () => {
  let scanner: Scanner;
  beforeEach(() => {
    scanner = new Scanner(script);
  });
  afterEach(() => scanner.close());

  async function found(
    spool: Spool,
    text: string,
    options: { regex?: boolean; matchCase?: boolean } = {},
    blockBytes = 4096,
  ) {
    const scan = new LogScan(spool, scanner, patternOf(text, options), { maxHits: 100_000, blockBytes });
    await scan.advance(true, never);
    return Array.from({ length: scan.count }, (_, index) => scan.hit(index));
  }

  it('finds each place once, whatever blocks it is read in', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) =>
      index % 100 === 42 ? `needle ${index} and a Needle` : `hay ${index}`,
    );
    await withSpool(lines.join('\n'), async spool => {
      for (const blockBytes of [500, 4096, 10_000_000]) {
        const hits = await found(spool, 'needle', {}, blockBytes);
        assert.equal(hits.length, 100);
        for (const [index, hit] of hits.entries()) {
          const line = 42 + 100 * (index >> 1);
          assert.deepEqual(hit, { line, column: index % 2 === 0 ? 0 : lines[line]?.indexOf('Needle'), length: 6 });
        }
      }
      assert.equal((await found(spool, 'needle', { matchCase: true })).length, 50);
      assert.equal((await found(spool, String.raw`^needle \d+42\b`, { regex: true })).length, 49);
      assert.equal((await found(spool, '.*')).length, 0, 'no pattern, but two characters');
    });
  });

  it('looks at the text as it is shown: without colors, in characters', async () => {
    await withSpool('žluť \x1b[31mER\x1b[1mROR\x1b[0m: 31m\r\n', async spool => {
      assert.deepEqual(await found(spool, 'error'), [{ line: 0, column: 5, length: 5 }]);
      assert.deepEqual(await found(spool, '31m'), [{ line: 0, column: 12, length: 3 }]);
      assert.deepEqual(await found(spool, '31m$', { regex: true }), [{ line: 0, column: 12, length: 3 }]);
      assert.deepEqual(await found(spool, 'Ž'), [{ line: 0, column: 0, length: 1 }]);
    });
  });

  it('finds what lies in a line longer than what is read at once, also across two pieces', async () => {
    const long = `${'x'.repeat(9000)}needle${'y'.repeat(3190)}needle${'z'.repeat(5000)}`;
    await withSpool(`first\n${long}\nneedle\nlast needle`, async spool => {
      const hits = await found(spool, 'needle', {}, 4096);
      assert.deepEqual(
        hits.map(hit => [hit?.line, hit?.column]),
        [
          [1, 9000],
          [1, 12_196],
          [2, 0],
          [3, 5],
        ],
      );
    });
  });

  it('goes on when the log grows, and begins anew when it was taken back', async () => {
    await withSpool('needle 1\nunfinished nee', async spool => {
      const scan = new LogScan(spool, scanner, patternOf('needle', {}), { maxHits: 10, textLength: 8 });
      await scan.advance(false, never);
      assert.equal(scan.count, 1);
      await fill(spool, 'dle 2\n');
      await scan.advance(false, never);
      assert.deepEqual(scan.from(0), [0, 0, 6, 1, 11, 6]);
      assert.equal(scan.text(1), 'unfinish');
      await spool.truncate(9);
      await fill(spool, 'no\nneedle 3\n');
      await scan.advance(false, never);
      assert.deepEqual(scan.from(0), [0, 0, 6, 2, 0, 6]);
    });
  });

  it('stops at as many as are wanted, or when it is called off', async () => {
    await withSpool('needle\n'.repeat(20_000), async spool => {
      const scan = new LogScan(spool, scanner, patternOf('needle', {}), { maxHits: 1000, blockBytes: 4096 });
      await scan.advance(true, never);
      assert.equal(scan.count, 1000);
      assert.ok(scan.isFull);
      const abort = new AbortController();
      const other = new LogScan(spool, scanner, patternOf('e', {}), { maxHits: 1_000_000, blockBytes: 4096 });
      await assert.rejects(
        other.advance(true, abort.signal, () => abort.abort(new Error('enough'))),
        /enough/,
      );
      assert.ok(other.scanned < spool.size);
    });
  });

  it('goes before scans that nobody waits for', async () => {
    await withSpool('needle\n'.repeat(20_000), async spool => {
      const options = { maxHits: 1_000_000, blockBytes: 4096 };
      const quiet = new LogScan(spool, scanner, patternOf('e', {}), { ...options, isAwaited: false });
      const done = quiet.advance(true, never);
      const search = new LogScan(spool, scanner, patternOf('needle', {}), options);
      await search.advance(true, never);
      assert.equal(search.count, 20_000);
      assert.ok(quiet.scanned < spool.size / 2, `${quiet.scanned} bytes`);
      await done;
      assert.equal(quiet.count, 60_000);
    });
  });

  it('ends a pattern that would never end, and can be used afterwards', async () => {
    await scanner.close();
    scanner = new Scanner(script, { patienceMs: 2000 });
    await withSpool(`${'a'.repeat(60)}b\n`, async spool => {
      await assert.rejects(found(spool, '(a+)+$', { regex: true }), SlowPatternError);
      assert.equal((await found(spool, 'b')).length, 1);
    });
  });

  it('says why a pattern is none', async () => {
    await withSpool('x\n', async spool => {
      await assert.rejects(found(spool, '(', { regex: true }), PatternError);
      assert.deepEqual(await found(spool, '('), []);
      assert.deepEqual(await found(spool, 'y*', { regex: true }), []);
    });
  });

  it('finds words in lines that are no UTF-8', async () => {
    await withSpool(Buffer.from([0x5a, 0xe1, 0x76, 0x9e, 0x61, 0x0a, 0xc5, 0xbe, 0x0a]), async spool => {
      assert.deepEqual(await found(spool, 'závža'), [{ line: 0, column: 0, length: 5 }]);
      assert.deepEqual(await found(spool, 'ž'), [
        { line: 0, column: 3, length: 1 },
        { line: 1, column: 0, length: 1 },
      ]);
    });
  });
});
