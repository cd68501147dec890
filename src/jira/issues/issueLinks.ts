import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { deletionTrace, stateTrace } from '../../http/writeTraces.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { issuePath, readFieldValues } from './issueActions.ts';

/** Type of links between issues. */
export interface IssueLinkType {
  readonly id: string;
  readonly name: string;
  /** Words between an issue and the one that it is linked to, such as "blocks". */
  readonly outward: string;
  /** Words the other way, such as "is blocked by". */
  readonly inward: string;
}

/** Link between two issues: `from` "blocks" `to`. */
export interface NewIssueLink {
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Lists the types of links between issues.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-link-types/
 * @throws RequestError; NotFoundError where links between issues are switched off
 */
export async function listLinkTypes(session: JiraSession, options: ReadOptions = {}): Promise<IssueLinkType[]> {
  const answer = await session.getObject(session.api('/issueLinkType'), options);
  return asObjects(answer['issueLinkTypes']).flatMap(json => {
    const id = asString(json['id']);
    const name = asText(json['name']);
    if (id === undefined) return [];
    return [{ id, name, outward: asString(json['outward']) || name, inward: asString(json['inward']) || name }];
  });
}

/**
 * Links two issues. Jira keeps a link that exists as it is.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-links/
 * @throws InvalidRequestError with Jira's sentences; ForbiddenError; NotFoundError when an issue is gone or hidden
 */
export function linkIssues(session: JiraSession, link: NewIssueLink, control: WriteControl = {}): Promise<Written> {
  const { type, from, to } = link;
  return session.write(
    {
      name: 'linkIssues',
      send: async wire => {
        // Jira's names mislead: the issue that "blocks" is the inward one of the request.
        await wire.post(session.api('/issueLink'), {
          type: { id: type },
          inwardIssue: { key: from },
          outwardIssue: { key: to },
        });
        return {};
      },
      trace: stateTrace(async signal => {
        const links = asObjects((await readFieldValues(session, from, ['issuelinks'], { signal }))['issuelinks']);
        return links.some(json => isLink(json, link));
      }),
    },
    control,
  );
}

function isLink(json: JsonObject, { type, to }: NewIssueLink): boolean {
  return asString(asObject(json['type'])['id']) === type && asString(asObject(json['outwardIssue'])['key']) === to;
}

/**
 * Removes a link between two issues.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-links/
 * @throws ForbiddenError; NotFoundError when it is gone
 */
export function unlinkIssues(session: JiraSession, id: string, control: WriteControl = {}): Promise<Written> {
  return remove(session, 'unlinkIssues', session.api(`/issueLink/${encodeURIComponent(id)}`), control);
}

/** Page elsewhere that an issue is linked to. */
export interface WebLink {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** Words before it, such as "is caused by"; undefined for none. */
  readonly relationship: string | undefined;
}

/**
 * Lists the pages elsewhere that an issue is linked to.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/
 * @throws RequestError; ForbiddenError where links are switched off
 */
export async function listWebLinks(session: JiraSession, key: string, options: ReadOptions = {}): Promise<WebLink[]> {
  const list = await session.getList(issuePath(session, key, '/remotelink'), options);
  return asObjects(list).flatMap(json => {
    const id = asNumber(json['id'])?.toString() ?? asString(json['id']);
    const object = asObject(json['object']);
    const url = asString(object['url']);
    if (id === undefined || url === undefined) return [];
    return [{ id, url, title: asString(object['title']) || url, relationship: asString(json['relationship']) }];
  });
}

/**
 * Removes the link of an issue to a page elsewhere.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/
 * @throws ForbiddenError; NotFoundError when it is gone
 */
export function removeWebLink(
  session: JiraSession,
  key: string,
  id: string,
  control: WriteControl = {},
): Promise<Written> {
  return remove(session, 'removeWebLink', issuePath(session, key, `/remotelink/${encodeURIComponent(id)}`), control);
}

function remove(session: JiraSession, name: string, path: string, control: WriteControl): Promise<Written> {
  return session.write(
    {
      name,
      send: async wire => {
        await wire.delete(path);
        return {};
      },
      trace: deletionTrace(signal => session.getObject(path, { signal })),
    },
    control,
  );
}
