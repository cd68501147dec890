import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  ForbiddenError,
  isTransient,
  LoginProblem,
  NotFoundError,
  ProxyError,
  ProxyProblem,
  ServerUnavailableError,
  TlsError,
  UnauthenticatedError,
  UnreachableError,
  UnreachableReason,
} from '../../../src/http/index.ts';

const trace = { method: 'GET', origin: 'https://ci.example.com', path: '/' };
const proxy = (problem: ProxyProblem) => new ProxyError(problem, 'http://proxy.example.com:3128', trace);

describe('a failure that may pass by itself', () => {
  it('is a network that is away for a while, at the proxy, too', () => {
    assert.ok(isTransient(new UnreachableError(UnreachableReason.name, trace)));
    assert.ok(isTransient(new ServerUnavailableError(trace)));
    assert.ok(isTransient(proxy(ProxyProblem.unreachable)));
    assert.ok(isTransient(proxy(ProxyProblem.refused)));
  });

  it('is no refusal, and nothing that somebody has to mend', () => {
    assert.ok(!isTransient(new UnauthenticatedError(LoginProblem.refused, trace)));
    assert.ok(!isTransient(new ForbiddenError(undefined, trace)));
    assert.ok(!isTransient(new NotFoundError(trace)));
    assert.ok(!isTransient(new TlsError('CERT_HAS_EXPIRED', trace)));
    assert.ok(!isTransient(proxy(ProxyProblem.authentication)));
    assert.ok(!isTransient(new Error('a bug')));
  });
});
