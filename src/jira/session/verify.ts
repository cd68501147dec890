import { asObject, asString } from '../../base/json.ts';
import { InterceptedError, NotFoundError, UnauthenticatedError, UnexpectedAnswerError } from '../../http/errors.ts';
import { type HttpClient, Method } from '../../http/httpClient.ts';
import { failureOf } from './answers.ts';
import { JiraFlavor } from './flavor.ts';
import { type JiraCredentials, JiraSession } from './session.ts';

/** Jira behind a base URL. */
export interface JiraServer {
  readonly flavor: JiraFlavor;
  /** Such as `9.12.4`; Cloud's own numbering there. */
  readonly version: string | undefined;
  readonly title: string | undefined;
}

export interface JiraUser {
  /** `accountId` on Cloud, `name` elsewhere. */
  readonly id: string;
  readonly displayName: string;
}

/**
 * Determines without credentials which Jira answers.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-server-info/
 * @throws InterceptedError when another server answers; UnreachableError and other network failures
 */
export async function probeJira(http: HttpClient, signal?: AbortSignal): Promise<JiraServer> {
  const path = '/rest/api/2/serverInfo';
  const response = await http.send({ method: Method.get, path, headers: { accept: 'application/json' }, signal });
  const { request, status } = response;
  if (status >= 500 || status === 429) throw await failureOf(response);
  if (status !== 200 || response.mediaType !== 'application/json') {
    const by = (await response.reason()) ?? response.header('server') ?? request.origin;
    throw new InterceptedError(by, request, { status });
  }
  const info = asObject(await response.json());
  const version = asString(info['version']);
  const deployment = asString(info['deploymentType']);
  if (version === undefined && deployment === undefined)
    throw new InterceptedError(request.origin, request, { status });
  return {
    // Data Center calls itself "Server", or nothing at all in old versions; only Cloud is ever "Cloud".
    flavor: deployment === 'Cloud' ? JiraFlavor.cloud : JiraFlavor.dataCenter,
    version,
    title: asString(info['serverTitle']),
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
  credentials: JiraCredentials,
  signal?: AbortSignal,
): Promise<JiraUser> {
  const session = new JiraSession(http, flavor, async () => credentials);
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
