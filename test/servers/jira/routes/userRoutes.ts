import { userJson } from '../entityJson.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { queryInteger, refusal, requireUser } from '../exchange.ts';
import type { DemoUser } from '../model.ts';
import { may } from '../permissions.ts';
import type { Route } from './route.ts';
import { ok } from './route.ts';

/** Cloud looks at the beginnings of names, Data Center at any part of them. */
function matches(exchange: Exchange, user: DemoUser, wanted: string): boolean {
  const text = wanted.toLowerCase();
  const parts =
    exchange.flavor === 'cloud'
      ? [user.displayName, ...user.displayName.split(' '), user.emailAddress]
      : [user.name, user.displayName, user.emailAddress];
  return parts
    .map(part => part.toLowerCase())
    .some(part => (exchange.flavor === 'cloud' ? part.startsWith(text) : part.includes(text)));
}

function page(exchange: Exchange, users: DemoUser[]): Answer {
  const startAt = queryInteger(exchange, 'startAt', 0);
  const maxResults = Math.min(queryInteger(exchange, 'maxResults', 50), exchange.pageCap);
  return ok(users.slice(startAt, startAt + maxResults).map(user => userJson(exchange, user)));
}

function activeUsers(exchange: Exchange): DemoUser[] {
  return exchange.state.users.filter(user => user.active);
}

function searchUsers(exchange: Exchange): Answer {
  const self = requireUser(exchange);
  const parameter = exchange.flavor === 'cloud' ? 'query' : 'username';
  const wanted = exchange.query.get(parameter);
  const accountId = exchange.flavor === 'cloud' ? exchange.query.get('accountId') : null;
  if (wanted === null && accountId === null) {
    throw refusal(400, [`The ${parameter} query parameter was not provided`]);
  }
  // Without "Browse users and groups" Jira shows nobody, and says nothing of it.
  const visible = may(self, 'USER_PICKER') ? activeUsers(exchange) : [];
  return page(
    exchange,
    visible.filter(user => (accountId === null ? matches(exchange, user, wanted ?? '') : user.accountId === accountId)),
  );
}

function searchAssignable(exchange: Exchange): Answer {
  requireUser(exchange);
  const project = exchange.query.get('project');
  const issue = exchange.query.get('issueKey') ?? exchange.query.get('issueId');
  if (project === null && issue === null) {
    throw refusal(400, ['Either the project or the issueKey query parameter must be provided']);
  }
  if (issue !== null && !exchange.state.issue(issue)) {
    throw refusal(404, ['Issue does not exist or you do not have permission to see it.']);
  }
  if (project !== null && !exchange.state.project(project)) {
    throw refusal(404, [`No project could be found with key '${project}'.`]);
  }
  const wanted = exchange.query.get(exchange.flavor === 'cloud' ? 'query' : 'username') ?? '';
  return page(
    exchange,
    activeUsers(exchange).filter(user => may(user, 'ASSIGNABLE_USER') && matches(exchange, user, wanted)),
  );
}

/** People by their ids, on Cloud; unknown ones are left out. */
function bulkUsers(exchange: Exchange): Answer {
  requireUser(exchange);
  const ids = exchange.query.getAll('accountId');
  if (ids.length === 0) throw refusal(400, ['The accountId query parameter was not provided']);
  const found = exchange.state.users.filter(user => ids.includes(user.accountId));
  const startAt = queryInteger(exchange, 'startAt', 0);
  const maxResults = queryInteger(exchange, 'maxResults', 10);
  const values = found.slice(startAt, startAt + maxResults).map(user => userJson(exchange, user));
  return ok({ startAt, maxResults, total: found.length, isLast: startAt + maxResults >= found.length, values });
}

/** Person by the id; closed accounts, too. */
function oneUser(exchange: Exchange): Answer {
  requireUser(exchange);
  const isCloud = exchange.flavor === 'cloud';
  const wanted = exchange.query.get(isCloud ? 'accountId' : 'username');
  const user = exchange.state.users.find(({ accountId, name }) => (isCloud ? accountId : name) === wanted);
  if (!user)
    throw refusal(404, [isCloud ? 'Specified user does not exist.' : `The user named '${wanted}' does not exist`]);
  return ok(userJson(exchange, user));
}

export const userRoutes: Route[] = [
  { method: 'GET', template: 'user', handle: oneUser },
  { method: 'GET', template: 'user/bulk', flavor: 'cloud', handle: bulkUsers },
  { method: 'GET', template: 'user/search', handle: searchUsers },
  { method: 'GET', template: 'user/assignable/search', handle: searchAssignable },
];
