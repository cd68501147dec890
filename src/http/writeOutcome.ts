import { Backoff } from '../base/backoff.ts';
import { sleep } from '../base/sleep.ts';
import {
  CanceledError,
  RequestError,
  ServerUnavailableError,
  TimedOutError,
  TooLargeError,
  UnexpectedAnswerError,
  UnidentifiedResultError,
} from './errors.ts';
import { UnconfirmedWriteError, UnknownReason } from './unconfirmedWrite.ts';

/** Schedule of the search for a trace, in milliseconds. */
export interface TraceTiming {
  readonly firstLookMs: number;
  readonly maxWaitMs: number;
  readonly looks: number;
}

/** Four reads in about six seconds: an accepted write shows by then. */
const usualTraceTiming: TraceTiming = { firstLookMs: 300, maxWaitMs: 3000, looks: 4 };

/**
 * Searches for the trace of a write whose answer was lost, several times, as the server may still be at work on it.
 * @param lost why the answer was lost
 * @param look returns the trace, or undefined where there is none yet
 * @throws UnconfirmedWriteError without a trace
 */
export async function reconcileWrite<T>(
  operation: string,
  lost: RequestError,
  look: () => Promise<T | undefined>,
  timing: TraceTiming = usualTraceTiming,
  signal?: AbortSignal,
): Promise<T> {
  const backoff = new Backoff({ first: timing.firstLookMs, most: timing.maxWaitMs, factor: 2.2 });
  let lookError: unknown;
  for (let looks = 0; looks < timing.looks; looks++) {
    try {
      await sleep(backoff.next(), signal);
      lookError = undefined;
      const trace = await look();
      if (trace !== undefined) return trace;
    } catch (failure) {
      lookError = failure;
      if (signal?.aborted) break;
      if (!(failure instanceof RequestError)) throw failure;
    }
  }
  if (lookError !== undefined) throw new UnconfirmedWriteError(operation, lost, UnknownReason.cannotLook, lookError);
  throw new UnconfirmedWriteError(operation, lost, reasonWithoutTrace(lost));
}

/**
 * Silence, or a gateway that gave up, means that the server was still at work; a broken connection ends that. An answer
 * of success is believed, even if it was not understood.
 * @returns undefined where a missing trace proves that nothing was done
 */
function reasonWithoutTrace(lost: RequestError): UnknownReason | undefined {
  if (lost instanceof UnidentifiedResultError) return UnknownReason.unidentified;
  const isUnreadAnswer = lost instanceof UnexpectedAnswerError || lost instanceof TooLargeError;
  const isAway = lost instanceof TimedOutError || lost instanceof ServerUnavailableError;
  return isUnreadAnswer || isAway || lost instanceof CanceledError ? UnknownReason.mayStillCome : undefined;
}
