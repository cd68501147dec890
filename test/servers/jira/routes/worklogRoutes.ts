import type { Answer, Exchange } from '../exchange.ts';
import { bodyRecord, queryInteger, refusal, requireUser, visibleIssue } from '../exchange.ts';
import { worklogJson } from '../issueJson.ts';
import type { DemoWorklog } from '../model.ts';
import { may } from '../permissions.ts';
import { commentVisibility, denied } from './commentRoutes.ts';
import type { Route } from './route.ts';
import { noContent, ok, page } from './route.ts';

function addWorklog(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const worklog = { id: exchange.state.nextId(), author: requireUser(exchange).name, ...contentOf(exchange) };
  issue.worklogs = [...(issue.worklogs ?? []), worklog];
  return { status: 201, body: worklogJson(exchange, issue, worklog) };
}

type Content = Pick<DemoWorklog, 'timeSpent' | 'started' | 'comment' | 'visibility'>;

/** Parts of a request: those that are absent of a changed work log stay, but for its audience. */
function partsOf(exchange: Exchange): Partial<Content> {
  const { timeSpent, started, comment, visibility } = bodyRecord(exchange);
  if (timeSpent !== undefined && !/^(\d+(\.\d+)?[wdhm]\s*)+$/.test(String(timeSpent))) {
    throw refusal(400, [], { timeLogged: 'Invalid time entered' });
  }
  return {
    ...(timeSpent !== undefined && { timeSpent: String(timeSpent) }),
    ...(typeof started === 'string' && { started: Date.parse(started.replace(/(\d\d)$/, ':$1')) }),
    ...(comment !== undefined && { comment }),
    visibility: commentVisibility(exchange, visibility),
  };
}

function contentOf(exchange: Exchange): Content {
  const parts = partsOf(exchange);
  const { timeSpent } = parts;
  if (timeSpent === undefined) throw refusal(400, [], { timeLogged: 'Invalid time entered' });
  return { started: Date.now(), comment: undefined, ...parts, timeSpent };
}

/** Cloud leaves out work logs before a moment; Data Center gives all. */
function listWorklogs(exchange: Exchange): Answer {
  const since = exchange.flavor === 'cloud' ? queryInteger(exchange, 'startedAfter', 0) : 0;
  const issue = visibleIssue(exchange);
  const worklogs = (issue.worklogs ?? []).filter(({ started }) => started >= since);
  return page(
    exchange,
    'worklogs',
    worklogs.map(each => worklogJson(exchange, issue, each)),
  );
}

function visibleWorklog(exchange: Exchange): DemoWorklog {
  const id = exchange.params['id'] ?? '';
  const found = visibleIssue(exchange).worklogs?.find(each => each.id === id);
  if (!found) throw refusal(404, [`Cannot find worklog with id: '${id}'.`]);
  return found;
}

function getWorklog(exchange: Exchange): Answer {
  return ok(worklogJson(exchange, visibleIssue(exchange), visibleWorklog(exchange)));
}

function checkOwn(exchange: Exchange, { author }: DemoWorklog, verb: 'EDIT' | 'DELETE'): void {
  const own = author === requireUser(exchange).name && may(exchange.user, `${verb}_OWN_WORKLOGS`);
  if (!own && !may(exchange.user, `${verb}_ALL_WORKLOGS`)) {
    throw denied(exchange, `you do not have the permission to ${verb.toLowerCase()} this worklog.`);
  }
}

function putWorklog(exchange: Exchange): Answer {
  const worklog = visibleWorklog(exchange);
  checkOwn(exchange, worklog, 'EDIT');
  Object.assign(worklog, partsOf(exchange));
  return getWorklog(exchange);
}

function deleteWorklog(exchange: Exchange): Answer {
  const worklog = visibleWorklog(exchange);
  checkOwn(exchange, worklog, 'DELETE');
  const issue = visibleIssue(exchange);
  issue.worklogs = issue.worklogs?.filter(each => each !== worklog) ?? [];
  return noContent;
}

export const worklogRoutes: Route[] = [
  { method: 'POST', template: 'issue/{issueIdOrKey}/worklog', handle: addWorklog },
  { method: 'GET', template: 'issue/{issueIdOrKey}/worklog', handle: listWorklogs },
  { method: 'GET', template: 'issue/{issueIdOrKey}/worklog/{id}', handle: getWorklog },
  { method: 'PUT', template: 'issue/{issueIdOrKey}/worklog/{id}', handle: putWorklog },
  { method: 'DELETE', template: 'issue/{issueIdOrKey}/worklog/{id}', handle: deleteWorklog },
];
