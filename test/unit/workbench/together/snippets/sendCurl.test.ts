import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { findCurl } from '../../../../../src/snippets/curl/findCurl.ts';
import { parseCurl } from '../../../../../src/snippets/curl/parseCurl.ts';
import type { Connection } from '../../../../../src/workbench/connections/settings/connection.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';

describe('a curl command that is to be sent', () => {
  jenkinsWorkbench();
  let module: typeof import('../../../../../src/workbench/together/snippets/sendCurl.ts');

  before(async () => {
    module = await import('../../../../../src/workbench/together/snippets/sendCurl.ts');
  });

  const connection = (product: 'jenkins' | 'jira') => ({ product }) as Connection;
  const requestOf = (line: string) => parseCurl(findCurl(line, 0, false)?.words ?? []);
  const reasonOf = (line: string, product: 'jenkins' | 'jira') => {
    try {
      module.checkSendable(requestOf(line), connection(product));
      return 'sent';
    } catch (error) {
      return (error as { reason?: string }).reason;
    }
  };

  it('is refused with data that its method would leave out, by the name of the method', () => {
    assert.equal(reasonOf('curl -X GET -d a=1 http://a/', 'jenkins'), 'noBody');
    assert.equal(reasonOf(`curl -X GET -d '{}' http://a/`, 'jira'), 'noBody');
    assert.equal(reasonOf(`curl -X DELETE -d '{}' http://a/`, 'jira'), 'noBody');
    assert.equal(reasonOf('curl -G -d a=1 http://a/', 'jenkins'), 'sent');
    assert.equal(reasonOf('curl -d a=1 http://a/', 'jenkins'), 'sent');
  });

  it('is refused by a method or by data that the server does not take', () => {
    assert.equal(reasonOf('curl -X PUT http://a/', 'jenkins'), 'method');
    assert.equal(reasonOf('curl -d a=1 http://a/', 'jira'), 'notJson');
    assert.equal(reasonOf(`curl -X PUT -d '{"a":1}' http://a/`, 'jira'), 'sent');
    // As a number of JavaScript it would become another.
    assert.equal(reasonOf(`curl -X PUT -d '{"a":12345678901234567890}' http://a/`, 'jira'), 'longNumber');
    assert.equal(reasonOf(`curl -X PUT -d '{"a":0.12345678901234567}' http://a/`, 'jira'), 'longNumber');
    assert.equal(reasonOf(`curl -X PUT -d '{"a\\"":"12345678901234567890"}' http://a/`, 'jira'), 'sent');
  });

  it('names the headers that are not sent', () => {
    const request = requestOf('curl -H "Accept: a/b" -H "Jenkins-Crumb: c" -A me http://a/');
    assert.deepEqual(module.leftOut(request, connection('jenkins')), ['User-Agent', 'Jenkins-Crumb']);
  });
});
