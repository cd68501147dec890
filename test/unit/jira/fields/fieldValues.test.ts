import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { encodeField, FieldKind, type FieldMeta, FieldProblem, JiraFlavor } from '../../../../src/jira/index.ts';

const points = {
  id: 'points',
  name: 'Points',
  kind: FieldKind.number,
  required: false,
  allowed: [],
} as unknown as FieldMeta;
const encode = (text: string) => encodeField(points, { text }, JiraFlavor.cloud);

describe('a number in a field', () => {
  it('is what a person means by it, with a point or a comma', () => {
    for (const [text, number] of [
      ['3', 3],
      ['0.5', 0.5],
      ['0,125', 0.125],
      ['12,5', 12.5],
      ['-2', -2],
      ['1e3', 1000],
      ['1234,567', 1234.567],
    ] as const) {
      assert.equal(encode(text), number, text);
    }
    assert.equal(encode(''), null);
  });

  it('is refused where it could mean two things, or means none', () => {
    for (const text of ['1,000', '-12,345', '1,000,000', '0x10', 'Infinity', '1 000', 'three', '1.2.3', '.', '5%']) {
      assert.throws(() => encode(text), { problem: FieldProblem.number }, text);
    }
  });
});
