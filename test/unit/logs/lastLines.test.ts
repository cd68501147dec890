import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lastLines } from '../../../src/logs/lastLines.ts';

function last(text: string | Uint8Array, count: number): string[] {
  return lastLines(Buffer.from(text), count).map(({ bytes }) => bytes.toString('latin1'));
}

describe('the last lines of a text', () => {
  it('are those that a split finds', () => {
    for (const text of ['', '\n', 'a', 'a\n', '\na', 'a\n\n', '\n\n', 'a\nb\nc', 'a\nb\nc\n', 'a\r\nb\r\n']) {
      const lines = text.split('\n');
      if (lines.at(-1) === '') lines.pop();
      for (const count of [1, 2, 3, 9]) assert.deepEqual(last(text, count), lines.slice(-count), JSON.stringify(text));
    }
  });

  it('are none where none is wanted', () => assert.deepEqual(last('a\nb', 0), []));

  it('have their bytes as they were, whatever the encoding', () => {
    const bytes = Uint8Array.of(0x0a, 0xe9, 0x0a, 0xff);
    assert.deepEqual(last(bytes, 2), ['\xe9', '\xff']);
  });
});
