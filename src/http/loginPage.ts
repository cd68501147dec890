import { isPage } from './reason.ts';
import type { HttpResponse } from './response.ts';

/** Paths of Jenkins, Jira, and the usual single sign-on in front of them. */
const loginPath =
  /\/(?:login|loginError|login\.jsp|login\.action|signin|sign_in)\/?$|\/(?:securityRealm|user\/login|oauth2?|saml2?|sso|idp|realms)(?:\/|$)/i;

/** Names of files that servers send as HTML. */
const pageName = /\.(?:x?html?|shtml?|xht|jspf?)$/i;

/**
 * Whether the answer to a read of a file was redirected to a login, or is a page although the file is none. A page that
 * stands in place of a file that is a page cannot be told apart from it.
 * @param path encoded path that was asked for
 */
export function isLoginInsteadOf(path: string, response: HttpResponse): boolean {
  const name = path.slice(path.lastIndexOf('/'));
  // A redirect into a storage keeps the name, which may be that of a login.
  const leftFile = !response.request.path.endsWith(name);
  if (leftFile && loginPath.test(response.request.path)) return true;
  return isPage(response.mediaType) && !pageName.test(name);
}
