import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keyPlaceAt } from '../../../../../src/workbench/jira/restrictions/keyPlace.ts';

describe('the place of a project key in a rule', () => {
  it('is after /issue/ and /project/, alone or as an alternative', () => {
    assert.deepEqual(keyPlaceAt('[get].*/rest/api/2/issue/'), { written: '', ofIssue: true });
    assert.deepEqual(keyPlaceAt('.*/rest/api/2/issue/PA'), { written: 'PA', ofIssue: true });
    assert.deepEqual(keyPlaceAt('.*/rest/api/2/project/(PAY|OP'), { written: 'OP', ofIssue: false });
    assert.deepEqual(keyPlaceAt('.*/rest/api/2/project/(?:PAY|'), { written: '', ofIssue: false });
  });

  it('is in the suffixes that are about a project', () => {
    assert.deepEqual(keyPlaceAt('.*/search[QueryParam::jql==project='), { written: '', ofIssue: false });
    assert.deepEqual(keyPlaceAt('.*/search[QueryParam::jql==.*project = PA'), { written: 'PA', ofIssue: false });
    assert.deepEqual(keyPlaceAt('.*/issue[JsonData::fields.project.key==(A|B'), { written: 'B', ofIssue: false });
  });

  it('is nowhere else', () => {
    const others = [
      '',
      '[ge',
      '.*/rest/api/2/',
      '.*/issue/PAY-1',
      '.*/issue/PAY/',
      '.*[QueryParam::a==',
      '.*/project/[A-',
    ];
    for (const before of others) assert.equal(keyPlaceAt(before), undefined, before);
  });
});
