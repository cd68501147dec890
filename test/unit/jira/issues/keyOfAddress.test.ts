import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BaseUrl } from '../../../../src/http/index.ts';
import { keyOfAddress } from '../../../../src/jira/issues/keyOfAddress.ts';

const cloud = BaseUrl.parse('https://acme.atlassian.net');
const server = BaseUrl.parse('https://example.com/jira');

describe('the issue of an address of Jira', () => {
  for (const path of [
    'browse/PAY-431',
    'browse/pay-431?focusedCommentId=1#comment-1',
    'jira/software/projects/PAY/boards/1?selectedIssue=PAY-431',
    'jira/software/c/projects/OPS/boards/7/backlog?view=detail&selectedIssue=PAY-431',
    'projects/PAY/issues/PAY-431?filter=allopenissues',
    'jira/servicedesk/projects/PAY/queues/custom/1/PAY-431',
    'issues/PAY-431?jql=project%20%3D%20OPS',
  ]) {
    it(`is told for ${path}`, () => {
      assert.equal(keyOfAddress(cloud, `https://acme.atlassian.net/${path}`), 'PAY-431');
      assert.equal(keyOfAddress(server, `https://example.com/jira/${path}`), 'PAY-431');
    });
  }

  for (const address of [
    'https://acme.atlassian.net/jira/software/projects/PAY/boards/1',
    'https://acme.atlassian.net/browse/PAY',
    'https://other.atlassian.net/browse/PAY-431',
    'PAY-431',
  ]) {
    it(`is none for ${address}`, () => {
      assert.equal(keyOfAddress(cloud, address), undefined);
    });
  }
});
