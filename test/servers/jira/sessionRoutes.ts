// Sessions of a Data Center: made with user and password, carried by a cookie, ended by a request or by the server.
// https://docs.atlassian.com/software/jira/docs/api/REST/9.12.0/#auth/1/session
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { JiraRequest } from './answerRequest.ts';
import { dataCenterPassword, type Login } from './authenticate.ts';
import type { Answer } from './exchange.ts';
import type { JiraState } from './jiraState.ts';

const sessionCookie = 'JSESSIONID';

/** Id of the session that a request carries, alive or not. */
export function sessionIn({ cookie = '' }: IncomingHttpHeaders): string | undefined {
  return new RegExp(`(?:^|;\\s*)${sessionCookie}=([^;]+)`).exec(cookie)?.[1];
}

export function isSessionPath({ flavor }: JiraState, { path }: JiraRequest): boolean {
  return flavor === 'dataCenter' && path === '/rest/auth/1/session';
}

export function answerSession(
  state: JiraState,
  request: JiraRequest,
  base: string,
): { readonly answer: Answer; readonly login: Login } {
  const id = sessionIn(request.headers);
  const user = state.user(state.sessions.get(id ?? '') ?? null);
  if (request.method === 'POST') return signIn(state, request, base);
  if (!user) return { answer: failed(401, 'You are not authenticated. Authentication required.'), login: {} };
  const login: Login = { user, reason: 'OK' };
  if (request.method !== 'DELETE') return { answer: { status: 200, body: { name: user.name } }, login };
  state.sessions.delete(id ?? '');
  return { answer: { status: 204 }, login };
}

/** A successful answer is signed as the anonymous request that it was. */
function signIn(state: JiraState, request: JiraRequest, base: string): { answer: Answer; login: Login } {
  const { username, password } = JSON.parse(request.body) as { username: string; password: string };
  const { user, refused, ...login } = dataCenterPassword(state, username, password, base);
  if (!user) {
    const { status = 401, headers = {} } = refused ?? {};
    return { answer: { ...failed(status, 'Login failed'), headers }, login };
  }
  const id = randomBytes(16).toString('hex').toUpperCase();
  state.sessions.set(id, user.name);
  const loginInfo = { failedLoginCount: 0, loginCount: 1 };
  const body = { session: { name: sessionCookie, value: id }, loginInfo };
  return {
    answer: { status: 200, body, headers: { 'Set-Cookie': `${sessionCookie}=${id}; Path=/; HttpOnly` } },
    login: { reason: 'OK' },
  };
}

function failed(status: number, message: string): Answer {
  return { status, body: { errorMessages: [message], errors: {} } };
}
