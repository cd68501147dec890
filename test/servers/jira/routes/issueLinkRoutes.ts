import { linkTypes } from '../catalog.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { apiUrl, bodyRecord, isRecord, refusal, requireUser } from '../exchange.ts';
import { shortIssueJson } from '../issueJson.ts';
import type { DemoIssueLink } from '../model.ts';
import { may } from '../permissions.ts';
import type { Route } from './route.ts';
import { noContent, ok } from './route.ts';

function listTypes(exchange: Exchange): Answer {
  return ok({
    issueLinkTypes: linkTypes.map(type => ({ ...type, self: apiUrl(exchange, `issueLinkType/${type.id}`) })),
  });
}

/** The inward issue of a request is the issue that "blocks"; a link that exists stays as it is. */
function create(exchange: Exchange): Answer {
  allowLinking(exchange);
  const { type, inwardIssue, outwardIssue } = bodyRecord(exchange);
  const known = linkTypes.find(({ id, name }) => isRecord(type) && (type['id'] === id || type['name'] === name));
  if (!known) throw refusal(404, ['No issue link type found.']);
  const fromKey = keyOf(exchange, inwardIssue);
  const toKey = keyOf(exchange, outwardIssue);
  const { links } = exchange.state;
  const isSame = (link: DemoIssueLink) => link.typeId === known.id && link.fromKey === fromKey && link.toKey === toKey;
  if (!links.some(isSame)) links.push({ id: exchange.state.nextId(), typeId: known.id, fromKey, toKey });
  return { status: 201 };
}

function keyOf(exchange: Exchange, named: unknown): string {
  const key = isRecord(named) ? String(named['key']) : '';
  const issue = exchange.state.issue(key);
  if (!issue) throw refusal(404, ['Issue does not exist or you do not have permission to see it.']);
  return issue.key;
}

function read(exchange: Exchange): Answer {
  const link = linkAt(exchange);
  const type = linkTypes.find(({ id }) => id === link.typeId);
  return ok({
    id: link.id,
    self: apiUrl(exchange, `issueLink/${link.id}`),
    type: { ...type, self: apiUrl(exchange, `issueLinkType/${link.typeId}`) },
    inwardIssue: shortIssueJson(exchange, link.fromKey),
    outwardIssue: shortIssueJson(exchange, link.toKey),
  });
}

function remove(exchange: Exchange): Answer {
  allowLinking(exchange);
  const { links } = exchange.state;
  links.splice(links.indexOf(linkAt(exchange)), 1);
  return noContent;
}

function linkAt(exchange: Exchange): DemoIssueLink {
  const link = exchange.state.links.find(({ id }) => id === exchange.params['linkId']);
  if (!link) throw refusal(404, ['No issue link with this id exists.']);
  return link;
}

function allowLinking(exchange: Exchange): void {
  if (!may(requireUser(exchange), 'LINK_ISSUES')) throw refusal(401, ['No Link Issue Permission for issue.']);
}

export const issueLinkRoutes: Route[] = [
  { method: 'GET', template: 'issueLinkType', handle: listTypes },
  { method: 'POST', template: 'issueLink', handle: create },
  { method: 'GET', template: 'issueLink/{linkId}', handle: read },
  { method: 'DELETE', template: 'issueLink/{linkId}', handle: remove },
];
