import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseEstimate } from '../../../../src/jira/index.ts';

describe('a span in Jira’s words', () => {
  it('is told from what is none', () => {
    for (const text of ['2h 30m', '1w', '3D', '1.5h', '45', '1w 2d 3h 4m', '0', '0m'])
      assert.ok(parseEstimate(text), text);
    for (const text of ['', '2x', '30m 2h', 'h', '-1h', '1h 1h']) assert.equal(parseEstimate(text), undefined, text);
  });

  it('is written as Jira takes it', () => {
    for (const [text, written] of [
      [' 2H  30m ', '2h 30m'],
      [' 45 ', '45m'],
      ['0', '0m'],
      ['0h', '0h'],
      ['0h 1m', '0h 1m'],
      ['1m x', undefined],
      ['x 1m', undefined],
      ['x45', undefined],
      ['45x', undefined],
    ]) {
      assert.equal(parseEstimate(text ?? ''), written, text);
    }
  });
});
