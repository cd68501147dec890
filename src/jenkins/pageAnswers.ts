import type { HttpResponse } from '../http/index.ts';

/**
 * Judges the answer of an action that leads back to a page of Jenkins' own: a redirect to that page is its success, any
 * other redirect (a login page, another host) is none.
 * @param page the path of the page below the base URL, without a slash at its end
 */
export function leadsTo(page: string): (response: HttpResponse) => boolean {
  const wanted = plain(page);
  return response => {
    if (response.status !== 302 && response.status !== 303) return false;
    const location = response.header('location') ?? '';
    // Jenkins says these without a host; one that names a host may be anybody's.
    const { origin } = response.request;
    if (!URL.canParse(location, origin)) return false;
    const target = new URL(location, origin);
    return target.origin === origin && plain(target.pathname).endsWith(wanted);
  };
}

function plain(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\/+$/, '').toLowerCase();
  } catch {
    return path;
  }
}

/** Judges by the status alone. */
export function answersWith(...statuses: readonly number[]): (response: HttpResponse) => boolean {
  return response => statuses.includes(response.status);
}
