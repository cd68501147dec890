import { pageBase } from '../../http/bases.ts';
import type { BaseUrl } from '../../http/index.ts';

/** Paths right below the root of a Jenkins: they end the context path. */
const roots = new Set([
  ...[
    'job',
    'view',
    'login',
    'logout',
    'manage',
    'computer',
    'user',
    'me',
    'my-views',
    'securityRealm',
    'blue',
    'queue',
  ],
  ...['configure', 'whoAmI', 'api', 'crumbIssuer', 'script', 'log', 'credentials', 'asynchPeople', 'people', 'search'],
  ...['pluginManager', 'systemInfo', 'about', 'signup', 'newJob', 'newView', 'cli', 'static', 'loginError', 'builds'],
]);

/** Cuts the URL of any page of a Jenkins, pasted from a browser, down to its base. */
export function baseOfJenkinsPage(typed: BaseUrl): BaseUrl {
  return pageBase(typed, segment => roots.has(segment));
}
