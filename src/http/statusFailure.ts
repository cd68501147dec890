import {
  ConflictError,
  type FailureDetails,
  ForbiddenError,
  InvalidRequestError,
  LoginProblem,
  NotFoundError,
  RateLimitedError,
  type RequestError,
  ServerError,
  ServerUnavailableError,
  UnauthenticatedError,
  UnexpectedAnswerError,
} from './errors.ts';
import type { HttpResponse } from './response.ts';
import { retryAfterMs } from './retries.ts';

/** Error for a refusing status, where the product has no finer reading of it. */
export function statusFailure(response: HttpResponse, reason?: string): RequestError {
  const { request, status } = response;
  const details: FailureDetails = { status, reason };
  switch (status) {
    case 401:
      return new UnauthenticatedError(LoginProblem.refused, request, details);
    case 498:
      return new UnauthenticatedError(LoginProblem.expired, request, details);
    case 403:
      return new ForbiddenError(undefined, request, details);
    case 404:
    case 410:
      return new NotFoundError(request, details);
    case 409:
      return new ConflictError(request, details);
    case 429:
      return new RateLimitedError(retryAt(response.header('retry-after')), request, details);
    case 502:
    case 503:
    case 504:
      return new ServerUnavailableError(request, details);
  }
  if (status >= 500) return new ServerError(request, details);
  if (status >= 400) return new InvalidRequestError({ messages: reason ? [reason] : [] }, request, details);
  return new UnexpectedAnswerError(`status ${status} is not an answer known here`, request, details);
}

function retryAt(value: string | undefined): Date | undefined {
  const ms = retryAfterMs(value);
  return ms === undefined ? undefined : new Date(Date.now() + ms);
}
