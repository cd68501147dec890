import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readLines, readRows, readText, Spool } from '../../../src/logs/index.ts';
import { fill, withFolder, withSpool } from './folder.ts';

/** Lines of many lengths; every seventh begins a color that a later one ends. */
function manyLines(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const color = index % 7 === 0 ? `\x1b[${31 + (index % 6)}m` : index % 7 === 5 ? '\x1b[0m' : '';
    return `${color}line ${index} ${'ž'.repeat(index % 90)}`;
  });
}

describe('a spool', () => {
  const lines = manyLines(3000);
  const text = `${lines.join('\n')}\n`;

  it('knows each line, however the text came', async () => {
    for (const pieceBytes of [1000, 4097, 64 * 1024, 10_000_000]) {
      await withSpool(
        text,
        async spool => {
          assert.equal(spool.index.lines, lines.length);
          for (const first of [0, 1, 255, 256, 257, 1500, 2999]) {
            const found = await readLines(spool, first, 3);
            assert.deepEqual(
              found.map(raw => raw.bytes.toString()),
              lines.slice(first, first + 3),
            );
            assert.deepEqual(
              found.map(raw => raw.line),
              [first, first + 1, first + 2].slice(0, found.length),
            );
          }
        },
        pieceBytes,
      );
    }
  });

  it('knows in which color each line begins, however the text came', async () => {
    const expected: (string | undefined)[] = [];
    await withSpool(
      text,
      async spool => {
        for (const row of await readRows(spool, 0, 3000)) expected.push(row.runs[0]?.[1]);
      },
      10_000_000,
    );
    for (const pieceBytes of [7, 1000]) {
      await withSpool(
        text,
        async spool => {
          for (let first = 0; first < 3000; first += 100) {
            const rows = await readRows(spool, first, 5);
            assert.deepEqual(
              rows.map(row => row.runs[0]?.[1]),
              expected.slice(first, first + 5),
              `from ${first}`,
            );
          }
        },
        pieceBytes,
      );
    }
  });

  it('counts a last line without an end', async () => {
    await withSpool('one\ntwo', async spool => {
      assert.equal(spool.index.lines, 2);
      assert.equal((await readRows(spool, 1, 5))[0]?.runs[0]?.[0], 'two');
      await fill(spool, ' and a half\n');
      assert.equal(spool.index.lines, 2);
      assert.equal((await readRows(spool, 1, 5))[0]?.runs[0]?.[0], 'two and a half');
    });
    await withSpool('', async spool => assert.equal(spool.index.lines, 0));
  });

  it('goes over lines of megabytes without reading them', async () => {
    const long = 'x'.repeat(3_000_000);
    await withSpool(`first\n${long}\nsecond\n${long}\nthird\n${'y'.repeat(900_000)}`, async spool => {
      const rows = await readRows(spool, 0, 10);
      assert.deepEqual(
        rows.map(row => row.runs[0]?.[0].slice(0, 6)),
        ['first', 'xxxxxx', 'second', 'xxxxxx', 'third', 'yyyyyy'],
      );
      assert.deepEqual(
        rows.map(row => row.more),
        [undefined, 2_996_000, undefined, 2_996_000, undefined, 896_000],
      );
      const [row] = await readRows(spool, 3, 1, { reveal: { line: 3, column: 2_000_000 } });
      assert.equal(row?.skipped, 1_999_800);
      assert.equal(row?.runs[0]?.[0].length, 4000);
    });
  });

  it('takes back what is beyond a size', async () => {
    await withSpool(text, async spool => {
      const before = spool.generation;
      const kept = Buffer.from(text).subarray(0, 40_000);
      await spool.truncate(kept.length);
      assert.equal(spool.index.lines, kept.toString('latin1').split('\n').length);
      assert.notEqual(spool.generation, before);
      await fill(spool, ' the end\n');
      assert.equal(readFileSync(spool.file, 'latin1'), `${kept.toString('latin1')} the end\n`);
      const last = await readLines(spool, spool.index.lines - 1, 1);
      assert.match(last[0]?.bytes.toString() ?? '', / the end$/);
    });
  });

  it('is opened with its index, and without it by reading once more', async () => {
    await withFolder(async folder => {
      const file = join(folder, 'a.log');
      const made = await Spool.create(file);
      await fill(made, `${text}unfinished`);
      const index = made.index.toBytes();
      await made.close();
      for (const kept of [index, undefined, index.subarray(0, 50), Buffer.from('nonsense')]) {
        const spool = await Spool.open(file, kept);
        assert.equal(spool.index.lines, lines.length + 1);
        const rows = await readRows(spool, 2990, 11);
        assert.equal(rows.at(-1)?.runs[0]?.[0], 'unfinished');
        await spool.close();
      }
      assert.equal(statSync(file).mode & 0o777, 0o600, 'nobody else may read it');
    });
  });

  it('gives the clean text of lines, as it is copied', async () => {
    await withSpool('\x1b[31mred\x1b[0m\r\n10 %\r20 %\n\x1b]8;;https://x\x07link\x1b]8;;\x07\n', async spool => {
      const copied: string[] = [];
      for await (const line of readText(spool, 0, 99)) copied.push(line);
      assert.deepEqual(copied, ['red', '20 %', 'link']);
    });
  });

  it('takes what comes faster than the disk', async () => {
    await withFolder(async folder => {
      const spool = await Spool.create(join(folder, 'fast.log'));
      const piece = Buffer.from(`${'z'.repeat(99)}\n`.repeat(1000));
      const waits: Promise<void>[] = [];
      for (let count = 0; count < 300; count++) waits.push(spool.append(piece));
      assert.equal(spool.size, 30_000_000);
      await Promise.all(waits);
      await spool.flush();
      assert.equal(spool.written, 30_000_000);
      assert.equal(spool.index.lines, 300_000);
      await spool.close();
    });
  });

  it('says what the disk said', async () => {
    await withFolder(async folder => {
      await assert.rejects(Spool.create(join(folder, 'no/such/folder')), /ENOENT/);
      const spool = await Spool.create(join(folder, 'closed.log'));
      await spool.close();
      await spool.append(Buffer.from('x')).catch(() => undefined);
      await assert.rejects(spool.flush());
    });
  });
});
