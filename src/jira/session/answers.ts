import { asObject, asString, asStrings, parseJson } from '../../base/json.ts';
import {
  CaptchaError,
  ForbiddenError,
  InterceptedError,
  InvalidRequestError,
  LoginProblem,
  type RequestError,
  UnauthenticatedError,
  XsrfError,
} from '../../http/errors.ts';
import { isPage, reasonIn } from '../../http/reason.ts';
import { redirectFailure } from '../../http/redirects.ts';
import type { HttpResponse } from '../../http/response.ts';
import { statusFailure } from '../../http/statusFailure.ts';
import { MissingScopeError } from './scopes.ts';

const errorBytes = 64 * 1024;
const deniedStatuses = new Set([401, 403, 404]);

/** Whether the answer came from a Jira, as far as its headers show. */
function isSignedByJira(response: HttpResponse): boolean {
  return ['x-arequestid', 'x-ausername', 'x-asen', 'atl-traceid'].some(name => response.header(name) !== undefined);
}

/**
 * Finds a refused login in an answer's headers, whatever its status: Jira answers 200 and 404 to requests that it takes
 * for anonymous. We always send credentials.
 */
function loginFailure(response: HttpResponse): RequestError | undefined {
  const { request, status } = response;
  const captcha = captchaFailure(response);
  if (captcha) return captcha;
  if (response.headers('x-seraph-loginreason').some(reason => reason.includes('AUTHENTICATED_FAILED'))) {
    return new UnauthenticatedError(LoginProblem.refused, request, { status });
  }
  if (response.header('x-ausername') === 'anonymous' && (status < 300 || deniedStatuses.has(status))) {
    return new UnauthenticatedError(LoginProblem.ignored, request, { status });
  }
  return undefined;
}

/** Refused login, by {@link loginFailure} or by the text of a refusal. Discards the body of a refusal. */
export async function refusedLogin(response: HttpResponse): Promise<RequestError | undefined> {
  const failure = loginFailure(response);
  if (failure instanceof UnauthenticatedError && deniedStatuses.has(response.status)) {
    const text = await startOf(response);
    return disabledLogin(response, text) ?? failure;
  }
  if (failure) response.discard();
  return failure;
}

/** Beginning of a body, as far as it comes. */
function startOf(response: HttpResponse): Promise<string> {
  return response.start(errorBytes).catch(() => '');
}

/** Typed error for an answer that is no success and, by {@link loginFailure}, no refused login. Discards the body. */
export async function failureOf(response: HttpResponse): Promise<RequestError> {
  const { status, request } = response;
  if (status >= 300 && status < 400) {
    response.discard();
    return redirectFailure(response);
  }
  const text = await startOf(response);
  if (status === 403 && xsrfRefusal.test(text)) return new XsrfError(request, { status, reason: 'XSRF check failed' });
  const disabled = disabledLogin(response, text);
  if (disabled) return disabled;
  if (isPage(response.mediaType)) return fromPage(response, reasonIn(response.mediaType, text));
  return fromErrors(response, readErrors(response.mediaType, text));
}

// Message texts are matched where no header and no status distinguishes them from a missing permission.
const xsrfRefusal = /XSRF check failed/;
const missingScope = /scope does not match/i;

/** https://confluence.atlassian.com/enterprise/disabling-basic-authentication-1044776464.html and Cloud's own words. */
const basicRefusal = /\bbasic auth\w*[^.<]{0,60}(?:disabled|deprecated|not \w+ed)/i;

/** Error for a way of signing in that the server has switched off for everybody. */
function disabledLogin({ status, request }: HttpResponse, text: string): RequestError | undefined {
  const said = deniedStatuses.has(status) && basicRefusal.exec(text)?.[0];
  if (!said) return undefined;
  const problem = /password/i.test(said) ? LoginProblem.noPasswords : LoginProblem.noBasic;
  return new UnauthenticatedError(problem, request, { status });
}

function fromErrors(response: HttpResponse, said: Errors): RequestError {
  const { status, request } = response;
  if (request.forGateway && (status === 401 || status === 403) && !isSignedByJira(response)) {
    return new InterceptedError(response.header('server') ?? request.origin, request, { status });
  }
  const reason = said.messages[0] ?? Object.values(said.fields)[0];
  if (status === 400 || status === 422) return new InvalidRequestError(said, request, { status, reason });
  if (status === 401) return unauthenticated(response, reason);
  if (status === 403) return new ForbiddenError(undefined, request, { status, reason });
  if (status < 300) return new InterceptedError(response.header('server') ?? request.origin, request, { status });
  return statusFailure(response, reason);
}

/**
 * Jira marks a refused login in the headers. An unmarked 401 means that no user was recognized: a scoped token gets it
 * at the site's own host, although it is valid at api.atlassian.com. There a 401 may mean a missing scope.
 */
function unauthenticated(response: HttpResponse, reason: string | undefined): RequestError {
  if (missingScope.test(reason ?? '')) return new MissingScopeError(response.request, 401, reason);
  const wasSeen = response.header('x-seraph-loginreason') !== undefined;
  const problem = wasSeen ? LoginProblem.refused : LoginProblem.ignored;
  return new UnauthenticatedError(problem, response.request, { status: 401, reason });
}

/** Jira has no status for a CAPTCHA: it may be a 401, a 403 or even a 200. */
function captchaFailure(response: HttpResponse): CaptchaError | undefined {
  const denied = response.headers('x-seraph-loginreason').some(reason => reason.includes('AUTHENTICATION_DENIED'));
  const asked = response.headerText('x-authentication-denied-reason');
  if (!denied && !asked.includes('CAPTCHA_CHALLENGE')) return undefined;
  const loginUrl = /login-url=(\S+)/.exec(asked)?.[1];
  return new CaptchaError(loginUrl, response.request, { status: response.status });
}

/** Jira's REST API answers in JSON; a page is a login page's, a proxy's or a firewall's, unless a status says more. */
function fromPage(response: HttpResponse, title: string | undefined): RequestError {
  const { status, request } = response;
  if (status >= 500 || status === 429 || status === 498) return statusFailure(response, title);
  // Jira's own servlet container, too, may answer a 401 or 404 with a page.
  if (status >= 400 && isSignedByJira(response)) return statusFailure(response, title);
  return new InterceptedError(title ?? response.header('server') ?? request.origin, request, { status });
}

interface Errors {
  readonly messages: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** Jira's own sentences; where there are none, the servlet container's or a gateway's in JSON or plain text. */
function readErrors(mediaType: string, text: string): Errors {
  const answer = asObject(parseJson(text));
  const fields = Object.entries(asObject(answer['errors'])).flatMap(([field, reason]) => {
    const text = asString(reason);
    return text === undefined ? [] : [[field, text] as const];
  });
  const messages = asStrings(answer['errorMessages']);
  const single = messages.length > 0 ? undefined : reasonIn(mediaType, text);
  return { messages: single ? [single] : messages, fields: Object.fromEntries(fields) };
}
