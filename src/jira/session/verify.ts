import { asObject, asString } from '../../base/json.ts';
import {
  ForbiddenError,
  InterceptedError,
  NotFoundError,
  UnauthenticatedError,
  UnexpectedAnswerError,
} from '../../http/errors.ts';
import { type HttpClient, Method } from '../../http/httpClient.ts';
import type { Login } from '../../http/login.ts';
import { answeredByAnother } from '../../http/loginRequired.ts';
import { failureOf } from './answers.ts';
import { JiraFlavor } from './flavor.ts';
import { siteIn } from './gateway.ts';
import { JiraSession } from './session.ts';

/** Jira behind a base URL. */
export interface JiraServer {
  readonly flavor: JiraFlavor;
  /** Such as `9.12.4`; Cloud's own numbering there. */
  readonly version: string | undefined;
  readonly title: string | undefined;
  /** Address of its pages, as it has it in its settings. */
  readonly site: string | undefined;
}

export interface JiraUser {
  /** `accountId` on Cloud, `name` elsewhere. */
  readonly id: string;
  readonly displayName: string;
}

const serverInfo = '/rest/api/2/serverInfo';

/**
 * Determines without credentials which Jira answers.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-server-info/
 * @throws LoginRequiredError when nothing is answered without a login; InterceptedError when another server answers;
 * UnreachableError and other network failures
 */
export async function probeJira(http: HttpClient, signal?: AbortSignal): Promise<JiraServer> {
  const headers = { accept: 'application/json' };
  const response = await http.send({ method: Method.get, path: serverInfo, headers, signal });
  const { request, status } = response;
  if (status >= 500 || status === 429) throw await failureOf(response);
  if (response.header('x-jenkins') !== undefined) {
    response.discard();
    throw new InterceptedError('Jenkins', request, { status });
  }
  if (status !== 200 || response.mediaType !== 'application/json') {
    throw await answeredByAnother(response, http.base.resolve(serverInfo).pathname);
  }
  const server = readServer(await response.json());
  if (!server) throw new InterceptedError(request.origin, request, { status });
  return server;
}

/**
 * Determines with credentials which Jira answers, as it may answer nobody else.
 * @param flavor as far as it is known
 * @returns undefined for a token that may not ask this
 * @throws UnauthenticatedError, CaptchaError, InterceptedError, and network failures
 */
export async function identifyJira(
  http: HttpClient,
  flavor: JiraFlavor,
  login: Login,
  signal?: AbortSignal,
): Promise<JiraServer | undefined> {
  const session = new JiraSession(http, flavor, async () => login);
  try {
    const server = readServer(await session.getJson(serverInfo, { signal }));
    if (server) return server;
  } catch (error) {
    if (error instanceof ForbiddenError) return undefined;
    if (!(error instanceof NotFoundError)) throw error;
  }
  const trace = session.traceOf(Method.get, serverInfo);
  throw new InterceptedError(trace.origin, trace);
}

function readServer(json: unknown): JiraServer | undefined {
  const info = asObject(json);
  const version = asString(info['version']);
  const deployment = asString(info['deploymentType']);
  if (version === undefined && deployment === undefined) return undefined;
  return {
    // Data Center calls itself "Server", or nothing at all in old versions; only Cloud is ever "Cloud".
    flavor: deployment === 'Cloud' ? JiraFlavor.cloud : JiraFlavor.dataCenter,
    version,
    title: asString(info['serverTitle']),
    site: siteIn(info),
  };
}

/**
 * Proves a login by the one resource that has no anonymous answer.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/
 * @throws UnauthenticatedError, CaptchaError, ForbiddenError, InterceptedError, and network failures
 */
export async function verifyJira(
  http: HttpClient,
  flavor: JiraFlavor,
  login: Login,
  signal?: AbortSignal,
): Promise<JiraUser> {
  const session = new JiraSession(http, flavor, async () => login);
  return readMyself(session, signal);
}

/** Reads the user of this session. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/ */
export async function readMyself(session: JiraSession, signal?: AbortSignal): Promise<JiraUser> {
  const path = session.api('/myself');
  const me = await session.getObject(path, { signal }).catch(asLoginFailure);
  const id = asString(me['accountId']) ?? asString(me['name']);
  if (id === undefined)
    throw new UnexpectedAnswerError('an answer that names nobody', session.traceOf(Method.get, path));
  return { id, displayName: asString(me['displayName']) ?? id };
}

/** An old Jira answers an anonymous request with 404. */
function asLoginFailure(error: unknown): never {
  if (!(error instanceof NotFoundError)) throw error;
  throw new UnauthenticatedError('ignored', error.request, { cause: error, status: error.status });
}
