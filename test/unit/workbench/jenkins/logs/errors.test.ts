import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { goThroughErrors } from '../../../../cases/support/workbench.ts';

describe('the errors of a log', () => {
  const log = Buffer.from(['ok', 'ERROR: 1', 'ok', 'ERROR: 2', 'ok', 'ok', 'ERROR: 3', 'ok', ''].join('\n'));

  it('are gone through downward by the next one, upward by the one before, and round', async () => {
    const steps = ['goToFirstError', 'goToNextError', 'goToNextError', 'goToNextError', 'goToPreviousError'] as const;
    const more = ['goToPreviousError', 'goToPreviousError', 'goToFirstError'] as const;
    const places = await goThroughErrors(log, [...steps, ...more]);
    assert.deepEqual(
      places.map(({ line }) => line),
      [2, 4, 7, 2, 7, 4, 2, 2],
    );
    assert.deepEqual(
      places.map(({ note }) => note),
      [1, 2, 3, 1, 3, 2, 1, 1].map(which => `Error ${which} of 3`),
    );
  });

  it('begin with the first when the next one is asked for first', async () => {
    const [place] = await goThroughErrors(log, ['goToNextError']);
    assert.equal(place?.line, 2);
  });
});
