import { encodedUri } from '../base/encodedUri.ts';
import type { RequestTrace } from './errors.ts';
import { isPage } from './reason.ts';
import type { HttpResponse } from './response.ts';

/** Paths of Jenkins, Jira, and the usual single sign-on in front of them. */
const loginPath =
  /\/(?:login|loginError|login\.jsp|login\.action|signin|sign_in)\/?$|\/(?:securityRealm|user\/login|oauth2?|saml2?|sso|idp|realms)(?:\/|$)/i;

/** Whether a path is that of a login, as far as it shows. */
export function isLoginPath(path: string): boolean {
  return loginPath.test(path);
}

/** Names of files that servers send as HTML. */
const pageName = /\.(?:x?html?|shtml?|xht|jspf?)$/i;

/**
 * Whether the answer to a read of a file was redirected to a login, or is a page although the file is none. A page that
 * stands in place of a file that is a page cannot be told apart from it here.
 * @param asked request for the file, as it was before any redirect
 * @param fileName also the last segment of its path in a storage
 */
export function isLoginInsteadOf(asked: RequestTrace, response: HttpResponse, fileName: string): boolean {
  const { origin, path } = response.request;
  const wasMoved = origin !== asked.origin || path !== asked.path;
  // A redirect into a storage keeps the name, which may be that of a login.
  const keepsName = path.endsWith(`/${encodedUri(fileName)}`);
  if (wasMoved && !keepsName && loginPath.test(path)) return true;
  return isPage(response.mediaType) && !pageName.test(fileName);
}
