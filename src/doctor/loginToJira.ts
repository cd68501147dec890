import {
  CaptchaError,
  ForbiddenError,
  InterceptedError,
  LoginProblem,
  RedirectedError,
  RequestError,
  UnauthenticatedError,
} from '../http/errors.ts';
import type { HttpClient } from '../http/httpClient.ts';
import { type JiraCredentials, JiraLogin } from '../jira/session/credentials.ts';
import { JiraFlavor } from '../jira/session/flavor.ts';
import { findGateway, isCloudGateway } from '../jira/session/gateway.ts';
import { jiraLogin } from '../jira/session/login.ts';
import { MissingScopeError } from '../jira/session/scopes.ts';
import { JiraSession } from '../jira/session/session.ts';
import { verifyJira } from '../jira/session/verify.ts';
import { interceptedLogin, readingOf } from './answerFailures.ts';
import type { ExaminedJira, Facts, Outcome } from './examination.ts';
import { EvidenceKind, type Finding, type Fix, Grade } from './findings.ts';
import { isChallenged } from './firstAnswer.ts';

const replace: Fix = { kind: 'replaceToken' };

/** Signs in to a Jira, once, and finds out what a refusal means. */
export async function loginToJira(
  http: HttpClient,
  examined: ExaminedJira,
  facts: Facts,
  signal: AbortSignal,
): Promise<Outcome> {
  const { credentials } = examined;
  if (!credentials) return { findings: [] };
  const flavor = facts.server?.jira?.flavor ?? examined.flavor;
  const login = await jiraLogin(http, credentials);
  const end = async () => login.end?.();
  try {
    if (examined.refusal) throw examined.refusal;
    const user = await verifyJira(http, flavor, login, signal);
    return {
      findings: [{ verdict: 'signedIn', grade: Grade.good, values: [user.displayName] }],
      evidence: [{ kind: EvidenceKind.user, value: user.id }],
      facts: { jira: new JiraSession(http, flavor, async () => login) },
      end,
    };
  } catch (error) {
    if (!(error instanceof RequestError) || signal.aborted) throw error;
    const refusal = await refusalOf(error, credentials, { http, flavor, facts, signal });
    return { findings: [{ grade: Grade.problem, error, ...refusal }], end };
  }
}

type Refusal = Pick<Finding, 'verdict' | 'fix' | 'values'>;

interface Around {
  readonly http: HttpClient;
  readonly flavor: JiraFlavor;
  readonly facts: Facts;
  readonly signal: AbortSignal;
}

async function refusalOf(error: RequestError, credentials: JiraCredentials, around: Around): Promise<Refusal> {
  if (error instanceof CaptchaError)
    return { verdict: 'captcha', fix: { kind: 'openPage', url: captchaPage(error, around) } };
  if (error instanceof MissingScopeError)
    return { verdict: 'scopeMissing', fix: { kind: 'openTokenPage' }, values: [error.scopes.join(', ')] };
  if (error instanceof InterceptedError || error instanceof RedirectedError) {
    const isGateway = error.request.forGateway === true;
    return isGateway
      ? { verdict: 'gatewayLoginExpired', fix: { kind: 'replaceHeaders' } }
      : interceptedLogin(around.facts);
  }
  if (error instanceof ForbiddenError) {
    // Cloud takes API tokens by Basic alone, and has no rules for them.
    if (around.flavor === JiraFlavor.cloud && credentials.login === JiraLogin.bearer)
      return { verdict: 'bearerUnknown', fix: { kind: 'editLogin' } };
    return {
      verdict: 'tokenRestricted',
      fix: { kind: 'openTokenPage' },
      values: [`GET ${error.request.path}`],
    };
  }
  if (!(error instanceof UnauthenticatedError)) return readingOf(error) ?? { verdict: 'loginFails' };
  switch (error.problem) {
    case LoginProblem.expired:
      return { verdict: 'loginExpired', fix: replace };
    case LoginProblem.noBasic:
      return { verdict: 'basicDisabled', fix: { kind: 'editLogin' } };
    case LoginProblem.noPasswords:
      return { verdict: 'passwordsDisabled', fix: { kind: 'openTokenPage' } };
    case LoginProblem.refused:
      return isChallenged(around.facts) ? interceptedLogin(around.facts) : refused(credentials, around.flavor);
    case LoginProblem.ignored:
      return ignored(credentials, around);
  }
}

/** Cloud knows its users by their addresses alone. */
function refused(credentials: JiraCredentials, flavor: JiraFlavor): Refusal {
  if (isNoEmail(credentials, flavor))
    return { verdict: 'userNotEmail', fix: { kind: 'editLogin' }, values: [credentials.user] };
  return { verdict: 'loginRefused', fix: replace };
}

function isNoEmail(
  credentials: JiraCredentials,
  flavor: JiraFlavor,
): credentials is Extract<JiraCredentials, { user: string }> {
  return flavor === JiraFlavor.cloud && 'user' in credentials && !credentials.user.includes('@');
}

async function ignored(credentials: JiraCredentials, { http, flavor, signal }: Around): Promise<Refusal> {
  if (isNoEmail(credentials, flavor)) return refused(credentials, flavor);
  if (flavor === JiraFlavor.cloud && !isCloudGateway(http.base)) {
    const gateway = await findGateway(http, signal);
    if (gateway)
      return {
        verdict: 'scopedTokenAtSite',
        fix: { kind: 'updateAddress', url: gateway.href },
        values: [gateway.href],
      };
  }
  if (credentials.login === JiraLogin.bearer) return { verdict: 'bearerUnknown', fix: replace };
  return { verdict: 'loginIgnored', fix: { kind: 'editNetwork' } };
}

/** Another host is no place to enter a password. */
function captchaPage({ loginUrl }: CaptchaError, { http }: Around): string {
  const isOwn = loginUrl !== undefined && URL.canParse(loginUrl) && new URL(loginUrl).origin === http.base.origin;
  return isOwn ? loginUrl : http.base.href;
}
