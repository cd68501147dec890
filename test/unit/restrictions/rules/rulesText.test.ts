import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseRestrictions, rulesText } from '../../../../src/restrictions/rules/restrictions.ts';

const rules = ['.*/rest/api/2/issue/SCRUM-[1-2]{1}/comment.*', '[get].*/a\\\\d+', '[post].*/b[QueryParam::x==1]'];

describe('the text of the app’s field', () => {
  for (const separator of ['\n', '\r\n', '\\n', '<br>', '<br/>']) {
    it(`goes there and comes back with its rules: ${JSON.stringify(separator)}`, () => {
      const inField = rulesText(parseRestrictions(`${rules.join('\n\n')}\n`), separator);
      assert.equal(inField, rules.join(separator));
      assert.equal(rulesText(parseRestrictions(inField), '\n'), rules.join('\n'));
    });
  }

  it('may mix separators', () => {
    assert.equal(rulesText(parseRestrictions('a<br>b\\nc\r\nd\n'), '\n'), 'a\nb\nc\nd');
  });
});
