import { RequestError } from './errors.ts';

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
