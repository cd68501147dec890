import { asBoolean, asNumber, asObject, asObjects, asString, asStrings } from '../../base/json.ts';
import { type FieldMeta, parseFields } from '../fields/fields.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/** Path of an issue or of a resource below it. */
export function issuePath(session: JiraSession, key: string, rest = ''): string {
  return session.api(`/issue/${encodeURIComponent(key)}${rest}`);
}

/**
 * Reads the fields of an issue that this account may change, with their allowed values.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export async function readEditableFields(
  session: JiraSession,
  key: string,
  options: ReadOptions = {},
): Promise<FieldMeta[]> {
  return parseFields((await session.getObject(issuePath(session, key, '/editmeta'), options))['fields']);
}

/**
 * Reads the raw values of fields, by id. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export async function readFieldValues(
  session: JiraSession,
  key: string,
  ids: readonly string[],
  options: ReadOptions = {},
): Promise<Readonly<Record<string, unknown>>> {
  const path = issuePath(session, key, `?fields=${ids.map(encodeURIComponent).join(',')}`);
  return asObject((await session.getObject(path, options))['fields']);
}

/** Sprint that an issue can be put into. */
export interface Sprint {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
}

/**
 * Lists the open sprints of the boards of a project.
 * https://developer.atlassian.com/cloud/jira/software/rest/api-group-board/
 * @throws NotFoundError where Jira has no boards
 */
export async function listSprints(session: JiraSession, project: string, options: ReadOptions = {}): Promise<Sprint[]> {
  const path = `/rest/agile/1.0/board?${new URLSearchParams({ projectKeyOrId: project })}`;
  const boards = await session.getObject(path, { ...options, lists: ['values'] });
  const scrum = asObjects(boards['values']).filter(board => board['type'] !== 'kanban');
  const lists = await Promise.all(
    scrum.slice(0, 10).map(async board => {
      const path = `/rest/agile/1.0/board/${asNumber(board['id']) ?? 0}/sprint?state=active%2Cfuture`;
      return asObjects((await session.getObject(path, options))['values']);
    }),
  );
  const sprints = lists.flat().flatMap(json => {
    const id = asNumber(json['id']);
    return id === undefined
      ? []
      : [{ id: String(id), name: asString(json['name']) ?? String(id), isActive: json['state'] === 'active' }];
  });
  return [...new Map(sprints.map(sprint => [sprint.id, sprint])).values()];
}

/**
 * Lists the labels in use; Data Center does not list them: the list is then empty.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-labels/
 * @throws RequestError
 */
export async function listLabels(session: JiraSession, options: ReadOptions = {}): Promise<string[]> {
  if (session.flavor !== JiraFlavor.cloud) return [];
  const answer = await session.getObject(session.api('/label?maxResults=1000'), options);
  return asStrings(answer['values']);
}

/** Whether the account watches an issue and has voted for it. */
export interface Attention {
  readonly watching: boolean;
  readonly voted: boolean;
}

/** Parses the watching and voting of an issue's fields. */
export function parseAttention(fields: Readonly<Record<string, unknown>>): Attention {
  return {
    watching: asBoolean(asObject(fields['watches'])['isWatching']) ?? false,
    voted: asBoolean(asObject(fields['votes'])['hasVoted']) ?? false,
  };
}
