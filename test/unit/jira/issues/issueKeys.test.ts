import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findIssueKeys, keysInBranch } from '../../../../src/jira/index.ts';

const isProject = (key: string) => ['PAY', 'OPS', 'A_1'].includes(key);

describe('keys of issues in a text', () => {
  const cases: readonly (readonly [text: string, keys: readonly string[]])[] = [
    ['// see PAY-431 and (OPS-7)', ['PAY-431', 'OPS-7']],
    ['UTF-8 and SHA-256 are none, nor ISO-8859', []],
    ['PAY-431: fix', ['PAY-431']],
    ['"PAY-431"', ['PAY-431']],
    ['https://jira.example.com/browse/PAY-431?x', ['PAY-431']],
    ['feature/PAY-431-refuse', ['PAY-431']],
    ['FOO-PAY-1', []],
    ['PAY-1-2', []],
    ['PAY-1a', []],
    ['xPAY-1', []],
    ['PAY-0', []],
    ['PAY-01', []],
    ['pay-431', []],
    ['äPAY-1', []],
    ['A_1-5', ['A_1-5']],
    ['PAY-431.', ['PAY-431']],
    ['PAY-431-', ['PAY-431']],
  ];
  for (const [text, keys] of cases) {
    it(text, () => {
      const found = findIssueKeys(text, isProject);
      assert.deepEqual(
        found.map(({ key }) => key),
        keys,
      );
      for (const { key, start, end } of found) assert.equal(text.slice(start, end), key);
    });
  }
});

describe('keys of issues in the name of a branch', () => {
  const cases: readonly (readonly [branch: string, keys: readonly string[]])[] = [
    ['feature/PAY-431-refuse-expired', ['PAY-431']],
    ['pay-431', ['PAY-431']],
    ['fix_ops-7', ['OPS-7']],
    ['release/utf-8', []],
    ['main', []],
    ['PAY-1-OPS-2', ['PAY-1', 'OPS-2']],
  ];
  for (const [branch, keys] of cases) it(branch, () => assert.deepEqual(keysInBranch(branch, isProject), keys));
});
