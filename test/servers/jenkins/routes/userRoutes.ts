import { answer, answerText, forgetLogin, redirect } from '../http/answers.ts';
import { crumbField, hasValidCrumb } from '../http/authentication.ts';
import { type Exchange, localUrl, may, type PathSegment, parameter } from '../http/exchange.ts';
import { type Bean, bean, type Field } from '../http/exported.ts';
import { accessDenied, answerPage, crashedInFrame, notFound, sessionHeaders, versionHeaders } from '../http/pages.ts';
import { isApi, serveApi } from '../http/remoteApi.ts';
import type { User } from '../state/users.ts';
import { securityPage, tokenRoutes } from './tokenRoutes.ts';

export function whoAmI(x: Exchange, rest: PathSegment[]): void {
  if (!isApi(rest)) {
    answerPage(x, { status: 200, title: 'Who Am I? - Jenkins', text: 'Who Am I?', size: 20_000 });
    return;
  }
  const user = x.caller.user;
  const byPassword = x.caller.by === 'password' || x.caller.by === 'session';
  const isAnonymous = user === undefined || !x.state.users.has(user.id);
  const authorities = isAnonymous ? ['anonymous'] : ['authenticated', ...(byPassword ? ['FACTOR_PASSWORD'] : [])];
  const shown = bean(
    'hudson.security.WhoAmI',
    ['anonymous', 1, () => isAnonymous],
    // Even anonymous counts as authenticated here: clients trip over it.
    ['authenticated', 1, () => true],
    ['authorities', 1, () => authorities],
    ['name', 1, () => user?.id ?? 'anonymous'],
  );
  serveApi(x, shown, rest);
}

/** `/me/…` and `/user/<id>/…` */
export function userRoutes(x: Exchange, user: User | undefined, rest: PathSegment[]): void {
  if (!user) {
    notFound(x);
  } else if (!x.state.users.has(user.id)) {
    // Anonymous has no account to show or to change.
    crashedInFrame(x);
  } else if (rest.length === 0 && !x.slashAtEnd) {
    redirect(x, `${x.rawPath}/`);
  } else if (isApi(rest)) {
    serveApi(x, userBean(x, user), rest);
  } else if (rest[0]?.name === 'descriptorByName' && rest[1]?.name === 'jenkins.security.ApiTokenProperty') {
    tokenRoutes(x, user, rest[2]?.name ?? '');
  } else if (rest.length === 1 && rest[0]?.name === 'security' && may(x, 'hudson.model.Hudson.Administer')) {
    securityPage(x, user);
  } else if (rest.length === 0) {
    answerPage(x, { status: 200, title: `${user.fullName} - Jenkins`, text: user.id, size: 80_000 });
  } else {
    notFound(x);
  }
}

function userBean(x: Exchange, user: User): Bean {
  const property = (name: string) => bean(name, ...(propertyFields[name] ?? []));
  return bean(
    'hudson.model.User',
    ['absoluteUrl', 999, () => `${x.state.rootUrl}user/${encodeURIComponent(user.id)}`],
    ['description', 1, () => null],
    ['fullName', 999, () => user.fullName],
    ['id', 1, () => user.id],
    ['property', 1, () => propertiesOf(x.state.plugins).map(property)],
  );
}

const propertyFields: Readonly<Record<string, Field[]>> = {
  'hudson.search.UserSearchProperty': [['insensitiveSearch', 2, () => true]],
  'hudson.tasks.Mailer$UserProperty': [['address', 2, () => null]],
};

/** Properties of each account, in Jenkins' order; some come with plugins. */
function propertiesOf(plugins: readonly { shortName: string }[]): string[] {
  const of = (plugin: string, name: string) => (plugins.some(({ shortName }) => shortName === plugin) ? [name] : []);
  return [
    'jenkins.security.ApiTokenProperty',
    'jenkins.console.ConsoleUrlProviderUserProperty',
    ...of('credentials', 'com.cloudbees.plugins.credentials.UserCredentialsProvider$UserCredentialsProperty'),
    'jenkins.views.ViewsTabBarUserProperty',
    ...of('mailer', 'hudson.tasks.Mailer$UserProperty'),
    'hudson.model.MyViewsProperty',
    ...of('display-url-api', 'org.jenkinsci.plugins.displayurlapi.user.PreferredProviderUserProperty'),
    'hudson.model.PaneStatusProperties',
    'jenkins.security.seed.UserSeedProperty',
    'hudson.search.UserSearchProperty',
    'hudson.model.TimeZoneProperty',
    'jenkins.model.experimentalflags.UserExperimentalFlagsProperty',
    'hudson.security.HudsonPrivateSecurityRealm$Details',
  ];
}

