import {
  CanceledError,
  ConflictError,
  ForbiddenError,
  InterceptedError,
  InvalidRequestError,
  NotFoundError,
  RateLimitedError,
  RequestError,
  ServerError,
  TooLargeError,
  UnexpectedAnswerError,
  XsrfError,
} from '../http/errors.ts';
import { UnconfirmedWriteError, WriteOutcome } from '../http/unconfirmedWrite.ts';

/** A report is not added, as an earlier write of it may still come. */
export class UnsettledReportError extends Error {
  constructor() {
    super('an earlier write of this report may still come');
    this.name = 'UnsettledReportError';
  }
}

/** A message waits, as another window sends an earlier one of its issue. */
export class BusyElsewhereError extends Error {
  constructor() {
    super('another window sends an earlier message of this issue');
    this.name = 'BusyElsewhereError';
  }
}

export const SendingFailure = {
  /** The site could not be reached, or takes no requests now: nothing was done. */
  away: 'away',
  /** Something failed that others of the site need not meet: it was answered, and nothing was done. */
  failed: 'failed',
  /** It may or may not have been done. */
  doubtful: 'doubtful',
  /** The site refused it, or it was canceled. */
  refused: 'refused',
} as const;
export type SendingFailure = (typeof SendingFailure)[keyof typeof SendingFailure];

/** Answers of a Jira that would be the same at the next try. */
const refusals = [ConflictError, ForbiddenError, InvalidRequestError, NotFoundError, CanceledError];

/** Answers that may be about this message alone. */
const failures = [ServerError, TooLargeError, UnexpectedAnswerError, XsrfError];

/** Judges the failure of a sending by the request that failed; what is no request is refused here. */
export function sendingFailureOf(error: unknown): SendingFailure {
  if (error instanceof UnsettledReportError) return SendingFailure.doubtful;
  if (error instanceof UnconfirmedWriteError)
    return error.outcome === WriteOutcome.unknown ? SendingFailure.doubtful : sendingFailureOf(error.cause);
  if (error instanceof RequestError) {
    if (isFailed(error)) return SendingFailure.failed;
    return refusals.some(type => error instanceof type) ? SendingFailure.refused : SendingFailure.away;
  }
  return error instanceof Error && error.cause !== undefined ? sendingFailureOf(error.cause) : SendingFailure.refused;
}

/** A page of a firewall, such as for its words or its size, is about the message; a login page is about the site. */
function isFailed(error: RequestError): boolean {
  const { status = 0 } = error;
  if (error instanceof InterceptedError) return status >= 400 && status !== 401;
  return failures.some(type => error instanceof type);
}

/** Whether a sending wrote nothing, as an earlier write may still come. */
export function isUnsettled(error: unknown): boolean {
  if (error instanceof UnsettledReportError) return true;
  return error instanceof Error && !(error instanceof UnconfirmedWriteError) && isUnsettled(error.cause);
}

/** Time that the site named for the next request, in milliseconds since 1970; 0 where it named none. */
export function nextAllowedAt(error: unknown): number {
  if (error instanceof RateLimitedError) return error.retryAt?.getTime() ?? 0;
  return error instanceof Error ? nextAllowedAt(error.cause) : 0;
}
