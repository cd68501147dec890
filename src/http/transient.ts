import {
  ProxyError,
  RateLimitedError,
  ServerError,
  ServerUnavailableError,
  TimedOutError,
  UnreachableError,
} from './errors.ts';
import { ProxyProblem } from './wireFailures.ts';

const passing = [UnreachableError, TimedOutError, ServerUnavailableError, ServerError, RateLimitedError];

/** A proxy reports this when it cannot reach the server, which may be away for a moment. */
const passingAtProxy: ReadonlySet<ProxyProblem> = new Set([ProxyProblem.unreachable, ProxyProblem.refused]);

/** Whether a failure may pass by itself, so that reading again after a while is worth it: never a refused login. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ProxyError) return passingAtProxy.has(error.problem);
  return passing.some(type => error instanceof type);
}
