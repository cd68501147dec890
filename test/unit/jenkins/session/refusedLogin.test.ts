import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ProxyError, UnauthenticatedError } from '../../../../src/http/index.ts';
import { isRefusedLogin } from '../../../../src/jenkins/session/startup.ts';

describe('a refused login', () => {
  const request = { method: 'GET', origin: 'https://ci.test', path: '/' };

  it('is a 401 to credentials that were read, and no other failure that is called refused', () => {
    assert.equal(isRefusedLogin(new UnauthenticatedError('refused', request)), true);
    assert.equal(isRefusedLogin(new UnauthenticatedError('ignored', request)), false);
    assert.equal(isRefusedLogin(new ProxyError('refused', 'http://proxy.test', request)), false);
    assert.equal(isRefusedLogin(undefined), false);
  });
});
