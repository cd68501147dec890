import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Redactor } from '../../../src/base/redactor.ts';

describe('the redactor', () => {
  it('takes a secret out in every form that it travels in', () => {
    const secret = 'p@ss wörd/"1"';
    const redactor = new Redactor();
    redactor.keepOut(secret, 'me');
    const forms = [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ secret }).toString(),
      JSON.stringify({ secret }),
      `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`,
      Buffer.from(secret).toString('base64url'),
      Buffer.from(secret).toString('hex'),
    ];
    for (const form of forms) {
      const redacted = redactor.redact(`before ${form} after`);
      assert.match(redacted, /before .*•••.* after/, form);
      assert.doesNotMatch(redacted, /p@ss|p%40ss|cEBzcyB3|7040737320/i, redacted);
    }
  });

  it('leaves the rest as it is, and takes the longest first', () => {
    const redactor = new Redactor();
    redactor.keepOut('abcd');
    redactor.keepOut('abcdef');
    redactor.keepOut('x');
    assert.equal(redactor.redact('x abcdef abcd ab'), 'x ••• ••• ab');
  });
});
