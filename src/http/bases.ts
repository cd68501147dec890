import { BaseUrl } from './baseUrl.ts';
import type { RedirectedError } from './errors.ts';

/**
 * Derives the new base from a redirect of the same page to another origin or context path: http to https, a new name, a
 * new root. For an offer to the person only: a redirect can come from anywhere.
 * @returns the new base; undefined when the redirect leads to another page, such as a login
 */
export function movedBase(base: BaseUrl, { request, to }: RedirectedError): BaseUrl | undefined {
  if (!URL.canParse(to) || !request.path.startsWith(`${base.contextPath}/`)) return undefined;
  const target = new URL(to);
  const page = request.path.slice(base.contextPath.length);
  if (!['http:', 'https:'].includes(target.protocol) || !target.pathname.endsWith(page)) return undefined;
  const contextPath = target.pathname.slice(0, target.pathname.length - page.length);
  const moved = BaseUrl.parse(target.origin + contextPath);
  return moved.href === base.href ? undefined : moved;
}

/**
 * Cuts a URL down to the base of a product's own pages.
 * @param isPage whether a segment of the path, followed by `next` if there is more, stands right below the root
 */
export function pageBase(typed: BaseUrl, isPage: (segment: string, next: string | undefined) => boolean): BaseUrl {
  const segments = typed.contextPath.split('/');
  const at = segments.findIndex((segment, index) => isPage(segment, segments[index + 1]));
  return at < 0 ? typed : BaseUrl.parse(typed.origin + segments.slice(0, at).join('/'));
}
