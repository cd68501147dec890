import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainTestText } from '../../../../src/jenkins/tests/plainTestText.ts';
import { assertLinear } from '../../growth.ts';

describe('the text of a test', () => {
  const cases: readonly (readonly [name: string, text: string, plain: string])[] = [
    ['colors', '\x1b[1m\x1b[31mE  assert 1 == 2\x1b[0m', 'E  assert 1 == 2'],
    ['colors as pytest writes them into XML', '#x1B[1m#x1B[31mE  assert 1 == 2#x1B[0m', 'E  assert 1 == 2'],
    ['colors without their escape character', '[31mE  assert x[0] == 2[0m', 'E  assert x[0] == 2'],
    ['the highlighting of pytest', '[94mdef[39;49;00m [92mtest[39;49;00m():', 'def test():'],
    ['a link of a terminal', '\x1b]8;;https://a.example\x07text\x1b]8;;\x07', 'text'],
    ['a span of time', 'rate(requests[5m]) and wait [5m', 'rate(requests[5m]) and wait [5m'],
    ['a list', 'expected [0m] but was [1]', 'expected [0m] but was [1]'],
    ['a number sign', 'color #x1B is no escape', 'color #x1B is no escape'],
  ];
  for (const [name, text, plain] of cases) {
    it(`is without escapes: ${name}`, () => assert.equal(plainTestText(text), plain));
  }

  it('takes time in proportion to its length', () => {
    for (const piece of ['\x1b', '\x1b]', '\x1b[', '#x1B[', '[0;', '[0m[']) {
      assertLinear(JSON.stringify(piece), size => piece.repeat(size), plainTestText, 20_000);
    }
  });
});
