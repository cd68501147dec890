import { Backoff } from '../base/backoff.ts';
import { sleep } from '../base/sleep.ts';
import { CanceledError, RequestError, ServerUnavailableError, TimedOutError } from './errors.ts';

/** Outcome of a write whose answer was lost. */
export const WriteOutcome = {
  /** Done: its answer or its trace proves it. */
  done: 'done',
  /** Not done: it left no trace, and may be tried again. */
  notDone: 'notDone',
  /** Unconfirmed: a person must look before trying again. */
  unknown: 'unknown',
} as const;
export type WriteOutcome = (typeof WriteOutcome)[keyof typeof WriteOutcome];

export const UnknownReason = {
  /** The place where the trace would be could not be read. */
  cannotLook: 'cannotLook',
  /** There is no trace yet, but the server or a gateway may still be processing it. */
  mayStillCome: 'mayStillCome',
} as const;
export type UnknownReason = (typeof UnknownReason)[keyof typeof UnknownReason];

/** Outcomes other than done. `error` is the reason why the answer was lost. */
export type UnconfirmedWrite =
  | { readonly fate: typeof WriteOutcome.notDone; readonly error: RequestError }
  | {
      readonly fate: typeof WriteOutcome.unknown;
      readonly error: RequestError;
      readonly why: UnknownReason;
      /** Failure of the search, if it failed. */
      readonly lookError?: unknown;
    };

/** Schedule of the search for a trace, in milliseconds. */
export interface TraceTiming {
  readonly firstLookMs: number;
  readonly maxWaitMs: number;
  readonly looks: number;
}

/** Four reads in about six seconds: an accepted write shows by then. */
export const usualTraceTiming: TraceTiming = { firstLookMs: 300, maxWaitMs: 3000, looks: 4 };

/** Result of the last read: a trace, none, or a failure to read. */
type Look<T> = { readonly trace: T | undefined } | { readonly failure: unknown };

/**
 * Searches for the trace of a write whose answer was lost, several times, as the server may still be at work on it.
 * @param error why the answer was lost
 * @param look returns the trace, or undefined where there is none yet
 * @returns the trace, or the outcome without one
 */
export async function reconcileWrite<T>(
  error: RequestError,
  look: () => Promise<T | undefined>,
  timing: TraceTiming = usualTraceTiming,
  signal?: AbortSignal,
): Promise<{ readonly trace: T } | UnconfirmedWrite> {
  const backoff = new Backoff({ first: timing.firstLookMs, most: timing.maxWaitMs, factor: 2.2 });
  let last: Look<T> = { failure: error };
  for (let looks = 0; looks < timing.looks; looks++) {
    try {
      await sleep(backoff.next(), signal);
      last = { trace: await look() };
    } catch (failure) {
      last = { failure };
      if (signal?.aborted) break;
      if (!(failure instanceof RequestError)) throw failure;
    }
    if ('trace' in last && last.trace !== undefined) return { trace: last.trace };
  }
  if ('failure' in last) {
    return { fate: WriteOutcome.unknown, error, why: UnknownReason.cannotLook, lookError: last.failure };
  }
  if (mayStillCome(error)) return { fate: WriteOutcome.unknown, error, why: UnknownReason.mayStillCome };
  return { fate: WriteOutcome.notDone, error };
}

/** Silence, or a gateway that gave up, means that the server was still at work; a broken connection ends that. */
function mayStillCome(error: RequestError): boolean {
  return error instanceof TimedOutError || error instanceof CanceledError || error instanceof ServerUnavailableError;
}
