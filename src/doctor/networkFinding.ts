import { ProxyError, type RequestError, TimedOutError, UnreachableError, UnreachableReason } from '../http/errors.ts';
import type { ProxyServer } from '../http/proxyFor.ts';
import { ProxyProblem } from '../http/wireFailures.ts';
import type { Examined } from './examination.ts';
import { type Finding, type Fix, Grade } from './findings.ts';
import type { Verdict } from './verdicts.ts';

const unreachable: Readonly<Record<UnreachableReason, Verdict>> = {
  [UnreachableReason.name]: 'nameNotFound',
  [UnreachableReason.refused]: 'portClosed',
  [UnreachableReason.route]: 'noRoute',
  [UnreachableReason.broken]: 'connectionBroken',
};

const ofProxy: Readonly<Record<ProxyProblem, Verdict>> = {
  [ProxyProblem.malformed]: 'proxyMalformed',
  [ProxyProblem.unreachable]: 'proxyUnreachable',
  [ProxyProblem.tls]: 'proxyNotTrusted',
  [ProxyProblem.authentication]: 'proxyWantsLogin',
  [ProxyProblem.refused]: 'proxyRefuses',
  [ProxyProblem.protocol]: 'notAProxy',
};

/**
 * Reads a failure of the network, before anybody answered.
 * @param proxy on the way
 */
export function networkFinding(
  error: RequestError,
  { network: { own } }: Examined,
  proxy: ProxyServer | undefined,
): Finding {
  const proxyFix: Fix = { kind: own.proxy ? 'editNetwork' : 'openProxySettings' };
  const grade = Grade.problem;
  if (error instanceof ProxyError) {
    const hasLogin = (proxy?.authorization ?? proxy?.user) !== undefined;
    const isRefused = hasLogin && error.problem === ProxyProblem.authentication;
    return { verdict: isRefused ? 'proxyLoginRefused' : ofProxy[error.problem], grade, error, fix: proxyFix };
  }
  if (error instanceof TimedOutError) return { verdict: 'connectTimeout', grade, error, fix: { kind: 'editNetwork' } };
  const verdict = error instanceof UnreachableError ? unreachable[error.why] : 'connectionBroken';
  return { verdict, grade, error, fix: { kind: 'editAddress' } };
}
