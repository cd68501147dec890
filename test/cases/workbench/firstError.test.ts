// Logs made by hand, one for each tool, after those of jenkinsci/analysis-model, public logs of Jenkins, the messages
// of jenkinsci/build-timeout-plugin, jenkinsci/warnings-plugin #142, ROCm/rocMLIR #2358 and hemelb #393.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeCases } from '../case.ts';
import { goToFirstError } from '../support/workbench.ts';

const folder = join(import.meta.dirname, 'firstError');
const rows = readFileSync(join(folder, 'expected.tsv'), 'utf8')
  .trim()
  .split('\n')
  .map(row => row.split('\t'));

/** So near below the wanted line, a person sees it as well. */
const near = 2;

describeCases('first-error', one => {
  for (const [log = '', tool = '', wanted = '0'] of rows) {
    one(`${log} (${tool})`, async () => {
      const { line } = await goToFirstError(readFileSync(join(folder, `${log}.log`)));
      const want = Number(wanted);
      if (want === 0) return assert.equal(line, undefined);
      assert.ok(line !== undefined && line >= want - 1 && line <= want + near, `line ${line} in place of ${want}`);
    });
  }
});

describeCases('error-blank-lines', one => {
  for (const [tool, error] of [
    ['ESLint', '✖ 3 problems'],
    ['go test', '    --- FAIL: TestX'],
  ]) {
    one(`${tool}: the error behind blank lines is on its own line`, async () => {
      const { line, note } = await goToFirstError(Buffer.from(`ok\n${'\n'.repeat(6)}${error}\n`));
      assert.deepEqual([line, note], [8, 'Error 1 of 1']);
    });
  }

  // So many that a pattern which tries each of them as a start works a hundred times as long as on words.
  for (const [kind, blank, count] of [
    ['blank lines', '\n', 40_000],
    ['lines of blanks', '   \n', 20_000],
    ['carriage returns', '\r', 40_000],
  ] as const) {
    one(
      `an error behind ${count.toLocaleString('en')} ${kind} is found with no more work than behind words`,
      async () => {
        const behind = (lines: string) => goToFirstError(Buffer.from(`start\n${lines}ERROR: at the end\n`));
        const words = await behind('word\n'.repeat(count));
        const { note, processorMs } = await behind(blank.repeat(count));
        assert.equal(note, 'Error 1 of 1');
        assert.ok(processorMs < 10 * words.processorMs, `${processorMs} ms, words: ${words.processorMs} ms`);
      },
    );
  }
});
