import {
  ForbiddenError,
  type HttpResponse,
  InterceptedError,
  InvalidRequestError,
  LoginProblem,
  leftTheOrigin,
  type RequestError,
  UnauthenticatedError,
  UnexpectedAnswerError,
} from '../http/index.ts';
import { statusFailure } from '../http/statusFailure.ts';

/** Whether Jenkins itself signed the answer. Half of its own answers lack this, so its absence proves nothing. */
export function isSignedByJenkins(response: HttpResponse): boolean {
  return response.header('x-jenkins') !== undefined;
}

/** The one message text that is ever matched: no header tells a missing crumb from a missing permission. */
const crumbRefusal = /No valid crumb was included/;

/**
 * Whether a 403 asks for a crumb. Reads the start of the page, so the answer's reason is handed back with it.
 */
export async function readRefusal(
  response: HttpResponse,
): Promise<{ wantsCrumb: boolean; reason: string | undefined }> {
  const reason = await shortReason(response);
  const namesPermission = response.header('x-required-permission') !== undefined;
  return { wantsCrumb: response.status === 403 && !namesPermission && crumbRefusal.test(reason ?? ''), reason };
}

/** The typed error for an answer that is no success of its operation. Lets go of the body. */
export async function failureOf(response: HttpResponse): Promise<RequestError> {
  const { reason } = await readRefusal(response);
  return failureWith(response, reason);
}

/** As {@link failureOf}, for an answer whose reason has been read already. */
export function failureWith(response: HttpResponse, reason: string | undefined): RequestError {
  const { status, request } = response;
  if (status >= 300 && status < 400) return redirected(response);
  if (status < 300 && response.mediaType === 'text/html') {
    return new InterceptedError(reason ?? request.origin, request, { status });
  }
  if (status === 403) return forbidden(response, reason);
  if (status === 400 || status === 422) {
    return new InvalidRequestError({ messages: reason ? [reason] : [] }, request, { status, reason });
  }
  return statusFailure(response, reason);
}

function forbidden(response: HttpResponse, reason: string | undefined): RequestError {
  const details = { status: response.status, reason };
  // We always send credentials: seen as anonymous, they were eaten on the way, or are of a kind Jenkins does not know.
  if (response.header('x-you-are-authenticated-as') === 'anonymous') {
    return new UnauthenticatedError(LoginProblem.ignored, response.request, details);
  }
  return new ForbiddenError(response.header('x-required-permission'), response.request, details);
}

function redirected(response: HttpResponse): RequestError {
  const location = response.header('location');
  const { request } = response;
  const from = request.origin + request.path;
  if (location === undefined || !URL.canParse(location, from)) {
    return new UnexpectedAnswerError('a redirect without a usable Location', request, { status: response.status });
  }
  return leftTheOrigin(new URL(location, from), response);
}

/** `X-Error`, or the title of the error page without the status that Jetty puts before it. */
async function shortReason(response: HttpResponse): Promise<string | undefined> {
  const header = response.header('x-error');
  const title = await response.pageTitle();
  // An error page in Jenkins' own layout carries no reason in its title.
  if (header === undefined && response.status >= 400 && /(^| - )Jenkins$/.test(title ?? '')) return undefined;
  return header ?? title?.replace(/^Error \d{3} /, '');
}
