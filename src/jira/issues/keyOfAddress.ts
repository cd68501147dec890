import type { BaseUrl } from '../../http/baseUrl.ts';

const key = /^[A-Z][A-Z0-9_]*-[1-9]\d*$/;

/**
 * Finds the issue of a page of a Jira, by its address as the browser shows it: its own page, in a board, a list or a
 * service desk.
 * @param base of the site's pages
 * @returns undefined for an address that is not below the base, or names no issue
 */
export function keyOfAddress(base: BaseUrl, address: string): string | undefined {
  const text = address.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.origin !== base.origin || !url.pathname.startsWith(`${base.contextPath}/`)) return undefined;
  const selected = url.searchParams.get('selectedIssue')?.toUpperCase();
  if (selected !== undefined && key.test(selected)) return selected;
  const segments = url.pathname.slice(base.contextPath.length + 1).split('/');
  return segments.map(each => each.toUpperCase()).findLast(each => key.test(each));
}
