import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isContainersError, reasonIn } from '../../../src/http/index.ts';

const json = 'application/json';

describe('the reason in an error', () => {
  const forms: readonly (readonly [string, string, string])[] = [
    ['the title of a page', 'text/html', '<html><head><title>Error 403 No valid crumb</title></head>'],
    ['JSON', json, '{"servlet":"Stapler","message":"No valid crumb","url":"/api/json","status":"403"}'],
    ['plain text', 'text/plain', 'HTTP ERROR 403 No valid crumb\nURI: /api/json\nSTATUS: 403\n'],
  ];
  for (const [form, mediaType, text] of forms) {
    it(`is read from the servlet container's ${form}`, () => {
      assert.equal(reasonIn(mediaType, text), 'No valid crumb');
      assert.equal(isContainersError(mediaType, text), true);
    });
  }

  it('is the message below the status where Tomcat words it', () => {
    const page = '<title>HTTP Status 403 – Forbidden</title><p><b>Message</b> No valid crumb</p>';
    assert.equal(reasonIn('text/html', page), 'No valid crumb');
    assert.equal(reasonIn('text/html', '<title>HTTP Status 403 – Forbidden</title>'), 'HTTP Status 403 – Forbidden');
  });

  it('is read from the JSON of gateways, OAuth servers and Jira', () => {
    assert.equal(reasonIn(json, '{"message":"no Route matched"}'), 'no Route matched');
    assert.equal(reasonIn(json, '{"error":"invalid_token","error_description":"It has expired"}'), 'It has expired');
    assert.equal(reasonIn(json, '{"error":{"code":7,"message":"Blocked"}}'), 'Blocked');
    assert.equal(reasonIn(json, '{"errorMessages":["No such issue"]}'), 'No such issue');
    assert.equal(reasonIn('application/problem+json', '{"title":"Gone","detail":"It was moved"}'), 'It was moved');
    assert.equal(isContainersError(json, '{"message":"no Route matched"}'), false);
  });

  it('is one short line without markup', () => {
    assert.equal(reasonIn(json, '{"message":"a\\n<b>b</b>\\u0007c"}'), 'a b b /b c');
    assert.equal(reasonIn('text/plain', `${'x'.repeat(1000)}\nand more`)?.length, 300);
    assert.equal(reasonIn('text/plain', '<!doctype html><title>Sign in</title>'), 'Sign in');
  });

  it('is absent where nothing says one', () => {
    for (const text of ['', '[]', '{"message":7}', '{"mess', 'null']) assert.equal(reasonIn(json, text), undefined);
    assert.equal(reasonIn('text/plain', '\n \n'), undefined);
    assert.equal(reasonIn('x-application/json', '{"message":"a"}'), undefined);
    assert.equal(reasonIn('application/json-seq', '{"message":"a"}'), undefined);
    assert.equal(reasonIn('application/octet-stream', 'HTTP ERROR 403 No'), undefined);
    assert.equal(reasonIn('text/html', '<p>no title</p>'), undefined);
    assert.equal(reasonIn('text/html', '<title>In HTTP Status 403</title><p><b>Message</b> no'), 'In HTTP Status 403');
    assert.equal(isContainersError('text/plain', 'No HTTP ERROR 403 here'), false);
    assert.equal(isContainersError('text/html', '<p>ERROR 403 x</p>'), false);
    assert.equal(isContainersError('text/plain', 'ERROR 4031'), false);
  });
});
