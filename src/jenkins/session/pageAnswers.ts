import { isPage } from '../../http/reason.ts';
import type { HttpResponse } from '../../http/response.ts';

/**
 * Judges the answer of an action that leads back to a page of Jenkins' own: a redirect to that page is its success, any
 * other redirect (a login page, another host) is none.
 * @param page path of the page below the base URL, without a slash at its end
 */
export function leadsTo(page: string): (response: HttpResponse) => boolean {
  const wanted = plain(page);
  return leadsWhere(path => path.endsWith(wanted));
}

/**
 * Judges the answer of an action that leads back to the top page: every path ends with that page's, so the whole path
 * is compared.
 * @param action posted path, below the base URL
 */
export function leadsToTop(action: string): (response: HttpResponse) => boolean {
  // Behind a proxy that strips a context path, Jenkins may not know it.
  return leadsWhere((path, asked) => path === '' || `${path}${plain(action)}` === asked);
}

/** Judges a redirect by its path and by the requested path, both whole. */
function leadsWhere(isRight: (path: string, asked: string) => boolean): (response: HttpResponse) => boolean {
  return response => {
    if (response.status !== 302 && response.status !== 303) return false;
    const location = response.headerText('location');
    // Jenkins names these without a host; an address with a host may come from anywhere.
    const { origin, path } = response.request;
    if (!URL.canParse(location, origin)) return false;
    const target = new URL(location, origin);
    return target.origin === origin && isRight(plain(target.pathname), plain(path));
  };
}

function plain(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\/+$/, '').toLowerCase();
  } catch {
    return path;
  }
}

/** Judges a 201 that leads to a page of Jenkins' own; its host may be any that Jenkins has in its settings. */
export function createdAt(page: string): (response: HttpResponse) => boolean {
  return response => {
    const location = response.headerText('location');
    if (response.status !== 201 || !URL.canParse(location, response.request.origin)) return false;
    return plain(new URL(location, response.request.origin).pathname).endsWith(plain(page));
  };
}

/** Judges by the status, for operations whose success is no page; a login page has a status of success, too. */
export function answersWith(...statuses: readonly number[]): (response: HttpResponse) => boolean {
  return response => statuses.includes(response.status) && !isPage(response.mediaType);
}
