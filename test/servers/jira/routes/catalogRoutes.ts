import { issueTypes, priorities, statuses } from '../catalog.ts';
import {
  issueTypeJson,
  priorityJson,
  projectDetailsJson,
  projectJson,
  statusJson,
  userJsonByName,
} from '../entityJson.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { apiUrl, queryInteger, queryList, refusal, requireUser } from '../exchange.ts';
import { fieldsOf } from '../fields.ts';
import type { DemoFilter, DemoProject } from '../model.ts';
import { may } from '../permissions.ts';
import type { Route } from './route.ts';
import { ok } from './route.ts';

/** Anonymous people are shown fewer fields: what no project of theirs uses. */
const anonymousFields = ['summary', 'issuetype', 'status', 'created', 'updated'];

function listFields(exchange: Exchange): Answer {
  const all = fieldsOf(exchange.flavor);
  const shown = exchange.user ? all : all.filter(field => anonymousFields.includes(field.id));
  return ok(
    shown.map(field => ({
      id: field.id,
      ...(exchange.flavor === 'cloud' ? { key: field.id } : {}),
      name: field.name,
      custom: field.custom,
      orderable: field.navigable,
      navigable: field.navigable,
      searchable: field.clauseNames.length > 0,
      clauseNames: field.clauseNames,
      schema: field.schema,
    })),
  );
}

function listStatuses(exchange: Exchange): Answer {
  return ok(exchange.user ? statuses.map(status => statusJson(exchange, status)) : []);
}

function listPriorities(exchange: Exchange): Answer {
  const details = priorities.map(priority => ({
    ...priorityJson(exchange, priority),
    statusColor: priority.statusColor,
    description: priority.description,
  }));
  return ok(exchange.user ? details : []);
}

function listIssueTypes(exchange: Exchange): Answer {
  return ok(exchange.user ? issueTypes.map(type => issueTypeJson(exchange, type)) : []);
}

function visibleProjects(exchange: Exchange): DemoProject[] {
  return may(exchange.user, 'BROWSE_PROJECTS') ? exchange.state.projects : [];
}

function listProjects(exchange: Exchange): Answer {
  return ok(visibleProjects(exchange).map(project => projectJson(exchange, project)));
}

function getProject(exchange: Exchange): Answer {
  const idOrKey = exchange.params['projectIdOrKey'] ?? '';
  const project = exchange.state.project(idOrKey);
  if (!project || !visibleProjects(exchange).includes(project)) {
    throw refusal(404, [`No project could be found with key '${idOrKey}'.`]);
  }
  return ok(projectDetailsJson(exchange, project));
}

function searchProjects(exchange: Exchange): Answer {
  const query = (exchange.query.get('query') ?? '').toLowerCase();
  const keys = queryList(exchange, 'keys');
  const all = visibleProjects(exchange)
    .filter(({ key, name }) => key.toLowerCase().includes(query) || name.toLowerCase().includes(query))
    .filter(({ key }) => keys.length === 0 || keys.includes(key))
    .toSorted((a, b) => a.key.localeCompare(b.key, 'en'));
  const startAt = queryInteger(exchange, 'startAt', 0);
  const maxResults = Math.min(queryInteger(exchange, 'maxResults', 50), 100, exchange.pageCap);
  const next = startAt + maxResults;
  const page = (start: number) => apiUrl(exchange, `project/search?startAt=${start}&maxResults=${maxResults}`);
  return ok({
    self: page(startAt),
    ...(next < all.length ? { nextPage: page(next) } : {}),
    maxResults,
    startAt,
    total: all.length,
    isLast: next >= all.length,
    values: all.slice(startAt, next).map(project => projectJson(exchange, project)),
  });
}

function filterJson(exchange: Exchange, filter: DemoFilter): Record<string, unknown> {
  const lists = { size: 0, items: [], 'max-results': 1000, 'start-index': 0, 'end-index': 0 };
  return {
    self: apiUrl(exchange, `filter/${filter.id}`),
    id: filter.id,
    name: filter.name,
    description: filter.description,
    owner: userJsonByName(exchange, filter.owner),
    jql: filter.jql,
    viewUrl: `${exchange.base}/issues/?filter=${filter.id}`,
    searchUrl: apiUrl(exchange, `search?jql=${encodeURIComponent(filter.jql)}`),
    favourite: true,
    ...(exchange.flavor === 'cloud' ? { favouritedCount: filter.favoriteOf.length, editPermissions: [] } : {}),
    sharePermissions: [],
    ...(exchange.flavor === 'cloud' ? {} : { editable: filter.owner === exchange.user?.name }),
    sharedUsers: lists,
    subscriptions: lists,
  };
}

function favoriteFilters(exchange: Exchange): Answer {
  const user = requireUser(exchange);
  const own = exchange.state.filters.filter(filter => filter.favoriteOf.includes(user.name));
  return ok(own.map(filter => filterJson(exchange, filter)));
}

export const catalogRoutes: Route[] = [
  { method: 'GET', template: 'field', handle: listFields },
  { method: 'GET', template: 'status', handle: listStatuses },
  { method: 'GET', template: 'priority', handle: listPriorities },
  { method: 'GET', template: 'issuetype', handle: listIssueTypes },
  { method: 'GET', template: 'project', handle: listProjects },
  { method: 'GET', template: 'project/search', flavor: 'cloud', handle: searchProjects },
  { method: 'GET', template: 'project/{projectIdOrKey}', handle: getProject },
  { method: 'GET', template: 'filter/favourite', handle: favoriteFilters },
];
