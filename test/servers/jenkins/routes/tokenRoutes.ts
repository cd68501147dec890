// API tokens of an account: made, renamed and revoked by their owner alone, listed on a page and nowhere else.
// https://github.com/jenkinsci/jenkins/blob/master/core/src/main/java/jenkins/security/ApiTokenProperty.java
import { randomBytes, randomUUID } from 'node:crypto';
import { escapeHtml } from '../../../../src/base/escapeHtml.ts';
import { answer } from '../http/answers.ts';
import { containerError } from '../http/containerErrors.ts';
import { type Exchange, parameter } from '../http/exchange.ts';
import { answerPage, crashed, methodNotAllowed, notFound } from '../http/pages.ts';
import type { ApiToken, User } from '../state/users.ts';

const dayMs = 24 * 60 * 60 * 1000;

export function tokenRoutes(x: Exchange, user: User, word: string): void {
  const action = actions[word];
  if (!action) notFound(x);
  else if (x.method !== 'POST') methodNotAllowed(x);
  // Nobody makes tokens for somebody else, not even an administrator.
  else if (user !== x.caller.user) answer(x, 403);
  else action(x, user);
}

const actions: Readonly<Record<string, (x: Exchange, user: User) => void>> = {
  generateNewToken: generateToken,
  rename: renameToken,
  revoke: revokeToken,
};

function generateToken(x: Exchange, user: User): void {
  const expiry = expiryOf(x);
  if (expiry === 'unknown') crashed(x);
  else if (expiry === 'past') sendJson(x, failed('Expiration date is in the past.'));
  else sendJson(x, { status: 'ok', data: addToken(x, user, expiry === 'never' ? undefined : expiry) });
}

function addToken(x: Exchange, user: User, expiresAt: number | undefined) {
  const now = x.state.clock.now();
  const name = parameter(x, 'newTokenName') ?? '';
  const token: ApiToken = {
    uuid: randomUUID(),
    name: name === '' ? `Token created on ${new Date(now).toISOString()}` : name,
    value: `11${randomBytes(16).toString('hex')}`,
    expiresAt,
  };
  user.tokens.push(token);
  const { uuid: tokenUuid, value: tokenValue } = token;
  const aboutToExpire = expiresAt !== undefined && expiresAt - now < 7 * dayMs;
  return { aboutToExpire, tokenName: token.name, tokenUuid, tokenValue, expirationDate: dateOf(expiresAt) };
}

/** When a token that is asked for expires: `never` where nothing is said, else in days, or on a date. */
function expiryOf(x: Exchange): number | 'never' | 'past' | 'unknown' {
  const duration = parameter(x, 'expirationDuration') ?? 'never';
  if (duration === '' || duration === 'never') return 'never';
  const now = x.state.clock.now();
  const at = duration === 'custom' ? Date.parse(parameter(x, 'tokenExpiration') ?? '') : now + Number(duration) * dayMs;
  if (Number.isNaN(at)) return 'unknown';
  return at < now ? 'past' : at;
}

function dateOf(at: number | undefined): string {
  const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'short', timeZone: 'UTC' });
  return at === undefined ? 'never' : format.format(at);
}

function renameToken(x: Exchange, user: User): void {
  const name = parameter(x, 'newName') ?? '';
  const token = user.tokens.find(({ uuid }) => uuid === parameter(x, 'tokenUuid'));
  if (name === '') {
    sendJson(x, failed('The name cannot be empty'));
  } else if (token) {
    token.name = name;
    sendJson(x, { status: 'ok' });
  } else {
    sendJson(x, failed('No token found, try refreshing the page'));
  }
}

/** A token that is not there, or not the caller's, is revoked in silence. */
function revokeToken(x: Exchange, user: User): void {
  const uuid = parameter(x, 'tokenUuid') ?? '';
  if (uuid === '') {
    containerError(x, 400, 'The tokenUuid cannot be empty');
    return;
  }
  user.tokens = user.tokens.filter(token => token.uuid !== uuid);
  answer(x, 200);
}

/** Shows the tokens of an account, as no other address does. */
export function securityPage(x: Exchange, user: User): void {
  const cards = user.tokens.map(
    ({ uuid, name, expiresAt }) =>
      `<div id="${uuid}" class="token-card "><span class="token-name">${escapeHtml(name)}</span>` +
      `<span class="token-creation">${expiresAt === undefined ? 'This token does not expire' : `Expires ${dateOf(expiresAt)}`}</span></div>`,
  );
  const text = `<div id="api-token-list">${cards.join('')}</div>`;
  answerPage(x, { status: 200, title: 'Security - Jenkins', text, size: 145_000 });
}

const failed = (message: string) => ({ status: 'error', message });

function sendJson(x: Exchange, value: object): void {
  answer(x, 200, { 'Content-Type': 'application/json;charset=utf-8' }, JSON.stringify(value));
}
