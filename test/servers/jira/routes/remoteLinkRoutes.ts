import type { Answer, Exchange } from '../exchange.ts';
import { apiUrl, bodyRecord, isRecord, refusal, requireUser, visibleIssue } from '../exchange.ts';
import type { DemoIssue, DemoRemoteLink } from '../model.ts';
import { may } from '../permissions.ts';
import type { Route } from './route.ts';
import { noContent, ok } from './route.ts';

const longestId = 255;

function listRemoteLinks(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const links = issue.remoteLinks ?? [];
  const wanted = exchange.query.get('globalId');
  if (wanted === null) return ok(links.map(link => linkJson(exchange, issue, link)));
  const link = links.find(({ globalId }) => globalId === wanted);
  if (!link) throw refusal(404, [`No remote issue link with the global id '${wanted}' exists.`]);
  return ok(linkJson(exchange, issue, link));
}

/** A link of a known global id takes the place of the one before, of which nothing stays. */
function setRemoteLink(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  allowLinking(exchange);
  const { globalId, relationship, application, object } = bodyRecord(exchange);
  const links = issue.remoteLinks ?? [];
  issue.remoteLinks = links;
  const known = links.find(link => typeof globalId === 'string' && link.globalId === globalId);
  const link: DemoRemoteLink = {
    id: known?.id ?? Number(exchange.state.nextId()),
    globalId: typeof globalId === 'string' ? globalId : undefined,
    relationship: typeof relationship === 'string' ? relationship : undefined,
    application: isRecord(application) ? application : {},
    object: checked(object, globalId),
  };
  if (known) links[links.indexOf(known)] = link;
  else links.push(link);
  return { status: known ? 200 : 201, body: { id: link.id, self: selfOf(exchange, issue, link) } };
}

function checked(object: unknown, globalId: unknown): Record<string, unknown> {
  const given = isRecord(object) ? object : {};
  const errors: Record<string, string> = {};
  for (const name of ['title', 'url'])
    if (typeof given[name] !== 'string' || given[name] === '') errors[name] = `'${name}' is required.`;
  if (String(globalId ?? '').length > longestId)
    errors['globalId'] = `'globalId' is too long: at most ${longestId} characters.`;
  if (Object.keys(errors).length > 0) throw refusal(400, [], errors);
  return given;
}

function linkJson(exchange: Exchange, issue: DemoIssue, link: DemoRemoteLink): Record<string, unknown> {
  const { id, globalId, relationship, application, object } = link;
  return {
    id,
    self: selfOf(exchange, issue, link),
    ...(globalId !== undefined && { globalId }),
    application,
    ...(relationship !== undefined && { relationship }),
    object: { icon: {}, status: { icon: {} }, ...object },
  };
}

function selfOf(exchange: Exchange, issue: DemoIssue, { id }: DemoRemoteLink): string {
  return apiUrl(exchange, `issue/${issue.key}/remotelink/${id}`);
}

function readRemoteLink(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  return ok(linkJson(exchange, issue, linkAt(exchange, issue)));
}

function removeRemoteLink(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  allowLinking(exchange);
  issue.remoteLinks?.splice(issue.remoteLinks.indexOf(linkAt(exchange, issue)), 1);
  return noContent;
}

function linkAt(exchange: Exchange, issue: DemoIssue): DemoRemoteLink {
  const id = exchange.params['linkId'];
  const link = issue.remoteLinks?.find(each => String(each.id) === id);
  if (!link) throw refusal(404, [`No remote issue link with the id '${id}' exists.`]);
  return link;
}

function allowLinking(exchange: Exchange): void {
  if (!may(requireUser(exchange), 'LINK_ISSUES')) throw refusal(403, ['No Link Issue Permission for issue.']);
}

export const remoteLinkRoutes: Route[] = [
  { method: 'GET', template: 'issue/{issueIdOrKey}/remotelink', handle: listRemoteLinks },
  { method: 'POST', template: 'issue/{issueIdOrKey}/remotelink', handle: setRemoteLink },
  { method: 'GET', template: 'issue/{issueIdOrKey}/remotelink/{linkId}', handle: readRemoteLink },
  { method: 'DELETE', template: 'issue/{issueIdOrKey}/remotelink/{linkId}', handle: removeRemoteLink },
];
