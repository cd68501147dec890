import {
  ForbiddenError,
  InterceptedError,
  LoginProblem,
  RedirectedError,
  RequestError,
  UnauthenticatedError,
} from '../http/errors.ts';
import { type HttpClient, Method } from '../http/httpClient.ts';
import { AnonymousForbiddenError } from '../jenkins/errors.ts';
import { type JenkinsCredentials, JenkinsLoginKind } from '../jenkins/session/credentials.ts';
import { jenkinsLogin } from '../jenkins/session/login.ts';
import { JenkinsSession } from '../jenkins/session/session.ts';
import { isJenkinsToken } from '../jenkins/session/tokenForm.ts';
import { AnonymousAccess, type JenkinsFindings, verifyJenkins } from '../jenkins/session/verify.ts';
import { interceptedLogin, readingOf } from './answerFailures.ts';
import type { ExaminedJenkins, Facts, Outcome } from './examination.ts';
import { EvidenceKind, type Finding, type Fix, Grade } from './findings.ts';
import { isChallenged } from './firstAnswer.ts';

const replace: Fix = { kind: 'replaceToken' };

/** Signs in to a Jenkins, once, and finds out what a refusal means. */
export async function loginToJenkins(
  http: HttpClient,
  { credentials, refusal: known }: ExaminedJenkins,
  facts: Facts,
  signal: AbortSignal,
): Promise<Outcome> {
  if (!credentials) return { findings: [] };
  try {
    if (known) throw known;
    const found = await verifyJenkins(http, credentials, signal);
    const proven = 'user' in credentials ? { ...credentials, kind: found.kind } : credentials;
    const login = jenkinsLogin(proven as JenkinsCredentials);
    const { userId, version } = found;
    return {
      findings: [acceptedWords(found, credentials)],
      evidence: userId ? [{ kind: EvidenceKind.user, value: userId }] : [],
      facts: {
        jenkins: new JenkinsSession(http, async () => login),
        loginKind: found.kind,
        ...(version && { version }),
      },
    };
  } catch (error) {
    if (!(error instanceof RequestError) || signal.aborted) throw error;
    const refusal = await refusalOf(error, credentials, { http, facts, signal });
    return { findings: [{ grade: Grade.problem, error, ...refusal }] };
  }
}

function acceptedWords(
  { hasNoSecurity, userId, isUncertain }: JenkinsFindings,
  credentials: JenkinsCredentials,
): Finding {
  if (hasNoSecurity) return { verdict: 'noSecurity', grade: Grade.warning };
  if (credentials.kind === JenkinsLoginKind.anonymous) return { verdict: 'anonymousReads', grade: Grade.good };
  return { verdict: isUncertain ? 'signedInUncertain' : 'signedIn', grade: Grade.good, values: [userId ?? ''] };
}

type Refusal = Pick<Finding, 'verdict' | 'fix' | 'values'>;

interface Around {
  readonly http: HttpClient;
  readonly facts: Facts;
  readonly signal: AbortSignal;
}

async function refusalOf(error: RequestError, credentials: JenkinsCredentials, around: Around): Promise<Refusal> {
  if (error instanceof AnonymousForbiddenError) return { verdict: 'anonymousReadsNothing', fix: { kind: 'editLogin' } };
  if (error instanceof ForbiddenError) {
    const isOthers = error.permission === undefined && around.facts.server?.isGuarded;
    return isOthers ? interceptedLogin(around.facts) : { verdict: 'noOverallRead' };
  }
  if (error instanceof InterceptedError || error instanceof RedirectedError) {
    const isGateway = error.request.forGateway === true;
    return isGateway
      ? { verdict: 'gatewayLoginExpired', fix: { kind: 'replaceHeaders' } }
      : interceptedLogin(around.facts);
  }
  if (!(error instanceof UnauthenticatedError)) return readingOf(error) ?? { verdict: 'loginFails' };
  switch (error.problem) {
    case LoginProblem.expired:
      return { verdict: 'loginExpired', fix: replace };
    case LoginProblem.noBasic:
      return { verdict: 'basicDisabled', fix: { kind: 'editLogin' } };
    case LoginProblem.noPasswords:
      return { verdict: 'passwordsDisabled', fix: replace };
    case LoginProblem.ignored:
      // Core answers wrong Basic credentials by 401: with 403 they did not arrive.
      return 'user' in credentials
        ? { verdict: 'loginIgnored', fix: { kind: 'editNetwork' } }
        : { verdict: 'bearerUnknown', fix: { kind: 'editLogin' } };
    case LoginProblem.refused:
      return refused(credentials, around);
  }
}

async function refused(credentials: JenkinsCredentials, around: Around): Promise<Refusal> {
  if (isChallenged(around.facts)) return interceptedLogin(around.facts);
  if (!('user' in credentials)) return { verdict: 'loginRefused', fix: replace };
  const { user, secret } = credentials;
  if ((await isUser(user, around)) === false)
    return { verdict: 'noSuchUser', fix: { kind: 'editLogin' }, values: [user] };
  // Older tokens have no 11 before their digits.
  const isToken = isJenkinsToken(secret) || /^[\da-f]{32}$/.test(secret);
  return {
    verdict: isToken ? 'refusedToken' : 'refusedWord',
    fix: isToken ? replace : { kind: 'openTokenPage' },
    values: [user],
  };
}

/** Whether Jenkins knows the user, where it tells that to anybody: no login is tried again. */
async function isUser(user: string, { http, facts, signal }: Around): Promise<boolean | undefined> {
  if (facts.server?.anonymous !== AnonymousAccess.reading) return undefined;
  try {
    const path = `/user/${encodeURIComponent(user)}/api/json?tree=id`;
    const response = await http.send({ method: Method.get, path, headers: { accept: 'application/json' }, signal });
    response.discard();
    if (response.status === 404) return false;
    return response.status === 200 ? true : undefined;
  } catch (error) {
    if (error instanceof RequestError && !signal.aborted) return undefined;
    throw error;
  }
}
