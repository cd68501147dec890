import type { ExtraHeaders, NamedValue } from './extraHeaders.ts';
import { isHeaderName, isHeaderValue } from './headerNames.ts';

export const ExtraHeaderProblem = {
  /** Neither `name=value` nor `Name: value`. */
  malformed: 'malformed',
  /** A name with characters that none may have. */
  name: 'name',
  /** The value is empty, or has characters that no header may have. */
  value: 'value',
  /** The header belongs to the client, which sends its own. */
  reserved: 'reserved',
  /** The cookie is the session of Jenkins or Jira itself. */
  session: 'session',
  /** The text names it twice. */
  twice: 'twice',
} as const;
export type ExtraHeaderProblem = (typeof ExtraHeaderProblem)[keyof typeof ExtraHeaderProblem];

/** Text that is no header and no cookie. Holds the name alone: the value is a secret. */
export class ExtraHeaderError extends Error {
  readonly problem: ExtraHeaderProblem;
  /** Name of the header or cookie; empty where none was read. */
  readonly header: string;
  constructor(problem: ExtraHeaderProblem, header: string) {
    super(`not a header to send: ${problem}`);
    this.name = 'ExtraHeaderError';
    this.problem = problem;
    this.header = header;
  }
}

/** Headers that the client sends or leaves out for reasons of its own. */
const reserved =
  /^(?:accept(?:-.*)?|authorization|connection|content-.*|cookie2?|date|expect|host|if-.*|keep-alive|origin|proxy-.*|range|referer|te|trailer|transfer-encoding|upgrade|user-agent|via|x-atlassian-token|(?:\.|jenkins-)crumb)$/i;

/** Cookies of Jenkins and Jira: a session that the client has by itself, or a browser's, which outlives no login. */
const ownCookie = /^(?:jsessionid(?:\..*)?|seraph\.rememberme\.cookie|atlassian\.xsrf\.token|remember-me)$/i;

/**
 * Reads headers and cookies as a person copies them from a browser: `name=value; other=value`, also after `Cookie:`, or
 * `Name: value`.
 * @throws ExtraHeaderError
 */
export function parseExtraHeaders(text: string): ExtraHeaders {
  const typed = text.trim();
  const [, name, value = ''] = /^([^\s:=;]+)\s*:\s*(.*)$/s.exec(typed) ?? [];
  if (name === undefined) return { headers: [], cookies: parseCookies(typed) };
  if (/^cookie$/i.test(name)) return { headers: [], cookies: parseCookies(value) };
  if (!isHeaderName(name)) throw new ExtraHeaderError(ExtraHeaderProblem.name, name);
  if (reserved.test(name)) throw new ExtraHeaderError(ExtraHeaderProblem.reserved, name);
  return { headers: [{ name, value: checkValue(name, value) }], cookies: [] };
}

/** Checks a value alone. @throws ExtraHeaderError */
export function checkValue(name: string, text: string): string {
  const value = text.trim();
  if (value === '' || !isHeaderValue(value)) throw new ExtraHeaderError(ExtraHeaderProblem.value, name);
  return value;
}

function parseCookies(text: string): NamedValue[] {
  const cookies = text.split(';').flatMap(pair => (pair.trim() === '' ? [] : [parseCookie(pair)]));
  if (cookies.length === 0) throw new ExtraHeaderError(ExtraHeaderProblem.malformed, '');
  const twice = cookies.find(({ name }, index) => cookies.findIndex(other => other.name === name) < index);
  if (twice) throw new ExtraHeaderError(ExtraHeaderProblem.twice, twice.name);
  return cookies;
}

function parseCookie(pair: string): NamedValue {
  const at = pair.indexOf('=');
  if (at < 0) throw new ExtraHeaderError(ExtraHeaderProblem.malformed, '');
  const name = pair.slice(0, at).trim();
  if (!isHeaderName(name)) throw new ExtraHeaderError(ExtraHeaderProblem.name, name);
  if (ownCookie.test(name)) throw new ExtraHeaderError(ExtraHeaderProblem.session, name);
  return { name, value: checkCookieValue(name, pair.slice(at + 1)) };
}

/** Checks the value of a cookie alone, in which a `;` would begin another one. @throws ExtraHeaderError */
export function checkCookieValue(name: string, text: string): string {
  const value = checkValue(name, text);
  if (/[;\s]/.test(value)) throw new ExtraHeaderError(ExtraHeaderProblem.value, name);
  return value;
}
