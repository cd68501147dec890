import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { attachmentContent } from './attachmentRoutes.ts';
import type { Login } from './authenticate.ts';
import { authenticate } from './authenticate.ts';
import type { Answer, Exchange } from './exchange.ts';
import { Refusal, refusal } from './exchange.ts';
import { answerAtDoor, FrontDoor } from './frontDoor.ts';
import type { JiraState } from './jiraState.ts';
import { agile } from './routes/agileRoutes.ts';
import { findRoute } from './routes/findRoute.ts';
import { answerSession, isSessionPath, sessionIn } from './sessionRoutes.ts';

export interface JiraRequest {
  method: string;
  /** Below the context path, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  /** Whether it came to Atlassian's gateway, and not to the site. */
  atGateway?: boolean;
}

export interface JiraSite {
  state: JiraState;
  /** The configured base URL. */
  base: string;
  pageCap: number;
}

/** Of the Cloud site. */
export const cloudId = '11223344-a1b2-3b33-c444-def123456789';

function isWrite(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/** Writes that look like a browser's must carry the token, or come from Jira's own pages. */
function failsXsrfCheck({ method, headers }: JiraRequest, base: string): boolean {
  if (!isWrite(method) || String(headers['x-atlassian-token'] ?? '').toLowerCase() === 'no-check') {
    return false;
  }
  const foreign = headers.origin !== undefined && headers.origin !== new URL(base).origin;
  return foreign || /^Mozilla\//.test(headers['user-agent'] ?? '');
}

function rateLimited(state: JiraState): Answer | undefined {
  const { rateLimit } = state;
  if (!rateLimit || rateLimit.times <= 0) {
    return undefined;
  }
  rateLimit.times -= 1;
  return {
    status: 429,
    body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
    headers: {
      ...(rateLimit.retryAfter === undefined ? {} : { 'Retry-After': rateLimit.retryAfter }),
      ...(state.flavor === 'cloud' ? { 'RateLimit-Reason': 'jira-burst-based' } : {}),
      'X-RateLimit-Limit': '100',
      'X-RateLimit-Remaining': '0',
    },
  };
}

function parsedBody(request: JiraRequest): unknown {
  if (!isWrite(request.method) || request.body === '') {
    return undefined;
  }
  if (/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) {
    return request.body;
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw refusal(415, ['Unsupported Media Type']);
  }
  try {
    return JSON.parse(request.body);
  } catch {
    throw refusal(400, ['There was an error parsing JSON. Check that your request body is valid.']);
  }
}

function unknownPath(site: JiraSite, path: string): Refusal {
  const message = `null for uri: ${site.base}${path}`;
  return new Refusal({ status: 404, body: { message, 'status-code': 404 } });
}

function decoded(path: string): string | undefined {
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}

/** The version and the rest of an API path; undefined for versions that this flavor lacks. */
function apiPath(site: JiraSite, path: string): { version: string; rest: string } | undefined {
  const match = /^\/rest\/api\/([^/]+)\/(.+)$/.exec(path);
  const [, version = '', rest = ''] = match ?? [];
  const versions = site.state.flavor === 'cloud' ? ['2', '3'] : ['2', 'latest'];
  const plain = decoded(rest);
  return versions.includes(version) && plain !== undefined ? { version, rest: plain } : undefined;
}

/** What has its place beside the API: boards, and the attachments and personal access tokens of Data Center. */
function outsideOfApi(site: JiraSite, request: JiraRequest, login: Login): Answer | undefined {
  if (!login.user) {
    return undefined;
  }
  const attachment = /^\/secure\/attachment\/(\d+)\//.exec(request.path)?.[1];
  if (attachment !== undefined && site.state.flavor !== 'cloud') {
    return attachmentContent(site.state.issues, attachment);
  }
  if (request.path === '/rest/pat/latest/tokens' && site.state.flavor !== 'cloud') {
    return { status: 200, body: login.user.tokens };
  }
  return agile(site.state, login.user, request);
}

function handle(site: JiraSite, request: JiraRequest, login: Login): Answer {
  if (site.state.flavor === 'cloud' && request.path === '/_edge/tenant_info') {
    return { status: 200, body: { cloudId } };
  }
  const outside = outsideOfApi(site, request, login);
  if (outside) {
    return outside;
  }
  const found = apiPath(site, request.path);
  if (!found) {
    throw unknownPath(site, request.path);
  }
  const { state } = site;
  const target = findRoute(state.flavor, request.method, found.rest);
  if (target.kind === 'unknown') {
    throw unknownPath(site, request.path);
  }
  if (target.kind === 'wrongMethod') {
    throw new Refusal({ status: 405, headers: { Allow: target.allow.join(', ') } });
  }
  const exchange: Exchange = {
    flavor: state.flavor,
    state,
    base: site.base,
    version: found.version,
    method: request.method,
    path: request.path,
    params: target.params,
    query: request.query,
    body: parsedBody(request),
    user: login.user,
    pageCap: site.pageCap,
  };
  return target.route.handle(exchange);
}

function standingHeaders(site: JiraSite, login: Login, status: number): Record<string, string> {
  const requestId = randomBytes(6).toString('hex');
  const headers: Record<string, string> = {
    'X-AREQUESTID': requestId,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache, no-store, no-transform',
  };
  if (site.state.flavor === 'cloud') {
    headers['ATL-TraceId'] = requestId;
    if (login.user) {
      headers['X-AACCOUNTID'] = encodeURIComponent(login.user.accountId);
    }
    // Seen on Cloud's 401 only; where it answers as to an anonymous person nothing tells.
    if (login.reason === 'AUTHENTICATED_FAILED' && status === 401) {
      headers['X-Seraph-LoginReason'] = login.reason;
    }
    return headers;
  }
  headers['X-AUSERNAME'] = login.user?.name ?? 'anonymous';
  headers['X-ASESSIONID'] = requestId;
  if (login.reason) {
    headers['X-Seraph-LoginReason'] = login.reason;
  }
  return headers;
}

function judged(site: JiraSite, request: JiraRequest, login: Login): Answer {
  const limited = rateLimited(site.state);
  if (limited) {
    return limited;
  }
  if (login.refused) {
    return login.refused;
  }
  if (failsXsrfCheck(request, site.base)) {
    return { status: 403, html: 'XSRF check failed' };
  }
  try {
    return handle(site, request, login);
  } catch (error) {
    if (error instanceof Refusal) {
      return error.answer;
    }
    throw error;
  }
}

/** What Jira answers, and the headers that stand on every answer. */
export function answerRequest(
  site: JiraSite,
  request: JiraRequest,
): { answer: Answer; headers: Record<string, string> } {
  const door = request.atGateway ? FrontDoor.atlassianEdge : site.state.frontDoor;
  const atDoor = answerAtDoor(door, request);
  if (atDoor) {
    return { answer: atDoor, headers: {} };
  }
  if (isSessionPath(site.state, request)) {
    const { answer, login } = answerSession(site.state, request, site.base);
    return { answer, headers: standingHeaders(site, login, answer.status) };
  }
  // A request that the rate limit turns away must not count as a failed login.
  const turnedAway = (site.state.rateLimit?.times ?? 0) > 0;
  const login = turnedAway
    ? {}
    : authenticate(site.state, request.headers.authorization, sessionIn(request.headers), site.base, door);
  const answer = judged(site, request, login);
  return { answer, headers: standingHeaders(site, login, answer.status) };
}
