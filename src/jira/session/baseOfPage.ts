import { pageBase } from '../../http/bases.ts';
import type { BaseUrl } from '../../http/index.ts';

/** Paths right below the root of a Jira: they end the context path. */
const roots = new Set([
  ...[
    'browse',
    'projects',
    'secure',
    'rest',
    'issues',
    'login.jsp',
    'plugins',
    'servicedesk',
    'boards',
    'people',
    'wiki',
  ],
  ...['login', 'logout', 'si', 'projects.jsp', 'dashboard.jspa', 'admin', 'c', 'o'],
]);

/** Paths below Cloud's own `/jira`; the same word is Data Center's usual context path. */
const cloudPages =
  /^(software|core|servicedesk|your-work|for-you|dashboards|people|apps|projects|filters|plans|settings|polaris)$/;

/** Cuts the URL of any page of a Jira, pasted from a browser, down to its base. */
export function baseOfJiraPage(typed: BaseUrl): BaseUrl {
  return pageBase(
    typed,
    (segment, next) => roots.has(segment) || (segment === 'jira' && next !== undefined && cloudPages.test(next)),
  );
}
