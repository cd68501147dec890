import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readRows } from '../../../../../src/logs/index.ts';
import { copyText, textOf } from '../../../../../src/workbench/jenkins/logs/copyText.ts';
import { withSpool } from '../../../logs/folder.ts';

const end = 1_000_000_000;

describe('text that is copied from a log', () => {
  const stamp = '[2026-03-04T05:06:07.089Z] ';
  const text = [
    '10 %\r50 %\r100 % done',
    'progress: 10%\b\b\b20%',
    `${stamp}1%\b\b2% of \x1b[31mall\x1b[0m`,
    'plain',
    '',
  ].join('\n');

  it('is that of the lines as they are shown', async () => {
    await withSpool(text, async spool => {
      const copied = (stamps: boolean) =>
        copyText(textOf(spool, [[0, 3]]), { line: 0, column: 0 }, { line: 3, column: end }, stamps);
      assert.equal(await copied(false), '100 % done\nprogress: 20%\n2% of all\nplain');
      assert.equal(await copied(true), `100 % done\nprogress: 20%\n${stamp}2% of all\nplain`);
    });
  });

  it('is the part that was selected, by the columns of the rows', async () => {
    await withSpool(text, async spool => {
      for (const [index, row] of (await readRows(spool, 0, 4, { separateStamps: true })).entries()) {
        const drawn = row.runs.map(([part]) => part).join('');
        const from = { line: index, column: row.skipped + drawn.length - 2 };
        const copied = await copyText(textOf(spool, [[index, index]]), from, { line: index, column: end }, false);
        assert.equal(copied, drawn.slice(-2), drawn);
      }
    });
  });
});
