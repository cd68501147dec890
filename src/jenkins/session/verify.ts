import { asBoolean, asObject, asString } from '../../base/json.ts';
import { InterceptedError, LoginProblem, type RequestError, UnauthenticatedError } from '../../http/errors.ts';
import { expectObject } from '../../http/expectObject.ts';
import { type HttpClient, Method } from '../../http/httpClient.ts';
import { answeredByAnother } from '../../http/loginRequired.ts';
import type { HttpResponse } from '../../http/response.ts';
import { failureOf, failureWith, isSignedByJenkins, readRefusal } from './answers.ts';
import { apiPath } from './apiPath.ts';
import { basic, type JenkinsCredentials, JenkinsSecretKind } from './credentials.ts';
import { JenkinsSession } from './session.ts';

/** Findings about a Jenkins and the login there. */
export interface JenkinsFindings {
  /** Such as `2.579`; absent where a proxy hides it. */
  readonly version: string | undefined;
  readonly userId: string;
  readonly fullName: string;
  /** Kind that the secret proved to be. */
  readonly secretKind: JenkinsSecretKind;
  /** Present where Jenkins has no security: it has no accounts, looks at no credentials and lets anybody do anything. */
  readonly hasNoSecurity?: true;
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

/**
 * Proves a login step by step: the user, or that there is no security, whether the account may read Jenkins, and the kind of secret.
 * @param credentials without regard to their `kind`
 * @throws UnauthenticatedError, ForbiddenError (no Overall/Read), InterceptedError, and network failures
 */
export async function verifyJenkins(
  http: HttpClient,
  credentials: Omit<JenkinsCredentials, 'kind'>,
  signal?: AbortSignal,
): Promise<JenkinsFindings> {
  // The check whether a crumb is needed must not fetch a crumb.
  const asked = { ...credentials, kind: JenkinsSecretKind.apiToken };
  const session = new JenkinsSession(http, async () => asked);
  const { version, isAnonymous } = await provePresence(session, signal);
  if (isAnonymous) {
    await proveNoSecurity(session, signal);
    const { user } = credentials;
    // A POST there needs a crumb, as one with a password does.
    return { version, userId: user, fullName: user, secretKind: JenkinsSecretKind.password, hasNoSecurity: true };
  }
  const me = await session.getObject(apiPath('/me', 'id,fullName'), { signal });
  const userId = asString(me['id']) ?? credentials.user;
  const secretKind = await findSecretKind(http, credentials, signal);
  return { version, userId, fullName: asString(me['fullName']) ?? userId, secretKind };
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
async function proveNoSecurity(session: JenkinsSession, signal: AbortSignal | undefined): Promise<void> {
  const path = apiPath('', 'useSecurity');
  const root = await session.getObject(path, { signal });
  if (asBoolean(root['useSecurity']) === false) return;
  throw new UnauthenticatedError(LoginProblem.ignored, session.traceOf(Method.get, path));
}

/** Jira has a page of that name, too. */
function isSignedByJira(response: HttpResponse): boolean {
  return ['x-arequestid', 'x-ausername', 'x-aaccountid'].some(name => response.header(name) !== undefined);
}

/** A POST that changes nothing decides: it needs a crumb with a password, and none with an API token. */
async function findSecretKind(
  http: HttpClient,
  { user, secret }: Omit<JenkinsCredentials, 'kind'>,
  signal: AbortSignal | undefined,
): Promise<JenkinsSecretKind> {
  const response = await http.send({
    method: Method.post,
    path: apiPath('', 'useCrumbs'),
    headers: {
      authorization: basic({ user, secret }),
      accept: 'application/json',
    },
    signal,
  });
  if (response.status === 200) {
    const root = expectObject(await response.json(), response.request);
    // Without crumbs both kinds pass; a needless crumb does no harm, a missing one might.
    return asBoolean(root['useCrumbs']) === false ? JenkinsSecretKind.password : JenkinsSecretKind.apiToken;
  }
  const refusal = await readRefusal(response);
  if (refusal.wantsCrumb) return JenkinsSecretKind.password;
  throw failureWith(response, refusal);
}

async function someoneElse(response: HttpResponse): Promise<RequestError> {
  const by = (await response.reason()) ?? response.header('server') ?? response.request.origin;
  return new InterceptedError(by, response.request, { status: response.status });
}
