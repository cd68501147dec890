import type { JenkinsState } from '../state/jenkinsState.ts';
import type { ApiToken } from '../state/users.ts';
import { forgetLogin, type Headers } from './answers.ts';
import { containerError } from './containerErrors.ts';
import { type Caller, type Exchange, header, parameter } from './exchange.ts';

/** Finds out who asks; answers 401 itself (and gives undefined) where credentials are wrong. */
export function authenticate(x: Exchange): Caller | undefined {
  if (x.state.everybody) return { user: x.state.everybody, by: 'nothing' };
  const authorization = header(x, 'authorization') ?? '';
  const bearer = x.state.users.get(x.state.accessTokens.get(/^bearer (\S+)$/i.exec(authorization)?.[1] ?? '') ?? '');
  if (bearer) return { user: bearer, by: 'bearer' };
  // Core knows no other scheme than Basic: the rest counts as no credentials at all.
  if (!/^basic\b/i.test(authorization)) return bySession(x);
  const caller = byBasic(x.state, authorization);
  if (!caller || x.state.startup === 'refusing') {
    wrongCredentials(x);
    return undefined;
  }
  return caller;
}

function bySession(x: Exchange): Caller {
  const user = x.session?.userId === undefined ? undefined : x.state.users.get(x.session.userId);
  return user ? { user, by: 'session' } : { user: x.state.anonymous, by: 'nothing' };
}

function byBasic(state: JenkinsState, authorization: string): Caller | undefined {
  const decoded = Buffer.from(authorization.replace(/^basic\s*/i, ''), 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return undefined;
  const secret = decoded.slice(colon + 1);
  const user = state.users.get(decoded.slice(0, colon).toLowerCase());
  if (!user || secret === '') return undefined;
  if (user.tokens.some(token => token.value === secret && !isExpired(token, state.clock.now())))
    return { user, by: 'token' };
  return user.password === secret ? { user, by: 'password' } : undefined;
}

function isExpired({ expiresAt }: ApiToken, now: number): boolean {
  return expiresAt !== undefined && now >= expiresAt;
}

export function wrongCredentials(x: Exchange): void {
  const headers: Headers = {
    'WWW-Authenticate': 'Basic realm="Jenkins", charset="UTF-8"',
    'Set-Cookie': forgetLogin,
  };
  containerError(x, 401, 'Unauthorized', headers);
}

export const crumbField = 'Jenkins-Crumb';

/** Does the request carry the crumb of its user and session? */
export function hasValidCrumb(x: Exchange): boolean {
  const sent = header(x, crumbField.toLowerCase()) ?? parameter(x, crumbField);
  return x.session !== undefined && sent === x.state.sessions.crumb(x.caller.user?.id ?? 'anonymous', x.session);
}
