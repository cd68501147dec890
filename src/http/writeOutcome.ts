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

/** Outcome of a write. */
export const WriteOutcome = {
  /** Done: its answer or its trace proves it. */
  done: 'done',
  /** Not done: it was refused, or left no trace, and may be tried again. */
  notDone: 'notDone',
  /** Unconfirmed: a person must look before trying again. */
  unknown: 'unknown',
} as const;
export type WriteOutcome = (typeof WriteOutcome)[keyof typeof WriteOutcome];

export const UnknownReason = {
  /** The place where the trace would be could not be read. */
  cannotLook: 'cannotLook',
  /** Nothing on the server shows whether it was done. */
  leavesNoTrace: 'leavesNoTrace',
  /** It was done, but neither the answer nor a trace identifies the result. */
  unidentified: 'unidentified',
  /** The object was changed meanwhile, but not as this write would have. */
  changedOtherwise: 'changedOtherwise',
  /** There is no trace yet, but the server or a gateway may still be processing it. */
  mayStillCome: 'mayStillCome',
} as const;
export type UnknownReason = (typeof UnknownReason)[keyof typeof UnknownReason];

/** The answer of a write was lost, and its trace does not prove that it was done. `cause` tells how it was lost. */
export class UnconfirmedWriteError extends RequestError {
  readonly outcome: typeof WriteOutcome.notDone | typeof WriteOutcome.unknown;
  /** Absent where it is proved that nothing was done. */
  readonly why: UnknownReason | undefined;
  /** Failure of the search for the trace, if it failed. */
  readonly lookError: unknown;

  /** @param operation its name, for the log */
  constructor(operation: string, lost: RequestError, why?: UnknownReason, lookError?: unknown) {
    super(
      `answer of ${operation} lost, ${why === undefined ? 'nothing done' : `outcome unknown (${why})`}`,
      lost.request,
      {
        cause: lost,
        status: lost.status,
      },
    );
    this.outcome = why === undefined ? WriteOutcome.notDone : WriteOutcome.unknown;
    this.why = why;
    this.lookError = lookError;
  }
}

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