/** Hands out the crumb of user and session; the session's cookie goes with it. */
export function crumbIssuer(x: Exchange, rest: PathSegment[]): void {
  if (!isApi(rest)) {
    notFound(x);
    return;
  }
  for (const [name, value] of Object.entries(sessionHeaders(x))) x.res.setHeader(name, value);
  const session = x.session;
  if (!session) throw new Error('a session was just made');
  const shown = bean(
    'hudson.security.csrf.DefaultCrumbIssuer',
    ['crumb', 1, () => x.state.sessions.crumb(x.caller.user?.id ?? 'anonymous', session)],
    ['crumbRequestField', 1, () => crumbField],
  );
  serveApi(x, shown, rest);
}

function loginForm(x: Exchange, status: number): void {
  const cookies = sessionHeaders(x);
  const crumb = x.session ? x.state.sessions.crumb('anonymous', x.session) : '';
  const body = `\n      \n    <!DOCTYPE html><html lang="en"><head data-rooturl="${x.state.contextPath}"><title>Sign in - Jenkins</title></head><body>
<form method="post" name="login" action="j_spring_security_check"><input name="j_username"><input name="j_password" type="password"><input name="from" type="hidden"><input name="${crumbField}" type="hidden" value="${crumb}"></form></body></html>`;
  const headers = {
    'Cache-Control': 'no-cache,no-store,must-revalidate',
    'X-Frame-Options': 'sameorigin',
    'Content-Type': 'text/html;charset=utf-8',
    'X-Hudson': '1.395',
    ...versionHeaders(x),
    ...cookies,
  };
  answer(x, status, headers, body);
}

/** The pages that anybody may reach without being somebody; false for all others. */
export function loginRoutes(x: Exchange, word: string): boolean {
  if (word === 'login') {
    loginForm(x, 200);
  } else if (word === 'loginError') {
    loginForm(x, 401);
  } else if (word === 'j_spring_security_check') {
    logIn(x);
  } else if (word === 'logout') {
    if (x.session) x.state.sessions.end(x.session);
    redirect(x, localUrl(x, ''), { 'Set-Cookie': forgetLogin.replace('SameSite', 'HttpOnly; SameSite') });
  } else if (word === 'robots.txt') {
    answerText(x, '# we don\'t want robots to click "build" links\nUser-agent: *\nDisallow: /', {
      'Content-Type': 'text/plain',
      'Last-Modified': new Date(0).toUTCString(),
      'Accept-Ranges': 'bytes',
    });
  } else if (word === 'tcpSlaveAgentListener') {
    answerText(x, '\n\n  Jenkins\n', agentHeaders);
  } else {
    return false;
  }
  return true;
}

const agentHeaders = {
  'X-Hudson-JNLP-Port': '50000',
  'X-Jenkins-JNLP-Port': '50000',
  'X-Jenkins-JNLP-Host': '127.0.0.1',
  'X-Jenkins-Agent-Protocols': 'JNLP4-connect, Ping',
  'X-Remoting-Minimum-Version': '3176.v207ec082a_8c0',
};

function logIn(x: Exchange): void {
  const user = x.state.users.get((parameter(x, 'j_username') ?? '').toLowerCase());
  if (!user || user.password !== parameter(x, 'j_password') || !hasValidCrumb(x)) {
    redirect(x, localUrl(x, 'loginError'), { 'Set-Cookie': forgetLogin });
    return;
  }
  // Logging in changes the session: what was known of the old one is worth nothing.
  if (x.session) x.state.sessions.end(x.session);
  const session = x.state.sessions.create(user.id);
  const path = x.state.contextPath || '/';
  const cookie = `JSESSIONID=${session.id}; Path=${path}; HttpOnly; SameSite=Lax`;
  x.staleLogin = false;
  const from = parameter(x, 'from');
  redirect(x, from ? from : localUrl(x, ''), { 'Set-Cookie': cookie });
}

export function requireAdministrator(x: Exchange): boolean {
  if (x.caller.user?.permissions.has('hudson.model.Hudson.Administer')) return true;
  accessDenied(x, 'hudson.model.Hudson.Administer');
  return false;
}
