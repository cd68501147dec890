import { movedBase } from '../http/bases.ts';
import { wantsClientCertificate } from '../http/clientCertificate.ts';
import { InterceptedError, LoginRequiredError, RedirectedError, RequestError } from '../http/errors.ts';
import { type HttpClient, Method } from '../http/httpClient.ts';
import { isLoginPath } from '../http/loginPage.ts';
import { apiPath } from '../jenkins/session/apiPath.ts';
import { type AnonymousAccess, probeJenkins, readAnonymousAccess } from '../jenkins/session/verify.ts';
import { type JiraServer, probeJira } from '../jira/session/verify.ts';
import { PartyKind, partyOf } from './marks.ts';
import { rootBelow } from './rootBelow.ts';
import { ServerKind } from './serverKind.ts';

/** Findings about a server without a login. */
export interface FoundServer {
  /** Jenkins' version, where it sends it. */
  readonly version?: string | undefined;
  /** Jira's description of itself; absent for a Jenkins, and where a login is wanted first. */
  readonly jira?: JiraServer | undefined;
  /** Rights without a login; absent for a Jira, and where a login is wanted first. */
  readonly anonymous?: AnonymousAccess | undefined;
  /** Whether a login is wanted first: the answer with credentials will tell. */
  readonly isGuarded?: boolean;
}

/**
 * Looks without credentials for a server of a kind.
 * @throws RequestError where another answers, or none
 */
export async function findServer(kind: ServerKind, http: HttpClient, signal: AbortSignal): Promise<FoundServer> {
  try {
    if (kind === ServerKind.jira) return { jira: await probeJira(http, signal) };
    const version = await probeJenkins(http, signal);
    return { version, anonymous: await readAnonymousAccess(http, signal) };
  } catch (error) {
    if (error instanceof InterceptedError && error.status === 404) throw await orBelow(kind, http, error, signal);
    if (wantsClientCertificate(error) || !(await isLogin(http, error, signal))) throw error;
    return { isGuarded: true };
  }
}

/** Failure of a page that is not there, or a redirect to the server that the root leads to. */
async function orBelow(
  kind: ServerKind,
  http: HttpClient,
  error: InterceptedError,
  signal: AbortSignal,
): Promise<RequestError> {
  const { origin, contextPath } = http.base;
  const { request, status } = error;
  const below = contextPath === '' ? await rootBelow(kind, http, signal) : undefined;
  return below ? new RedirectedError(origin + below + request.path, request, { cause: error, status }) : error;
}

/**
 * Whether a failure is that of a login that is wanted first.
 * @throws InterceptedError where a portal answers in place of any server
 */
async function isLogin(http: HttpClient, error: unknown, signal: AbortSignal): Promise<boolean> {
  if (error instanceof LoginRequiredError) return partyOf(undefined, '', error.by)?.kind !== PartyKind.firewall;
  if (!(error instanceof RedirectedError)) return false;
  const isPortal = partyOf(undefined, error.to, '')?.kind === PartyKind.portal;
  // A gateway that has its cookie and leads to its login all the same does not take it.
  if (!isPortal) return !error.request.forGateway && !(await hasMoved(http, error, signal));
  throw new InterceptedError(new URL(error.to).origin, error.request, { cause: error, status: error.status });
}

/** Sign-ons have pages of the same name: they lead every page to it, a server that has moved each to its own place. */
async function hasMoved(http: HttpClient, error: RedirectedError, signal: AbortSignal): Promise<boolean> {
  const moved = movedBase(http.base, error);
  if (!moved || !isLoginPath(new URL(error.to).pathname)) return moved !== undefined;
  try {
    const response = await http.send({ method: Method.get, path: apiPath('', 'useSecurity'), signal });
    response.discard();
    return false;
  } catch (other) {
    if (!(other instanceof RequestError) || signal.aborted) throw other;
    return other instanceof RedirectedError && movedBase(http.base, other)?.href === moved.href;
  }
}

/**
 * Looks for a server of a kind, and for one of the other kind where it does not answer for certain.
 * @param reach looks for a server of a kind
 * @throws RequestError of the wanted kind
 */
export async function findEither<T extends FoundServer>(
  wanted: ServerKind,
  reach: (kind: ServerKind) => Promise<T>,
): Promise<{ readonly kind: ServerKind; readonly found: T }> {
  const other = wanted === ServerKind.jenkins ? ServerKind.jira : ServerKind.jenkins;
  const ofOther = async () => {
    const found = await reach(other).catch(unlessUnexpected);
    return found && !found.isGuarded ? { kind: other, found } : undefined;
  };
  try {
    const found = await reach(wanted);
    return (found.isGuarded && (await ofOther())) || { kind: wanted, found };
  } catch (error) {
    // The login page of a Jira Cloud is on another host, where it looks like the moved one of a Jenkins.
    const isOpen = error instanceof InterceptedError || error instanceof RedirectedError;
    const found = isOpen ? await ofOther() : undefined;
    if (found) return found;
    throw error;
  }
}

function unlessUnexpected(error: unknown): undefined {
  if (!(error instanceof RequestError)) throw error;
}
