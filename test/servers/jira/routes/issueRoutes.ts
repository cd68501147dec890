import { customFields } from '../customFields.ts';
import { assigneeOf, fieldChanges, fieldMetadata } from '../editableFields.ts';
import { userJson, userJsonByName } from '../entityJson.ts';
import type { Answer, Exchange } from '../exchange.ts';
import {
  apiUrl,
  bodyRecord,
  isRecord,
  jiraDate,
  queryInteger,
  queryList,
  refusal,
  requireUser,
  visibleIssue,
} from '../exchange.ts';
import { fieldNames, fieldSchemas, issueJson, selectedFieldIds } from '../issueJson.ts';
import type { DemoIssue, DemoUser } from '../model.ts';
import { may } from '../permissions.ts';
import type { Route } from './route.ts';
import { noContent, ok } from './route.ts';
import { transitionsJson } from './transitionRoutes.ts';

const editFields = [
  ...['summary', 'description', 'priority', 'labels', 'assignee', 'duedate'],
  ...customFields.map(({ field }) => field.id),
];

function getIssue(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const expand = queryList(exchange, 'expand');
  const ids = selectedFieldIds(exchange, queryList(exchange, 'fields'));
  const withFields = expand.includes('transitions.fields');
  return ok({
    ...issueJson(exchange, issue, ids, expand),
    ...(expand.includes('changelog') ? { changelog: changelogJson(exchange, issue) } : {}),
    ...(expand.includes('editmeta') ? { editmeta: editMetaJson(exchange) } : {}),
    ...(expand.includes('names') ? { names: fieldNames(exchange, ids) } : {}),
    ...(expand.includes('schema') ? { schema: fieldSchemas(exchange, ids) } : {}),
    ...(expand.includes('transitions') || withFields
      ? { transitions: transitionsJson(exchange, issue, withFields) }
      : {}),
  });
}

/** Changes of an issue, oldest first. */
function changesJson(exchange: Exchange, issue: DemoIssue): Record<string, unknown>[] {
  return (issue.history ?? []).map(({ author, at, field, from, to }, index) => ({
    id: String(index + 1),
    author: userJsonByName(exchange, author),
    created: jiraDate(at),
    items: [{ field, fieldtype: 'jira', from: null, fromString: from, to: null, toString: to }],
  }));
}

/** Changes that an issue of Cloud has with it. */
const maxChanges = 100;

/** Cloud tells the newest changes, the newest first; Data Center all, the oldest first. */
function changelogJson(exchange: Exchange, issue: DemoIssue): Record<string, unknown> {
  const all = changesJson(exchange, issue);
  const histories = exchange.flavor === 'cloud' ? all.toReversed().slice(0, maxChanges) : all;
  return { startAt: 0, maxResults: histories.length, total: all.length, histories };
}

function listChanges(exchange: Exchange): Answer {
  const all = changesJson(exchange, visibleIssue(exchange));
  const startAt = queryInteger(exchange, 'startAt', 0);
  const maxResults = Math.min(queryInteger(exchange, 'maxResults', maxChanges), exchange.pageCap, maxChanges);
  const values = all.slice(startAt, startAt + maxResults);
  return ok({ startAt, maxResults, total: all.length, isLast: startAt + values.length >= all.length, values });
}

function editMeta(exchange: Exchange): Answer {
  visibleIssue(exchange);
  return ok(editMetaJson(exchange));
}

function editMetaJson(exchange: Exchange): Record<string, unknown> {
  const ids = may(exchange.user, 'EDIT_ISSUES') ? editFields : [];
  return { fields: Object.fromEntries(ids.map(id => [id, fieldMetadata(exchange, id, id === 'summary')])) };
}

/** One `update` entry laid upon the issue's value: add and remove are for fields of several values. */
function updatedValue(issue: DemoIssue, id: string, operations: unknown): unknown {
  const isList = customFields.some(({ field }) => field.id === id && field.schema?.type === 'array');
  let value: unknown = id === 'labels' ? issue.labels : isList ? (issue.custom?.[id] ?? []) : undefined;
  for (const operation of Array.isArray(operations) ? operations.filter(isRecord) : []) {
    if ('set' in operation) {
      value = operation['set'];
    } else if (Array.isArray(value) && 'add' in operation) {
      value = [...value, operation['add']];
    } else if (Array.isArray(value) && 'remove' in operation) {
      value = value.filter(item => !isSameValue(item, operation['remove']));
    }
  }
  return value;
}

