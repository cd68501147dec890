import { asBoolean, asObject, asObjects, asString, type JsonObject } from '../../base/json.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/** User of a Jira. */
export interface Person {
  /** `accountId` on Cloud, `name` elsewhere: the value that identifies this person to Jira. */
  readonly id: string;
  readonly displayName: string;
  /** Whether the account exists and is not closed. */
  readonly active: boolean;
}

const most = 50;

/** Parses a person of an answer; undefined where there is none. */
export function parsePerson(json: unknown): Person | undefined {
  const user = asObject(json);
  const id = asString(user['accountId']) ?? asString(user['name']) ?? asString(user['key']);
  if (id === undefined) return undefined;
  return { id, displayName: asString(user['displayName']) || id, active: asBoolean(user['active']) ?? true };
}

/** Encodes a person in a field's value. */
export function personValue(flavor: JiraFlavor, id: string): JsonObject {
  return flavor === JiraFlavor.cloud ? { accountId: id } : { name: id };
}

/**
 * Finds people whom an issue can be assigned to.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/
 * @param where key of the issue, or of the project for a new one
 * @throws RequestError
 */
export async function findAssignable(
  session: JiraSession,
  where: { readonly issue: string } | { readonly project: string },
  text: string,
  options: ReadOptions = {},
): Promise<Person[]> {
  const query = new URLSearchParams({
    ...('issue' in where ? { issueKey: where.issue } : { project: where.project }),
    [session.flavor === JiraFlavor.cloud ? 'query' : 'username']: text,
    maxResults: String(most),
  });
  return people(await session.getList(session.api(`/user/assignable/search?${query}`), options));
}

/**
 * Finds people whose name or address begins like the text.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/
 * @throws RequestError
 */
export async function findPeople(session: JiraSession, text: string, options: ReadOptions = {}): Promise<Person[]> {
  const query = new URLSearchParams({
    // Data Center finds no one by an empty text; a dot is in every address.
    [session.flavor === JiraFlavor.cloud ? 'query' : 'username']:
      text || (session.flavor === JiraFlavor.cloud ? '' : '.'),
    maxResults: String(most),
  });
  return people(await session.getList(session.api(`/user/search?${query}`), options));
}

/** Most people whose names are read for a text. */
const mostNamed = 20;

/**
 * Reads the names of people by their ids. A person who is unknown or hidden, or whose name cannot be read now, is left
 * out: the id says who is meant, too.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/
 */
export async function readNames(
  session: JiraSession,
  ids: readonly string[],
  options: ReadOptions = {},
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const asked = ids.slice(0, mostNamed);
  const isCloud = session.flavor === JiraFlavor.cloud;
  const reading = isCloud ? [readTogether(session, asked, options)] : readEach(session, asked, options);
  const answers = await Promise.allSettled(reading);
  const found = answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []));
  return new Map(found.map(({ id, displayName }) => [id, displayName]));
}

async function readTogether(session: JiraSession, ids: readonly string[], options: ReadOptions): Promise<Person[]> {
  const query = new URLSearchParams({ maxResults: String(mostNamed) });
  for (const id of ids) query.append('accountId', id);
  return people((await session.getObject(session.api(`/user/bulk?${query}`), options))['values']);
}

function readEach(session: JiraSession, ids: readonly string[], options: ReadOptions): Promise<Person[]>[] {
  const path = (username: string) => session.api(`/user?${new URLSearchParams({ username })}`);
  return ids.map(async id => people([await session.getObject(path(id), options)]));
}

/**
 * Finds names of groups that contain the text.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-groups/
 * @throws RequestError
 */
export async function findGroups(session: JiraSession, text: string, options: ReadOptions = {}): Promise<string[]> {
  const query = new URLSearchParams({ query: text, maxResults: String(most) });
  const answer = await session.getObject(session.api(`/groups/picker?${query}`), options);
  return asObjects(answer['groups']).flatMap(group => asString(group['name']) ?? []);
}

/**
 * Reads the names of a project's roles.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-roles/
 * @throws RequestError
 */
export async function readRoles(session: JiraSession, project: string, options: ReadOptions = {}): Promise<string[]> {
  const path = session.api(`/project/${encodeURIComponent(project)}/role`);
  return Object.keys(await session.getObject(path, options)).sort();
}

function people(answer: unknown): Person[] {
  return asObjects(answer).flatMap(json => parsePerson(json) ?? []);
}
