import { asBoolean, asObject, asString } from '../../base/json.ts';
import { InterceptedError, LoginProblem, type RequestError, UnauthenticatedError } from '../../http/errors.ts';
import { expectObject } from '../../http/expectObject.ts';
import { type HttpClient, Method } from '../../http/httpClient.ts';
import { answeredByAnother } from '../../http/loginRequired.ts';
import type { HttpResponse } from '../../http/response.ts';
import { failureOf, failureWith, isSignedByJenkins, readRefusal } from './answers.ts';
import { apiPath } from './apiPath.ts';
import { type JenkinsCredentials, type JenkinsLoginKind, JenkinsSecretKind } from './credentials.ts';
import { type JenkinsLogin, jenkinsLogin } from './login.ts';
import { JenkinsSession } from './session.ts';

/** Findings about a Jenkins and the login there. */
export interface JenkinsFindings {
  /** Such as `2.579`; absent where a proxy hides it. */
  readonly version: string | undefined;
  /** Absent for an anonymous login. */
  readonly userId?: string;
  readonly fullName?: string;
  /** Kind that the login proved to be. */
  readonly kind: JenkinsLoginKind;
  /** Present where Jenkins asks for no crumbs, so that an API token cannot be told from a password. */
  readonly isUncertain?: boolean;
  /** Present where Jenkins has no security: it has no accounts, looks at no credentials and lets anybody do anything. */
  readonly hasNoSecurity?: boolean;
}

/**
 * Checks without credentials whether a Jenkins answers at all.
 * @returns its version, if it sends it
 * @throws LoginRequiredError when nothing is answered without a login, which is no Jenkins' way; InterceptedError when
 * another server answers; UnreachableError and other network failures
 */
export async function probeJenkins(http: HttpClient, signal?: AbortSignal): Promise<string | undefined> {
  const path = '/login';
  const response = await http.send({ method: Method.get, path, headers: { accept: 'text/html' }, signal });
  if (isSignedByJenkins(response)) {
    response.discard();
    return response.header('x-jenkins');
  }
  // While it starts, Jenkins does not sign its answers; a failing server is reported as such.
  if (response.status >= 500) throw await failureOf(response);
  if (isSignedByJira(response)) {
    response.discard();
    throw new InterceptedError('Jira', response.request, { status: response.status });
  }
  throw await answeredByAnother(response, http.base.resolve(path).pathname);
}

interface Presence {
  readonly version: string | undefined;
  readonly isAnonymous: boolean;
}

/** Rights of requests without a login. */
export const AnonymousAccess = {
  /** It has no security: anybody may do anything. */
  everything: 'everything',
  /** At least a part may be read by anybody. */
  reading: 'reading',
  nothing: 'nothing',
} as const;
export type AnonymousAccess = (typeof AnonymousAccess)[keyof typeof AnonymousAccess];

/**
 * Looks without credentials whether this Jenkins wants any.
 * @throws network failures
 */
export async function readAnonymousAccess(http: HttpClient, signal?: AbortSignal): Promise<AnonymousAccess> {
  const path = apiPath('', 'useSecurity');
  const response = await http.send({ method: Method.get, path, headers: { accept: 'application/json' }, signal });
  if (response.status !== 200 || response.mediaType !== 'application/json') {
    response.discard();
    return AnonymousAccess.nothing;
  }
  const { useSecurity } = asObject(await response.json());
  return asBoolean(useSecurity) === false ? AnonymousAccess.everything : AnonymousAccess.reading;
}

/**
 * Proves a login step by step: the user, or that there is no security, whether the account may read Jenkins, and the
 * kind of secret.
 * @param credentials whether a user's secret is a token or a password is found out
 * @throws UnauthenticatedError, ForbiddenError (no Overall/Read), InterceptedError, and network failures
 */
export async function verifyJenkins(
  http: HttpClient,
  credentials: JenkinsCredentials,
  signal?: AbortSignal,
): Promise<JenkinsFindings> {
  // The check whether a crumb is needed must not fetch a crumb.
  const login = { ...jenkinsLogin(credentials), needsCrumb: false };
  const session = new JenkinsSession(http, async () => login);
  const { version, isAnonymous } = await provePresence(session, signal);
  if (isAnonymous) {
    const hasNoSecurity = await isWithoutSecurity(session, login, signal);
    return { version, ...unseenLogin(credentials), ...(hasNoSecurity && { hasNoSecurity }) };
  }
  const me = await session.getObject(apiPath('/me', 'id,fullName'), { signal });
  const userId = asString(me['id']) ?? ('user' in credentials ? credentials.user : '');
  const found = 'user' in credentials ? await findSecretKind(http, login, signal) : { kind: credentials.kind };
  return { version, userId, fullName: asString(me['fullName']) ?? userId, ...found };
}

/** The login of a Jenkins that looks at none. A POST there needs a crumb, as with a password. */
function unseenLogin(credentials: JenkinsCredentials): Pick<JenkinsFindings, 'userId' | 'fullName' | 'kind'> {
  if (!('user' in credentials)) return { kind: credentials.kind };
  const { user } = credentials;
  return { userId: user, fullName: user, kind: JenkinsSecretKind.password };
}

async function provePresence(session: JenkinsSession, signal: AbortSignal | undefined): Promise<Presence> {
  const response = await session.get('/whoAmI/api/json', { signal });
  if (response.mediaType !== 'application/json') throw await someoneElse(response);
  const who = asObject(await response.json());
  if (asString(who['name']) === undefined) throw new InterceptedError(response.request.origin, response.request);
  // `authenticated` is true for anonymous, too.
  return { version: response.header('x-jenkins'), isAnonymous: asBoolean(who['anonymous']) === true };
}

/** @throws UnauthenticatedError where anonymous is not everybody: the credentials count for nothing */
async function isWithoutSecurity(
  session: JenkinsSession,
  { isAnonymous }: JenkinsLogin,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const path = apiPath('', 'useSecurity');
  const root = await session.getObject(path, { signal });
  if (asBoolean(root['useSecurity']) === false) return true;
  if (isAnonymous) return false;
  throw new UnauthenticatedError(LoginProblem.ignored, session.traceOf(Method.get, path));
}

/** Jira has a page of that name, too. */
function isSignedByJira(response: HttpResponse): boolean {
  return ['x-arequestid', 'x-ausername', 'x-aaccountid'].some(name => response.header(name) !== undefined);
}

/** A POST that changes nothing decides: it needs a crumb with a password, and none with an API token. */
async function findSecretKind(
  http: HttpClient,
  login: JenkinsLogin,
  signal: AbortSignal | undefined,
): Promise<Pick<JenkinsFindings, 'kind' | 'isUncertain'>> {
  const response = await http.send({
    method: Method.post,
    path: apiPath('', 'useCrumbs'),
    headers: { ...(await login.headers()), accept: 'application/json' },
    signal,
  });
  if (response.status === 200) {
    const root = expectObject(await response.json(), response.request);
    // Without crumbs both kinds pass; a needless crumb does no harm, a missing one might.
    if (asBoolean(root['useCrumbs']) === false) return { kind: JenkinsSecretKind.password, isUncertain: true };
    return { kind: JenkinsSecretKind.apiToken };
  }
  const refusal = await readRefusal(response);
  if (refusal.wantsCrumb) return { kind: JenkinsSecretKind.password };
  throw failureWith(response, refusal);
}

async function someoneElse(response: HttpResponse): Promise<RequestError> {
  const by = (await response.reason()) ?? response.header('server') ?? response.request.origin;
  return new InterceptedError(by, response.request, { status: response.status });
}
