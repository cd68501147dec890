import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  ForbiddenError,
  isPassing,
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
    assert.ok(isPassing(new UnreachableError(UnreachableReason.name, trace)));
    assert.ok(isPassing(new ServerUnavailableError(trace)));
    assert.ok(isPassing(proxy(ProxyProblem.unreachable)));
    assert.ok(isPassing(proxy(ProxyProblem.refused)));
  });

  it('is no refusal, and nothing that somebody has to mend', () => {
    assert.ok(!isPassing(new UnauthenticatedError(LoginProblem.refused, trace)));
    assert.ok(!isPassing(new ForbiddenError(undefined, trace)));
    assert.ok(!isPassing(new NotFoundError(trace)));
    assert.ok(!isPassing(new TlsError('CERT_HAS_EXPIRED', trace)));
    assert.ok(!isPassing(proxy(ProxyProblem.authentication)));
    assert.ok(!isPassing(new Error('a bug')));
  });
});
