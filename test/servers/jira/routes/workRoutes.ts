import { groups, issueTypes, projectRoles } from '../catalog.ts';
import { customFields } from '../customFields.ts';
import { fieldChanges, fieldMetadata } from '../editableFields.ts';
import { issueTypeJson } from '../entityJson.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { apiUrl, bodyRecord, isRecord, refusal, requireUser, visibleIssue } from '../exchange.ts';
import { epicLinkFieldId, fieldsOf } from '../fields.ts';
import { JqlError } from '../jql/jqlSyntax.ts';
import { searchIssues } from '../jql/searchIssues.ts';
import { may } from '../permissions.ts';
import type { Route } from './route.ts';
import { noContent, ok, page } from './route.ts';

/** What the screen for a new issue shows; the epic of Data Center has a field of its own. */
function createIds({ flavor }: Exchange): string[] {
  const common = ['summary', 'description', 'priority', 'labels', 'assignee', 'duedate', 'parent'];
  const own = flavor === 'cloud' ? [] : [epicLinkFieldId];
  return [...common, ...own, ...customFields.map(({ field }) => field.id)];
}

function vote(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const me = requireUser(exchange).name;
  if (issue.reporter === me) throw refusal(404, ['You cannot vote for an issue you have reported.']);
  issue.voters = [...new Set([...(issue.voters ?? []), me])];
  return voted(exchange);
}

function unvote(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const me = requireUser(exchange).name;
  issue.voters = (issue.voters ?? []).filter(name => name !== me);
  return voted(exchange);
}

/** Data Center answers 200, and says nothing. */
function voted(exchange: Exchange): Answer {
  return exchange.flavor === 'cloud' ? noContent : { status: 200 };
}

function listCreateTypes(exchange: Exchange): Answer {
  requireProject(exchange);
  const key = exchange.flavor === 'cloud' ? 'issueTypes' : 'values';
  return page(
    exchange,
    key,
    issueTypes.map(type => issueTypeJson(exchange, type)),
  );
}

function listCreateFields(exchange: Exchange): Answer {
  requireProject(exchange);
  const isSubtask = issueTypes.find(({ id }) => id === exchange.params['issueTypeId'])?.subtask ?? false;
  const required = (id: string) => id === 'summary' || (id === 'parent' && isSubtask);
  const fields = ['project', 'issuetype', ...createIds(exchange)].map(id => ({
    ...fieldMetadata(exchange, id, required(id) || id === 'project' || id === 'issuetype'),
    fieldId: id,
    key: id,
  }));
  return page(exchange, exchange.flavor === 'cloud' ? 'fields' : 'values', fields);
}

function requireProject(exchange: Exchange): void {
  const id = exchange.params['projectIdOrKey'] ?? '';
  if (!exchange.state.project(id) || !may(exchange.user, 'CREATE_ISSUES')) {
    throw refusal(404, [`No project could be found with key '${id}'.`]);
  }
}

function createIssue(exchange: Exchange): Answer {
  const me = requireUser(exchange);
  const given = bodyRecord(exchange)['fields'];
  const { project, issuetype, parent, ...fields } = isRecord(given) ? given : {};
  const key = isRecord(project) ? String(project['key'] ?? project['id']) : '';
  const found = exchange.state.project(key);
  if (!found || !may(me, 'CREATE_ISSUES')) throw refusal(400, [], { project: 'valid project is required' });
  const type = issueTypes.find(({ id }) => isRecord(issuetype) && id === issuetype['id']);
  if (!type) throw refusal(400, [], { issuetype: 'The issue type selected is invalid.' });
  const above = isRecord(parent) ? exchange.state.issue(String(parent['key'])) : undefined;
  if (type.subtask && !above)
    throw refusal(400, [], { parent: 'Issue type is a sub-task but parent issue is not specified.' });
  const { changes, errors } = fieldChanges(exchange, { summary: '', ...fields }, createIds(exchange));
  if (Object.keys(errors).length > 0) throw refusal(400, [], errors);
  const [issue] = exchange.state.addIssues(1, {
    projectKey: found.key,
    typeId: type.id,
    reporter: me.name,
    parentKey: above?.key ?? null,
  });
  if (!issue) throw new Error('no issue was made');
  for (const apply of changes) apply(issue);
  const self = apiUrl(exchange, `issue/${issue.id}`);
  return { status: 201, body: { id: issue.id, key: issue.key, self } };
}

