import { Backoff } from '../base/backoff.ts';
import { RequestError, UnreachableError, UnreachableReason } from './errors.ts';
import type { HttpResponse } from './response.ts';

/** Patience of a client. In milliseconds, except the count. */
export interface Timing {
  /** Idle timeout, in milliseconds. */
  readonly idleTimeoutMs: number;
  /** Longest whole exchange, in milliseconds; of a stream, up to the head of its answer. */
  readonly deadlineMs: number;
  readonly maxRetries: number;
  readonly firstRetryMs: number;
  readonly maxRetryMs: number;
  /** A longer `Retry-After` is not waited for but reported. */
  readonly maxRetryAfterMs: number;
}

export const usualTiming: Timing = {
  idleTimeoutMs: 60_000,
  deadlineMs: 120_000,
  maxRetries: 2,
  firstRetryMs: 300,
  maxRetryMs: 3000,
  maxRetryAfterMs: 10_000,
};

const passing = new Set([429, 502, 503, 504]);

/** Decides whether and when to repeat a request that changes nothing. */
export class Retries {
  private readonly timing: Timing;
  private readonly backoff: Backoff;
  private left: number;

  constructor(timing: Timing) {
    this.timing = timing;
    this.left = timing.maxRetries;
    this.backoff = new Backoff({ first: timing.firstRetryMs, most: timing.maxRetryMs, factor: 2 });
  }

  /** Delay before the next try, in milliseconds; undefined when there is none. `Retry-After: 0` still waits. */
  delayAfter(outcome: HttpResponse | RequestError): number | undefined {
    if (this.left <= 0) return undefined;
    const told = outcome instanceof RequestError ? undefined : retryAfterMs(outcome.header('retry-after'));
    if (!mayPass(outcome) || (told ?? 0) > this.timing.maxRetryAfterMs) return undefined;
    this.left--;
    return Math.max(this.backoff.next(), told ?? 0);
  }
}

function mayPass(outcome: HttpResponse | RequestError): boolean {
  if (!(outcome instanceof RequestError)) return passing.has(outcome.status);
  return outcome instanceof UnreachableError && outcome.why === UnreachableReason.broken;
}

/** Parses `Retry-After`, in seconds or an HTTP date, into milliseconds from now. */
export function retryAfterMs(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
