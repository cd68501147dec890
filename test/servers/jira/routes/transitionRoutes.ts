import type { Transition } from '../catalog.ts';
import { byId, statuses, transitions } from '../catalog.ts';
import { fieldChanges, fieldMetadata } from '../editableFields.ts';
import { statusJson } from '../entityJson.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { bodyRecord, isRecord, queryList, refusal, visibleIssue } from '../exchange.ts';
import type { DemoIssue } from '../model.ts';
import { may } from '../permissions.ts';
import { addComment } from './commentRoutes.ts';
import type { Route } from './route.ts';
import { noContent, ok } from './route.ts';

const screenFields = ['resolution', 'assignee'];

/** A wrong resolution would leave the issue "done and unresolved", so the screen demands one. */
function isRequired(id: string): boolean {
  return id === 'resolution';
}

function available(exchange: Exchange, issue: DemoIssue): Transition[] {
  return may(exchange.user, 'TRANSITION_ISSUES')
    ? transitions.filter(transition => transition.fromStatusIds.includes(issue.statusId))
    : [];
}

export function transitionsJson(exchange: Exchange, issue: DemoIssue, withFields: boolean): Record<string, unknown>[] {
  return available(exchange, issue).map(transition => {
    const ids = transition.hasScreen ? screenFields : [];
    const fields = Object.fromEntries(ids.map(id => [id, fieldMetadata(exchange, id, isRequired(id))]));
    const flags = { hasScreen: transition.hasScreen, isGlobal: false, isInitial: false, isConditional: false };
    return {
      id: transition.id,
      name: transition.name,
      to: statusJson(exchange, byId(statuses, transition.toStatusId)),
      ...(exchange.flavor === 'cloud' ? { ...flags, isAvailable: true, looped: false } : {}),
      ...(withFields ? { fields } : {}),
    };
  });
}

function listTransitions(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const withFields = queryList(exchange, 'expand').includes('transitions.fields');
  const id = exchange.query.get('transitionId');
  const all = transitionsJson(exchange, issue, withFields);
  return ok({
    expand: 'transitions',
    transitions: id === null ? all : all.filter(transition => transition['id'] === id),
  });
}

function wantedTransition(exchange: Exchange, issue: DemoIssue, body: Record<string, unknown>): Transition {
  const { transition } = body;
  const id = isRecord(transition) ? transition['id'] : undefined;
  if (id === undefined) {
    throw refusal(400, ["Missing 'transition' identifier"]);
  }
  if (typeof id !== 'string' || !/^\d+$/.test(id)) {
    throw refusal(400, ["'transition' identifier must be an integer"]);
  }
  const found = available(exchange, issue).find(candidate => candidate.id === id);
  if (!found) {
    throw refusal(400, [
      `It seems that you have tried to perform a workflow operation (${id}) that is not valid for the current state of this issue (${issue.key}). The likely cause is that somebody has changed the issue recently, please look at the issue history for details.`,
    ]);
  }
  return found;
}

/** `update` as it stands for fields: {"resolution": [{"set": …}]}; comments are left to the caller. */
function updatedFields(update: Record<string, unknown>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [id, operations] of Object.entries(update)) {
    const last = Array.isArray(operations) ? operations.at(-1) : undefined;
    if (id !== 'comment' && isRecord(last) && 'set' in last) {
      fields[id] = last['set'];
    }
  }
  return fields;
}

function newComments(update: Record<string, unknown>): Record<string, unknown>[] {
  const operations = Array.isArray(update['comment']) ? update['comment'] : [];
  return operations
    .filter(isRecord)
    .map(operation => operation['add'])
    .filter(isRecord);
}

function move(issue: DemoIssue, transition: Transition): void {
  const now = Date.now();
  issue.statusId = transition.toStatusId;
  issue.updated = now;
  const done = byId(statuses, transition.toStatusId).category.key === 'done';
  issue.resolved = done ? now : null;
  if (!done) {
    issue.resolutionId = null;
  }
}

function postTransition(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const body = bodyRecord(exchange);
  const transition = wantedTransition(exchange, issue, body);
  const update = isRecord(body['update']) ? body['update'] : {};
  const fields = { ...updatedFields(update), ...(isRecord(body['fields']) ? body['fields'] : {}) };
  const onScreen = transition.hasScreen ? screenFields : [];
  const { changes, errors } = fieldChanges(exchange, fields, onScreen);
  if (onScreen.some(id => isRequired(id) && !(id in fields))) {
    errors['resolution'] = 'Resolution is required.';
  }
  if (Object.keys(errors).length > 0) {
    throw refusal(400, [], errors);
  }
  for (const comment of newComments(update)) {
    addComment(exchange, issue, comment);
  }
  for (const apply of changes) {
    apply(issue);
  }
  move(issue, transition);
  return noContent;
}

export const transitionRoutes: Route[] = [
  { method: 'GET', template: 'issue/{issueIdOrKey}/transitions', handle: listTransitions },
  { method: 'POST', template: 'issue/{issueIdOrKey}/transitions', handle: postTransition },
];
