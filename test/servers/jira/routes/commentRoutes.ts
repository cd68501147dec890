import { acceptedText } from '../bodies.ts';
import { groups, projectRoles } from '../catalog.ts';
import { commentJson, visibleComments } from '../commentJson.ts';
import { plainText } from '../documents/textOf.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { bodyRecord, isRecord, queryInteger, queryList, refusal, visibleIssue } from '../exchange.ts';
import type { DemoComment, DemoIssue, DemoText, DemoVisibility } from '../model.ts';
import { may } from '../permissions.ts';
import type { Route } from './route.ts';
import { noContent, ok } from './route.ts';

function listComments(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const orderBy = exchange.query.get('orderBy') ?? 'created';
  if (!/^[+ -]?created$/.test(orderBy)) {
    throw refusal(400, [`The comments cannot be ordered by '${orderBy}'.`]);
  }
  const all = visibleComments(exchange, issue);
  if (orderBy.startsWith('-')) {
    all.reverse();
  }
  const startAt = queryInteger(exchange, 'startAt', 0);
  const fallback = exchange.flavor === 'cloud' ? 100 : 1_048_576;
  const maxResults = Math.min(queryInteger(exchange, 'maxResults', fallback), Math.max(exchange.pageCap, 1));
  const expand = queryList(exchange, 'expand');
  return ok({
    startAt,
    maxResults,
    total: all.length,
    comments: all.slice(startAt, startAt + maxResults).map(comment => commentJson(exchange, comment, expand)),
  });
}

function visibleComment(exchange: Exchange): DemoComment {
  const id = exchange.params['id'] ?? '';
  const comment = visibleComments(exchange, visibleIssue(exchange)).find(candidate => candidate.id === id);
  if (!comment) {
    throw refusal(404, [`Can not find a comment for the id: ${id}.`]);
  }
  return comment;
}

function getComment(exchange: Exchange): Answer {
  return ok(commentJson(exchange, visibleComment(exchange), queryList(exchange, 'expand')));
}

export function denied(exchange: Exchange, sentence: string): Error {
  const name = exchange.user?.displayName ?? 'Anonymous';
  return refusal(exchange.flavor === 'cloud' ? 400 : 403, [`${name}, ${sentence}`]);
}

function commentBody(exchange: Exchange, value: unknown): DemoText {
  const text = acceptedText(exchange, value);
  if (text === undefined && value !== undefined && value !== null) {
    throw refusal(400, [], { comment: 'Comment body is not valid!' });
  }
  if (text === undefined || plainText(text).trim() === '') {
    throw refusal(400, [], { comment: 'Comment body can not be empty!' });
  }
  return text;
}

export function commentVisibility(exchange: Exchange, value: unknown): DemoVisibility | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const { type, value: name, identifier } = isRecord(value) ? value : {};
  const wanted = typeof name === 'string' ? name : identifier;
  if ((type !== 'role' && type !== 'group') || typeof wanted !== 'string') {
    throw refusal(400, ['The visibility of a comment is a role or a group with its name.']);
  }
  const kind = type === 'role' ? 'project role' : 'group';
  if (!(type === 'role' ? projectRoles : groups).includes(wanted)) {
    throw refusal(400, [], { commentLevel: `The ${kind} '${wanted}' does not exist.` });
  }
  const own = type === 'role' ? exchange.user?.roles : exchange.user?.groups;
  if (!own?.includes(wanted)) {
    throw refusal(400, [], { commentLevel: `You are currently not a member of the ${kind}: ${wanted}.` });
  }
  return { type, value: wanted };
}

function commentProperties(value: unknown): DemoComment['properties'] {
  const list = Array.isArray(value) ? value : [];
  return list.filter(isRecord).map(item => ({ key: String(item['key']), value: item['value'] }));
}

/** Adds a comment out of a request's body; transitions bring comments along in the same shape. */
export function addComment(exchange: Exchange, issue: DemoIssue, body: Record<string, unknown>): DemoComment {
  if (!may(exchange.user, 'ADD_COMMENTS')) {
    throw denied(exchange, 'you do not have the permission to comment on this issue.');
  }
  const text = commentBody(exchange, body['body']);
  const visibility = commentVisibility(exchange, body['visibility']);
  const comment = exchange.state.addComment(issue.key, exchange.user?.name ?? '', '');
  comment.body = text;
  comment.properties = commentProperties(body['properties']);
  if (visibility) {
    comment.visibility = visibility;
  }
  issue.updated = comment.created;
  return comment;
}

function postComment(exchange: Exchange): Answer {
  const comment = addComment(exchange, visibleIssue(exchange), bodyRecord(exchange));
  return { status: 201, body: commentJson(exchange, comment, queryList(exchange, 'expand')) };
}

function checkOwn(exchange: Exchange, comment: DemoComment, verb: 'edit' | 'delete'): void {
  const permission = verb.toUpperCase();
  const own = exchange.user !== undefined && comment.author === exchange.user.name;
  const allowed =
    may(exchange.user, `${permission}_ALL_COMMENTS`) || (own && may(exchange.user, `${permission}_OWN_COMMENTS`));
  if (!allowed) {
    throw denied(exchange, `you do not have the permission to ${verb} this comment.`);
  }
}

function putComment(exchange: Exchange): Answer {
  const comment = visibleComment(exchange);
  checkOwn(exchange, comment, 'edit');
  const body = bodyRecord(exchange);
  const text = commentBody(exchange, body['body']);
  const visibility = commentVisibility(exchange, body['visibility']);
  comment.body = text;
  comment.updateAuthor = exchange.user?.name ?? '';
  comment.updated = Date.now();
  if (visibility) {
    comment.visibility = visibility;
  } else {
    delete comment.visibility;
  }
  return ok(commentJson(exchange, comment, queryList(exchange, 'expand')));
}

function deleteComment(exchange: Exchange): Answer {
  const comment = visibleComment(exchange);
  checkOwn(exchange, comment, 'delete');
  exchange.state.comments.splice(exchange.state.comments.indexOf(comment), 1);
  return noContent;
}

export const commentRoutes: Route[] = [
  { method: 'GET', template: 'issue/{issueIdOrKey}/comment', handle: listComments },
  { method: 'POST', template: 'issue/{issueIdOrKey}/comment', handle: postComment },
  { method: 'GET', template: 'issue/{issueIdOrKey}/comment/{id}', handle: getComment },
  { method: 'PUT', template: 'issue/{issueIdOrKey}/comment/{id}', handle: putComment },
  { method: 'DELETE', template: 'issue/{issueIdOrKey}/comment/{id}', handle: deleteComment },
];
