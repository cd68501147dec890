// Reported for rburns/ansi-to-html #109, cursive-ide/cursive #61 and jenkinsci/ansicolor-plugin #151.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeCases } from '../case.ts';
import { rowsOf } from '../support/logs.ts';

const bytes = readFileSync(join(import.meta.dirname, 'progressInPlace.log'));

describeCases('progress-in-place', one => {
  const shown: readonly (readonly [line: number, by: string, text: string])[] = [
    [0, 'carriage returns', 'a done'],
    [1, 'backspaces', '100% packed'],
    [2, 'ESC[1G and erasing', 'get 3/3'],
    [3, 'ESC[2K and ESC[G', 'step two'],
    [4, 'ESC[1000D', '55%'],
    [5, 'ESC[K behind each color', 'warnings: error: no such file'],
  ];
  for (const [line, by, text] of shown) {
    one(`a line overwritten by ${by}`, async () => {
      const row = (await rowsOf(bytes))[line];
      assert.equal(
        row?.runs
          .map(([part]) => part)
          .join('')
          .trim(),
        text,
      );
    });
  }
});
