import { Backoff } from '../base/backoff.ts';
import { sleep } from '../base/sleep.ts';
import { CanceledError, RequestError, ServerUnavailableError, TimedOutError } from './errors.ts';

/** What became of a write whose answer was lost. */
export const WriteOutcome = {
  /** It was done: its answer or its trace says so. */
  done: 'done',
  /** It left no trace: it may be tried again. */
  notDone: 'notDone',
  /** Nobody knows: a person must look before trying again. */
  unknown: 'unknown',
} as const;
export type WriteOutcome = (typeof WriteOutcome)[keyof typeof WriteOutcome];

export const UnknownReason = {
  /** The place where the trace would be could not be read. */
  cannotLook: 'cannotLook',
  /** There is no trace yet, but the server or a gateway may still be at work on it. */
  mayStillCome: 'mayStillCome',
} as const;
export type UnknownReason = (typeof UnknownReason)[keyof typeof UnknownReason];

/** The fates other than done. `error` is why the answer was lost. */
export type UnconfirmedWrite =
  | { readonly fate: typeof WriteOutcome.notDone; readonly error: RequestError }
  | {
      readonly fate: typeof WriteOutcome.unknown;
      readonly error: RequestError;
      readonly why: UnknownReason;
      /** Why looking failed, where it did. */
      readonly lookError?: unknown;
    };

/** How long a trace is looked for, in milliseconds. */
export interface TraceTiming {
  readonly firstLookMs: number;
  readonly maxWaitMs: number;
  readonly looks: number;
}

/** Four looks in about six seconds: what a server has taken shows by then. */
export const usualTraceTiming: TraceTiming = { firstLookMs: 300, maxWaitMs: 3000, looks: 4 };

/** What the last look said: a trace, none, or that it could not be made. */
type Look<T> = { readonly trace: T | undefined } | { readonly failure: unknown };

/**
 * Looks for the trace of a write whose answer was lost, several times, as the server may still be at work on it.
 * @param error why the answer was lost
 * @param look gives the trace, or undefined where there is none yet
 * @returns the trace, or the fate without one
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

/** Silence, or a gateway that gave up, says that somebody was still at work; a broken connection ends that. */
function mayStillCome(error: RequestError): boolean {
  return error instanceof TimedOutError || error instanceof CanceledError || error instanceof ServerUnavailableError;
}
