import {
  ForbiddenError,
  InterceptedError,
  InvalidRequestError,
  LoginProblem,
  type RequestError,
  UnauthenticatedError,
} from '../../http/errors.ts';
import { isContainersError, isPage, reasonIn } from '../../http/reason.ts';
import { redirectFailure } from '../../http/redirects.ts';
import type { HttpResponse } from '../../http/response.ts';
import { statusFailure } from '../../http/statusFailure.ts';
import { AnonymousForbiddenError, RetryDeletionError } from '../errors.ts';

/** Whether Jenkins itself signed the answer. Half of its own answers lack this, so its absence proves nothing. */
export function isSignedByJenkins(response: HttpResponse): boolean {
  return response.header('x-jenkins') !== undefined;
}

/** Answer that is no success of its operation, as far as its body was read. */
export interface Refusal {
  /** Whether it is the 403 that asks for a crumb: then nothing was done. */
  readonly wantsCrumb: boolean;
  readonly reason: string | undefined;
  /** Whether the servlet container worded it, rather than Jenkins. */
  readonly isContainers: boolean;
  /** Whether it is the page by which Jenkins offers to delete a build once more. */
  readonly offersRetry: boolean;
}

/** The only message text that is ever matched: no header distinguishes a missing crumb from a missing permission. */
const crumbRefusal = /No valid crumb was included/;

/** Element of the page that Jenkins gives, with a status of success, for a build that cannot be deleted right now. */
const retryLink = 'id="delete-retry-show-error"';

/** Jenkins' menus alone can take 84 KB. */
const maxPageBytes = 256 * 1024;

/** Reads the start of a refusal's body, whether it is HTML, JSON or plain text, and discards the rest. */
export async function readRefusal(response: HttpResponse): Promise<Refusal> {
  const { mediaType, status } = response;
  const isPageOfSuccess = status < 300 && isPage(mediaType);
  const text = await response.errorText(isPageOfSuccess ? maxPageBytes : undefined);
  const reason = reasonOf(response, text);
  const namesPermission = response.header('x-required-permission') !== undefined;
  return {
    wantsCrumb: status === 403 && !namesPermission && crumbRefusal.test(reason ?? ''),
    reason,
    isContainers: isContainersError(mediaType, text),
    offersRetry: isPageOfSuccess && text.includes(retryLink),
  };
}

/** `X-Error`, or the reason in the body. */
function reasonOf(response: HttpResponse, text: string): string | undefined {
  const header = response.header('x-error');
  const reason = reasonIn(response.mediaType, text);
  // An error page in Jenkins' own layout carries no reason in its title.
  if (header === undefined && response.status >= 400 && /(^| - )Jenkins$/.test(reason ?? '')) return undefined;
  return header ?? reason;
}

/** The typed error for an answer that is no success of its operation. Discards the body. */
export async function failureOf(response: HttpResponse): Promise<RequestError> {
  return failureWith(response, await readRefusal(response));
}

/**
 * As {@link failureOf}, for an answer that was read already.
 * @param wasAnonymous whether the request had no credentials
 */
export function failureWith(response: HttpResponse, refusal: Refusal, wasAnonymous = false): RequestError {
  const { status, request } = response;
  const { reason } = refusal;
  if (status >= 300 && status < 400) return redirectFailure(response);
  if (refusal.offersRetry) return new RetryDeletionError(request, { status });
  if (status < 300 && isPage(response.mediaType)) {
    return new InterceptedError(reason ?? request.origin, request, { status });
  }
  if (request.forGateway && isOfGateway(response, refusal)) {
    return new InterceptedError(reason ?? response.header('server') ?? request.origin, request, { status });
  }
  if (status === 403 || isAboutAnotherLogin(response, refusal)) return forbidden(response, reason, wasAnonymous);
  if (status === 400 || status === 422) {
    return new InvalidRequestError({ messages: reason ? [reason] : [] }, request, { status, reason });
  }
  return statusFailure(response, reason);
}

/**
 * Whether a gateway refused the request, not Jenkins: its own 401 has a challenge, its 403 names the user who asked, and
 * those of its servlet container are told by their words.
 */
function isOfGateway(response: HttpResponse, { isContainers }: Refusal): boolean {
  const { status } = response;
  // Of Jenkins itself is also an empty one without a type.
  if (isContainers || isSignedByJenkins(response) || response.mediaType === '') return false;
  if (status === 401) return !/^basic\b/i.test(response.headerText('www-authenticate'));
  return status === 403 && response.header('x-you-are-authenticated-as') === undefined;
}

/**
 * Whether a 401 concerns another login than the account's, such as the access token of the Git plugin's own address: a
 * refused account gets a challenge, and no text but "Unauthorized".
 */
function isAboutAnotherLogin(response: HttpResponse, { isContainers, reason }: Refusal): boolean {
  const isChallenge = response.header('www-authenticate') !== undefined;
  return response.status === 401 && isContainers && !isChallenge && reason !== 'Unauthorized';
}

function forbidden(response: HttpResponse, reason: string | undefined, wasAnonymous: boolean): RequestError {
  const { request, status } = response;
  const details = { status, reason };
  const permission = response.header('x-required-permission');
  const isAnonymous = response.header('x-you-are-authenticated-as') === 'anonymous';
  if (isAnonymous && wasAnonymous) return new AnonymousForbiddenError(permission, request, details);
  // With credentials: they were removed on the way, or are of a kind that Jenkins does not know.
  if (isAnonymous) return new UnauthenticatedError(LoginProblem.ignored, request, details);
  return new ForbiddenError(permission, request, details);
}
