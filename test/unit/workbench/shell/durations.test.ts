import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extensionEditor } from '../../../cases/editor/extension.ts';

describe('a duration', () => {
  it('is said in the units that a person reads', async () => {
    await extensionEditor();
    const { durationWords } = await import('../../../../src/workbench/shell/words/timeWords.ts');
    const said = [0, 1, 99, 100, 449, 999, 1000, 59_400, 200_000, 3_780_000].map(durationWords);
    assert.deepEqual(said, ['0s', '< 0.1s', '< 0.1s', '0.1s', '0.4s', '0.9s', '1s', '59s', '3m 20s', '1h 03m']);
  });
});
