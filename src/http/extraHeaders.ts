/** Header or cookie with its value, which is a secret. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** Headers and cookies beyond those of the login, for a gateway before the server. */
export interface ExtraHeaders {
  readonly headers: readonly NamedValue[];
  readonly cookies: readonly NamedValue[];
}

export const noExtraHeaders: ExtraHeaders = { headers: [], cookies: [] };

/** Adds headers and cookies; those of the same name are replaced. */
export function mergeExtraHeaders(known: ExtraHeaders, added: ExtraHeaders): ExtraHeaders {
  return {
    headers: merged(known.headers, added.headers, name => name.toLowerCase()),
    cookies: merged(known.cookies, added.cookies, name => name),
  };
}

function merged(known: readonly NamedValue[], added: readonly NamedValue[], key: (name: string) => string) {
  const names = new Set(added.map(({ name }) => key(name)));
  return [...known.filter(({ name }) => !names.has(key(name))), ...added];
}

/** The headers of a request, with the extra ones. Cookies of the request itself stay, but for those of the same name. */
export function withExtraHeaders(
  headers: Readonly<Record<string, string>>,
  extra: ExtraHeaders,
): Readonly<Record<string, string>> {
  const added = Object.fromEntries(extra.headers.map(({ name, value }) => [name.toLowerCase(), value]));
  if (extra.cookies.length === 0) return { ...added, ...headers };
  const names = new Set(extra.cookies.map(({ name }) => name));
  const own = (headers['cookie'] ?? '').split(/;\s*/).filter(pair => pair && !names.has(pair.split('=', 1)[0] ?? ''));
  const cookie = [...own, ...extra.cookies.map(({ name, value }) => `${name}=${value}`)].join('; ');
  return { ...added, ...headers, cookie };
}