function isSameValue(item: unknown, named: unknown): boolean {
  if (!isRecord(item) || !isRecord(named)) return item === named;
  return Object.entries(named).every(([property, value]) => item[property] === value);
}

function putIssue(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  if (!may(exchange.user, 'EDIT_ISSUES')) {
    throw refusal(403, ['You do not have permission to edit issues in this project.']);
  }
  const body = bodyRecord(exchange);
  const fields = isRecord(body['fields']) ? { ...body['fields'] } : {};
  for (const [id, operations] of Object.entries(isRecord(body['update']) ? body['update'] : {})) {
    if (id in fields) {
      const problem = `Field '${id}' cannot be set in both 'fields' and 'update'.`;
      throw refusal(400, [], { [id]: problem });
    }
    fields[id] = updatedValue(issue, id, operations);
  }
  const { changes, errors } = fieldChanges(exchange, fields, editFields);
  if (Object.keys(errors).length > 0) {
    throw refusal(400, [], errors);
  }
  for (const apply of changes) {
    apply(issue);
  }
  issue.updated = Date.now();
  return noContent;
}

function putAssignee(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  if (!may(exchange.user, 'ASSIGN_ISSUES')) {
    throw refusal(403, [], { assignee: 'You do not have permission to assign issues.' });
  }
  const body = bodyRecord(exchange);
  const property = exchange.flavor === 'cloud' ? 'accountId' : 'name';
  if (!(property in body)) {
    throw refusal(400, [], { assignee: `'${property}' must be provided.` });
  }
  // -1 means the project's default assignee: here its lead.
  const lead = exchange.state.user(exchange.state.project(issue.projectKey)?.lead ?? null);
  const user = body[property] === '-1' ? lead : assigneeOf(exchange, body);
  if (user === undefined) {
    throw refusal(400, [], { assignee: `User '${String(body[property])}' cannot be assigned issues.` });
  }
  issue.assignee = user?.name ?? null;
  issue.updated = Date.now();
  return noContent;
}

function getWatchers(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const shown = may(exchange.user, 'VIEW_VOTERS_AND_WATCHERS') ? issue.watchers : [];
  return ok({
    self: apiUrl(exchange, `issue/${issue.key}/watchers`),
    isWatching: exchange.user !== undefined && issue.watchers.includes(exchange.user.name),
    watchCount: issue.watchers.length,
    watchers: exchange.state.users.filter(user => shown.includes(user.name)).map(user => userJson(exchange, user)),
  });
}

/** Oneself may always be named; others need "Manage Watchers". */
function watcher(exchange: Exchange, id: string | undefined): DemoUser {
  const self = requireUser(exchange);
  const user =
    id === undefined
      ? self
      : exchange.state.users.find(({ accountId, name }) => id === (exchange.flavor === 'cloud' ? accountId : name));
  if (!user) {
    throw refusal(404, [`The user '${id}' does not exist.`]);
  }
  if (user !== self && !may(self, 'MANAGE_WATCHERS')) {
    throw refusal(exchange.flavor === 'cloud' ? 403 : 401, ['You do not have permission to manage the watcher list.']);
  }
  return user;
}

function addWatcher(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const user = watcher(exchange, typeof exchange.body === 'string' ? exchange.body : undefined);
  if (!issue.watchers.includes(user.name)) {
    issue.watchers.push(user.name);
  }
  return noContent;
}

function removeWatcher(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const id = exchange.query.get(exchange.flavor === 'cloud' ? 'accountId' : 'username');
  if (id === null) {
    throw refusal(400, ['The user that shall no longer watch the issue must be named.']);
  }
  const user = watcher(exchange, id);
  issue.watchers = issue.watchers.filter(name => name !== user.name);
  return noContent;
}

export const issueRoutes: Route[] = [
  { method: 'GET', template: 'issue/{issueIdOrKey}', handle: getIssue },
  { method: 'PUT', template: 'issue/{issueIdOrKey}', handle: putIssue },
  { method: 'GET', template: 'issue/{issueIdOrKey}/editmeta', handle: editMeta },
  { method: 'GET', template: 'issue/{issueIdOrKey}/changelog', flavor: 'cloud', handle: listChanges },
  { method: 'PUT', template: 'issue/{issueIdOrKey}/assignee', handle: putAssignee },
  { method: 'GET', template: 'issue/{issueIdOrKey}/watchers', handle: getWatchers },
  { method: 'POST', template: 'issue/{issueIdOrKey}/watchers', handle: addWatcher },
  { method: 'DELETE', template: 'issue/{issueIdOrKey}/watchers', handle: removeWatcher },
];
