import { objectAt, stringAt, stringsAt } from '../base/json.ts';
import {
  CaptchaError,
  ForbiddenError,
  type HttpResponse,
  InterceptedError,
  InvalidRequestError,
  leftTheOrigin,
  type RequestError,
  UnexpectedAnswerError,
} from '../http/index.ts';
import { statusFailure } from '../http/statusFailure.ts';

const errorBytes = 64 * 1024;

/** Whether the answer came from a Jira, as far as its headers tell. */
export function isSignedByJira(response: HttpResponse): boolean {
  return ['x-arequestid', 'x-ausername', 'x-asen', 'atl-traceid'].some(name => response.header(name) !== undefined);
}

/** The typed error for an answer that is no success. Lets go of the body. */
export async function failureOf(response: HttpResponse): Promise<RequestError> {
  const { status, request } = response;
  const captcha = captchaFailure(response);
  if (captcha) {
    response.discard();
    return captcha;
  }
  if (status >= 300 && status < 400) return redirected(response);
  if (response.mediaType === 'text/html') return fromPage(response);
  const said = await readErrors(response);
  const reason = said.messages[0] ?? Object.values(said.fields)[0];
  if (status === 400 || status === 422) return new InvalidRequestError(said, request, { status, reason });
  if (status === 403) return new ForbiddenError(undefined, request, { status, reason });
  if (status < 300) return new InterceptedError(response.header('server') ?? request.origin, request, { status });
  return statusFailure(response, reason);
}

/** Jira never says CAPTCHA in a status: it may be a 401, a 403 or even a 200. */
function captchaFailure(response: HttpResponse): CaptchaError | undefined {
  const denied = response.headers('x-seraph-loginreason').some(reason => reason.includes('AUTHENTICATION_DENIED'));
  const asked = response.header('x-authentication-denied-reason') ?? '';
  if (!denied && !asked.includes('CAPTCHA_CHALLENGE')) return undefined;
  const loginUrl = /login-url=(\S+)/.exec(asked)?.[1];
  return new CaptchaError(loginUrl, response.request, { status: response.status });
}

function redirected(response: HttpResponse): RequestError {
  const { request, status } = response;
  const location = response.header('location');
  response.discard();
  const from = request.origin + request.path;
  if (location === undefined || !URL.canParse(location, from)) {
    return new UnexpectedAnswerError('a redirect without a usable Location', request, { status });
  }
  return leftTheOrigin(new URL(location, from), response);
}

/** Jira's REST API answers in JSON; a page is a login page's, a proxy's or a firewall's, unless a status says more. */
async function fromPage(response: HttpResponse): Promise<RequestError> {
  const title = await response.pageTitle();
  const { status, request } = response;
  if (status >= 500 || status === 429) return statusFailure(response, title);
  // A 401 or 404 as a page is what Jira's own servlet container may answer too.
  if (status >= 400 && isSignedByJira(response)) return statusFailure(response, title);
  return new InterceptedError(title ?? response.header('server') ?? request.origin, request, { status });
}

async function readErrors(response: HttpResponse): Promise<{ messages: string[]; fields: Record<string, string> }> {
  const text = await response.start(errorBytes);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { messages: [], fields: {} };
  }
  const answer = objectAt(json);
  const single = stringAt(answer['message']) ?? stringAt(answer['error']);
  const fields = Object.entries(objectAt(answer['errors'])).flatMap(([field, reason]) => {
    const text = stringAt(reason);
    return text === undefined ? [] : [[field, text] as const];
  });
  return {
    messages: [...stringsAt(answer['errorMessages']), ...(single ? [single] : [])],
    fields: Object.fromEntries(fields),
  };
}
