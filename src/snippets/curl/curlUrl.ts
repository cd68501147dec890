import { decodedUri } from '../../base/decodedUri.ts';
import { encoded } from './curlBody.ts';
import { CurlError, CurlReason } from './curlError.ts';
import type { CurlLogin } from './curlLogin.ts';
import type { GivenOption } from './curlWords.ts';

interface UrlOptions {
  /** Whether brackets and braces are what they are (`-g`). */
  readonly isLiteral: boolean;
  /** Data that `-G` puts into the address. */
  readonly query: string | undefined;
  readonly given: readonly GivenOption[];
}

/** @throws CurlError for none, several, or an address that is none of HTTP */
export function readUrl(
  urls: readonly string[],
  { isLiteral, query, given }: UrlOptions,
): { url: string; login: CurlLogin | undefined } {
  const [written] = urls;
  if (written === undefined || written === '') throw new CurlError(CurlReason.noUrl);
  if (urls.length > 1) throw new CurlError(CurlReason.severalUrls);
  const text = isLiteral ? written : unglobbed(written);
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (/[\s\p{Cc}]/u.test(full) || !URL.canParse(full)) throw new CurlError(CurlReason.badUrl);
  if (isRewritten(full)) throw new CurlError(CurlReason.rewritten);
  const url = new URL(full);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new CurlError(CurlReason.badUrl, url.protocol);
  const login = url.username === '' ? undefined : loginOf(url);
  url.username = '';
  url.password = '';
  url.hash = '';
  const added = [...given.filter(({ option }) => option.name === 'url-query').map(queryOf), ...(query ? [query] : [])];
  for (const part of added) url.search = url.search === '' ? part : `${url.search}&${part}`;
  return { url: url.href, login };
}

/** Whether reading the address would change its path, which curl sends as it stands. */
function isRewritten(full: string): boolean {
  const [path = ''] = full.split(/[?#]/);
  return path.includes('\\') || path.split('/').some(each => /^(?:\.|%2e){1,2}$/i.test(each) && each.includes('%'));
}

/** Without curl's own escapes. @throws CurlError where it would ask for several addresses, or for none */
function unglobbed(text: string): string {
  const [, host = '', rest = ''] =
    /^((?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/?#@]*@)?(?:\[[\da-f:.%]+\])?)(.*)$/is.exec(text) ?? [];
  if (/(?<!\\)(?:\[(?!\])|[{}]|(?<!\[)\])/.test(rest)) throw new CurlError(CurlReason.severalUrls);
  return host + rest.replace(/\\([[\]{}])/g, '$1');
}

function queryOf({ value }: GivenOption): string {
  if (value.startsWith('+')) return value.slice(1);
  const equals = value.indexOf('=');
  if (equals < 0 && value.includes('@')) throw new CurlError(CurlReason.readsFile, '--url-query');
  return `${equals > 0 ? `${value.slice(0, equals)}=` : ''}${encoded(value.slice(equals + 1))}`;
}

function loginOf({ username, password }: URL): CurlLogin {
  const user = decodedUri(username);
  return password === '' ? { user } : { user, secret: decodedUri(password) };
}
