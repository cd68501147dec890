import { answer, type Headers } from './answers.ts';
import { type Exchange, may } from './exchange.ts';
import { type Permission, permissionImpliedBy } from './permissions.ts';

/** Version headers that most, but by far not all, answers carry. */
export function versionHeaders(x: Exchange): Headers {
  return { 'X-Jenkins': x.state.version, 'X-Jenkins-Session': x.state.sessionMark };
}

/** A page needs a session: the cookie goes out where the request brought none that is alive. */
export function sessionHeaders(x: Exchange): Headers {
  if (x.session) return {};
  x.session = x.state.sessions.create();
  const path = x.state.contextPath || '/';
  return {
    'Set-Cookie': `JSESSIONID=${x.session.id}; Path=${path}; HttpOnly; SameSite=Lax`,
    Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  };
}

const pageHeaders: Headers = {
  'Cache-Control': 'no-cache,no-store,must-revalidate',
  'X-Hudson-Theme': 'default',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'sameorigin',
  'Content-Type': 'text/html;charset=utf-8',
  'X-Hudson': '1.395',
};

export interface Page {
  status: number;
  title: string;
  text: string;
  /** Bytes; the real pages are as large as their menus. */
  size: number;
  headers?: Headers;
}

/** A page in Jenkins' own frame: large, and useless to a client. */
export function answerPage(x: Exchange, page: Page): void {
  const headers = { ...pageHeaders, ...versionHeaders(x), ...sessionHeaders(x), ...page.headers };
  const start = `\n  \n  <!DOCTYPE html><html data-disable-sticky="false"><head data-rooturl="${x.state.contextPath}">
    <title>${page.title}</title></head><body><div id="main-panel"><h1>${page.title}</h1><p>${page.text}</p></div>`;
  const end = '</body></html>';
  const filler = '<div class="app-page-body__sidebar jenkins-hidden"><a class="task-link" href="#"></a></div>\n';
  const missing = Math.max(0, page.size - Buffer.byteLength(start) - end.length);
  const padding = filler.repeat(Math.ceil(missing / filler.length)).slice(0, missing);
  answer(x, page.status, headers, `${start}${padding}${end}`);
}

// Somebody who may administer gets the whole menu in every page.
const frameSize = (x: Exchange) => (may(x, 'hudson.model.Hudson.Administer') ? 84_542 : 19_411);

export function notFound(x: Exchange): void {
  const text = 'This page may not exist, or you may not have permission to see it.';
  answerPage(x, { status: 404, title: 'Not Found - Jenkins', text, size: frameSize(x) });
}

/** A refusal with its reason in `X-Error`, as createItem and the like give it. */
export function refused(x: Exchange, status: number, reason: string): void {
  const headers = { 'X-Error': reason.replace(/[^\u0020-\u007e\u00a0-\u00ff]/g, ' ') };
  answerPage(x, { status, title: 'Jenkins - Jenkins', text: reason, size: frameSize(x), headers });
}

/** A refusal without a reason in a header. */
export function failedPage(x: Exchange, status: number, text: string): void {
  answerPage(x, { status, title: 'Jenkins - Jenkins', text, size: frameSize(x) });
}

/** "Oops": an exception reached the user. */
export function crashed(x: Exchange, frames?: string[]): void {
  const headers: Headers = frames ? { 'X-Frame-Options': frames } : {};
  const text = 'A problem occurred while processing the request. Logging ID=demo';
  answerPage(x, { status: 500, title: 'Jenkins - Jenkins', text, size: 7_409, headers });
}

/** The same within the frame of Jenkins' pages, where the page had begun. */
export function crashedInFrame(x: Exchange): void {
  failedPage(x, 500, 'A problem occurred while processing the request. Logging ID=demo');
}

export function methodNotAllowed(x: Exchange): void {
  const headers = { Allow: 'POST' };
  const text = 'This URL requires POST';
  answerPage(x, { status: 405, title: 'Method Not Allowed - Jenkins', text, size: frameSize(x) + 700, headers });
}

function permissionHeaders(x: Exchange, permission: Permission): Headers {
  const implied = permissionImpliedBy(permission);
  return {
    'X-You-Are-Authenticated-As': x.caller.user?.id ?? 'anonymous',
    'X-You-Are-In-Group-Disabled':
      'JENKINS-39402: use -Dhudson.security.AccessDeniedException2.REPORT_GROUP_HEADERS=true or use /whoAmI to diagnose',
    'X-Required-Permission': permission,
    ...(implied.length > 0 ? { 'X-Permission-Implied-By': implied } : {}),
  };
}

export function accessDenied(x: Exchange, permission: Permission): void {
  if (!x.state.everybody && (!x.caller.user || x.caller.user === x.state.anonymous)) {
    loginRequired(x, permission);
    return;
  }
  const caller = x.caller.user?.id ?? 'anonymous';
  const text = `${caller} is missing a permission`;
  const headers = permissionHeaders(x, permission);
  answerPage(x, { status: 403, title: 'Jenkins', text, size: frameSize(x), headers });
}

/** A 403 that no permission would cure. */
export function forbidden(x: Exchange, text: string): void {
  answerPage(x, { status: 403, title: 'Jenkins', text, size: frameSize(x) });
}

/** What anonymous gets nearly everywhere: a page that leads to the login form. */
export function loginRequired(x: Exchange, permission: Permission = 'hudson.model.Hudson.Read'): void {
  const login = `${x.state.contextPath}/login?from=${encodeURIComponent(x.target).replaceAll('%20', '%2B')}`;
  const implied = permissionImpliedBy(permission).map(name => ` ... which is implied by: ${name}`);
  const body = `<html><head><meta http-equiv='refresh' content='1;url=${login}'/><script id='redirect' data-redirect-url='${login}' src='${x.state.contextPath}/static/${x.state.sessionMark}/scripts/redirect.js'></script></head><body style='background-color:white; color:white;'>
Authentication required
<!--
You are authenticated as: anonymous
Groups that you are in:
  anonymous
Permission you need to have (but didn't): ${permission}
${implied.join('\n')}
-->
</body></html>
`;
  const headers = {
    'Content-Type': 'text/html;charset=utf-8',
    'X-Hudson': '1.395',
    ...versionHeaders(x),
    ...sessionHeaders(x),
    ...permissionHeaders(x, permission),
  };
  answer(x, 403, headers, body);
}

/** A 404 that sends browsers one level up: what pages of optional plugins do where there is nothing to show. */
export function nothingHere(x: Exchange): void {
  const body = `<html><head><meta http-equiv='refresh' content='1;url=..'/></head><body style='background-color:white; color:white;'>
Not found
</body></html>`;
  answer(x, 404, { 'Content-Type': 'text/html;charset=utf-8' }, body);
}
