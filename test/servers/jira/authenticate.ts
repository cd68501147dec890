import type { Answer } from './exchange.ts';
import { loginRequired } from './exchange.ts';
import { FrontDoor } from './frontDoor.ts';
import type { JiraState } from './jiraState.ts';
import type { DemoUser } from './model.ts';

export interface Login {
  /** undefined = anonymous */
  user?: DemoUser;
  /** X-Seraph-LoginReason, where Jira says one. */
  reason?: 'OK' | 'AUTHENTICATED_FAILED' | 'AUTHENTICATION_DENIED';
  /** An answer that goes out instead of the resource's own. */
  refused?: Answer;
}

const captchaAfter = 3;
const clientMustLogIn = loginRequired().answer;

function basicCredentials(header: string): { name: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header)?.[1];
  if (encoded === undefined) {
    return undefined;
  }
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { name: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function bearerToken(header: string): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header)?.[1];
}

function unauthorizedPage(reason: string): string {
  return `<html><head><title>Unauthorized (401)</title></head><body><h1>Unauthorized (401)</h1><p>Encountered a <strong>&quot;401 - Unauthorized&quot;</strong> error while loading this page.</p><p>Basic Authentication Failure - Reason : ${reason}</p></body></html>`;
}

function findUser(state: JiraState, nameOrEmail: string): DemoUser | undefined {
  const wanted = nameOrEmail.toLowerCase();
  return state.users.find(user => user.active && [user.name, user.emailAddress].includes(wanted));
}

function cloudLogin(state: JiraState, header: string, door: FrontDoor | undefined): Login {
  if (bearerToken(header) !== undefined) {
    return { refused: { status: 403, body: { error: 'Failed to parse Connect Session Auth Token' } } };
  }
  const credentials = basicCredentials(header);
  const user = state.users.find(
    candidate => candidate.active && candidate.emailAddress === credentials?.name.toLowerCase(),
  );
  if (user && credentials?.secret === user.apiToken) {
    // Only the gateway takes a scoped token.
    const isGood = !user.scopedToken || door === FrontDoor.atlassianEdge;
    return isGood ? { user } : { refused: clientMustLogIn };
  }
  if (user && credentials?.secret === user.password) {
    const html = 'Basic authentication with passwords is deprecated. Use an API token instead.';
    return { refused: { status: 401, html } };
  }
  return { reason: 'AUTHENTICATED_FAILED' };
}

function dataCenterFailure(state: JiraState, user: DemoUser | undefined, base: string): Login {
  const failures = user ? (state.failedLogins.get(user.name) ?? 0) : 0;
  if (user && failures >= captchaAfter) {
    const headers = { 'X-Authentication-Denied-Reason': `CAPTCHA_CHALLENGE; login-url=${base}/login.jsp` };
    const reason = 'AUTHENTICATION_DENIED';
    return { reason, refused: { status: 403, html: unauthorizedPage(reason).replaceAll('401', '403'), headers } };
  }
  if (user) {
    state.failedLogins.set(user.name, failures + 1);
  }
  const reason = 'AUTHENTICATED_FAILED';
  return { reason, refused: { status: 401, html: unauthorizedPage(reason) } };
}

function dataCenterBasic(state: JiraState, name: string, secret: string, base: string, takesTokens = true): Login {
  const user = findUser(state, name);
  // Once the CAPTCHA stands, not even the right password is looked at.
  const captcha = user !== undefined && (state.failedLogins.get(user.name) ?? 0) >= captchaAfter;
  const byPassword = user?.name === name.toLowerCase() && secret === user.password;
  if (user && !captcha && (byPassword || (takesTokens && secret === user.personalAccessToken))) {
    state.failedLogins.delete(user.name);
    return { user, reason: 'OK' };
  }
  return dataCenterFailure(state, user, base);
}

/** Login by name and password alone, as for a session. */
export function dataCenterPassword(state: JiraState, name: string, password: string, base: string): Login {
  return dataCenterBasic(state, name, password, base, false);
}

const basicIsDisabled: Answer = {
  status: 403,
  body: { message: 'Basic Authentication has been disabled on this instance.' },
};
const tokenIsInvalid: Answer = { status: 498, body: { error: 'Invalid token' } };

function dataCenterLogin(state: JiraState, header: string, base: string): Login {
  const token = bearerToken(header);
  if (token !== undefined) {
    if (state.expiredTokens.has(token)) return { refused: tokenIsInvalid };
    const user = state.users.find(candidate => candidate.active && candidate.personalAccessToken === token);
    return user ? { user, reason: 'OK' } : { refused: clientMustLogIn };
  }
  const credentials = basicCredentials(header);
  if (credentials && !state.basicAuthentication) return { refused: basicIsDisabled };
  return credentials ? dataCenterBasic(state, credentials.name, credentials.secret, base) : {};
}

/** Who asks. Counts failed logins on Data Center, where the fourth try meets a CAPTCHA. */
export function authenticate(
  state: JiraState,
  header: string | undefined,
  session: string | undefined,
  base: string,
  door: FrontDoor | undefined,
): Login {
  if (header === undefined || header === '') {
    const user = state.user(state.sessions.get(session ?? '') ?? null);
    return user ? { user, reason: 'OK' } : {};
  }
  return state.flavor === 'cloud' ? cloudLogin(state, header, door) : dataCenterLogin(state, header, base);
}
