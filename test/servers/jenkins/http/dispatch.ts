import { rootBean } from '../beans/rootBeans.ts';
import {
  computerRoutes,
  labelRoutes,
  pluginManager,
  postOnly,
  quietDown,
  scriptText,
  search,
} from '../routes/adminRoutes.ts';
import { createItem, nameProblem } from '../routes/createItem.ts';
import { boundRoutes } from '../routes/formPage.ts';
import { checkJobName, itemRoutes } from '../routes/itemRoutes.ts';
import { checkScriptAtRoot, isScriptCheck, lintRoutes } from '../routes/lintRoutes.ts';
import { queueRoutes } from '../routes/queueRoutes.ts';
import { crumbIssuer, loginRoutes, userRoutes, whoAmI } from '../routes/userRoutes.ts';
import { createView } from '../routes/viewRoutes.ts';
import { viewingOf } from '../state/place.ts';
import { hasValidCrumb } from './authentication.ts';
import { containerError } from './containerErrors.ts';
import { type Exchange, type PathSegment, parameter } from './exchange.ts';
import { answerPage, crashed, loginRequired, notFound, sessionHeaders } from './pages.ts';
import { isApi, serveApi } from './remoteApi.ts';

/** From the caller being known to the answer: crumb, read permission, then the path. */
export function dispatch(x: Exchange): void {
  const [first, ...rest] = x.segments;
  const word = first?.name ?? '';
  if (needsCrumb(x, word) && !hasValidCrumb(x)) {
    refuseCrumb(x);
  } else if (loginRoutes(x, word)) {
    return;
  } else if (word === 'whoAmI') {
    whoAmI(x, rest);
  } else if (!x.caller.user) {
    loginRequired(x);
  } else if (x.segments.some(segment => segment.name === '..')) {
    crashed(x);
  } else {
    const route = routes[word];
    if (route) route(x, rest);
    else notFound(x);
  }
}

/** POSTs need a crumb, save by API token; the linter and the login form see to themselves. */
function needsCrumb(x: Exchange, word: string): boolean {
  if (x.method !== 'POST' || x.caller.by === 'token') return false;
  return word !== 'pipeline-model-converter' && word !== 'j_spring_security_check';
}

function refuseCrumb(x: Exchange): void {
  // Looking at a crumb takes a session, so one is made; without a crumb nothing is looked at.
  const sent = x.req.headers['jenkins-crumb'] !== undefined || parameter(x, 'Jenkins-Crumb') !== undefined;
  const cookies = sent ? sessionHeaders(x) : {};
  delete cookies['Expires'];
  containerError(x, 403, 'No valid crumb was included in the request', cookies);
}

/** Notices of commits need a token of their own. */
function refuseNotice(x: Exchange): void {
  const page = 'https://plugins.jenkins.io/git/#plugin-content-push-notification-from-repository';
  containerError(
    x,
    401,
    `An access token is required. Please refer to Git plugin documentation (${page}) for details.`,
  );
}

/** Anonymous has no account of its own, whatever is granted to it. */
const isGrantedAnonymous = ({ caller, state }: Exchange) =>
  caller.user !== undefined && caller.user === state.anonymous;

type Route = (x: Exchange, rest: PathSegment[]) => void;

const routes: Record<string, Route> = {
  '': x => answerPage(x, { status: 200, title: 'Dashboard - Jenkins', text: 'Welcome to Jenkins!', size: 90_000 }),
  api: x => {
    if (isApi(x.segments)) serveApi(x, rootBean(viewingOf(x)), x.segments);
  },
  manage: (x, rest) => (isApi(rest) ? serveApi(x, rootBean(viewingOf(x)), rest) : notFound(x)),
  job: itemRoutes,
  $stapler: boundRoutes,
  view: itemRoutes,
  queue: queueRoutes,
  computer: computerRoutes,
  label: labelRoutes,
  crumbIssuer,
  me: (x, rest) => (isGrantedAnonymous(x) ? loginRequired(x) : userRoutes(x, x.caller.user, rest)),
  user: (x, rest) => userRoutes(x, x.state.users.get((rest[0]?.name ?? '').toLowerCase()), rest.slice(1)),
  createItem: x => createItem(x, viewingOf(x), x.state.root),
  createView: x => createView(x, x.state.root),
  checkJobName: x => checkJobName(x, nameProblem(x.state.root, parameter(x, 'value') ?? '')),
  quietDown: x => quietDown(x, true),
  cancelQuietDown: x => quietDown(x, false),
  pluginManager,
  'pipeline-model-converter': (x, rest) => lintRoutes(x, rest[0]?.name ?? ''),
  scriptText,
  descriptorByName: (x, rest) => (isScriptCheck(rest) ? checkScriptAtRoot(x) : notFound(x)),
  git: (x, rest) => (rest[0]?.name === 'notifyCommit' ? refuseNotice(x) : notFound(x)),
  search,
  reload: postOnly,
};