function pickGroups(exchange: Exchange): Answer {
  const wanted = (exchange.query.get('query') ?? '').toLowerCase();
  const found = groups.filter(name => name.toLowerCase().includes(wanted));
  const shown = found.map(name => ({ name, html: name, labels: [], groupId: `id-${name}` }));
  const header = `Showing ${found.length} of ${found.length} matching groups`;
  return ok({ header, total: found.length, groups: shown });
}

function listRoles(exchange: Exchange): Answer {
  const url = (id: number) => apiUrl(exchange, `project/${exchange.params['projectIdOrKey']}/role/${id}`);
  return ok(Object.fromEntries(projectRoles.map((name, at) => [name, url(10_000 + at)])));
}

function listLabels(exchange: Exchange): Answer {
  const values = [...new Set(exchange.state.issues.flatMap(({ labels }) => labels))].sort();
  return ok({ startAt: 0, maxResults: 1000, total: values.length, isLast: true, values });
}

function jqlWords(exchange: Exchange): Answer {
  const names = fieldsOf(exchange.flavor).flatMap(field =>
    field.clauseNames.slice(0, 1).map(value => ({
      value: /\W/.test(value) ? `"${value}"` : value,
      displayName: field.name,
      orderable: 'true',
      searchable: 'true',
      operators: ['=', '!=', 'in', 'not in', 'is', 'is not'],
      types: ['java.lang.String'],
    })),
  );
  const functions = ['currentUser()', 'now()', 'startOfWeek()'].map(value => ({
    value,
    displayName: value,
    types: [],
  }));
  return ok({ visibleFieldNames: names, visibleFunctionNames: functions, jqlReservedWords: ['and', 'or', 'empty'] });
}

function suggest(exchange: Exchange): Answer {
  const field = exchange.query.get('fieldName') ?? '';
  const typed = (exchange.query.get('fieldValue') ?? '').toLowerCase();
  const known: Record<string, string[]> = {
    status: ['To Do', 'In Progress', 'In Review', 'Done'],
    project: exchange.state.projects.map(({ key }) => key),
    priority: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
  };
  const values = (known[field] ?? []).filter(value => value.toLowerCase().startsWith(typed));
  const results = values.map(value => ({
    value: /\W/.test(value) ? `"${value}"` : value,
    displayName: `<b>${value.slice(0, typed.length)}</b>${value.slice(typed.length)}`,
  }));
  return ok({ results });
}

/** Cloud's own check of a query: what it has against it, and no results. */
function parseQueries(exchange: Exchange): Answer {
  const given = bodyRecord(exchange)['queries'];
  const queries = (Array.isArray(given) ? given.map(String) : []).map(query => {
    try {
      searchIssues(query, { state: exchange.state, user: exchange.user, now: Date.now() });
      return { query };
    } catch (error) {
      if (error instanceof JqlError) return { query, errors: error.messages };
      throw error;
    }
  });
  return ok({ queries });
}

export const workRoutes: Route[] = [
  { method: 'POST', template: 'issue/{issueIdOrKey}/votes', handle: vote },
  { method: 'DELETE', template: 'issue/{issueIdOrKey}/votes', handle: unvote },
  { method: 'GET', template: 'issue/createmeta/{projectIdOrKey}/issuetypes', handle: listCreateTypes },
  { method: 'GET', template: 'issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}', handle: listCreateFields },
  { method: 'POST', template: 'issue', handle: createIssue },
  { method: 'GET', template: 'groups/picker', handle: pickGroups },
  { method: 'GET', template: 'project/{projectIdOrKey}/role', handle: listRoles },
  { method: 'GET', template: 'label', flavor: 'cloud', handle: listLabels },
  { method: 'GET', template: 'jql/autocompletedata', handle: jqlWords },
  { method: 'POST', template: 'jql/parse', flavor: 'cloud', handle: parseQueries },
  { method: 'GET', template: 'jql/autocompletedata/suggestions', handle: suggest },
];
