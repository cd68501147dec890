import { asBoolean, asNumber, asObject, asObjects, asString, asStrings } from '../../base/json.ts';
import { type FieldMeta, parseFields } from '../fields/fields.ts';
import { personValue } from '../people/people.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

const issuePath = (session: JiraSession, key: string, rest = '') =>
  session.api(`/issue/${encodeURIComponent(key)}${rest}`);

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
  return parseFields(asObject(await session.getJson(issuePath(session, key, '/editmeta'), options))['fields']);
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
  return asObject(asObject(await session.getJson(path, options))['fields']);
}

/**
 * Changes fields of an issue. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @param fields values by field id, as `encodeField` makes them
 * @throws InvalidRequestError with Jira's sentences by field
 */
export async function editIssue(
  session: JiraSession,
  key: string,
  fields: Readonly<Record<string, unknown>>,
  options: ReadOptions = {},
): Promise<void> {
  await session.putJson(issuePath(session, key), { fields }, options);
}

/**
 * Assigns an issue to a person; undefined unassigns it.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export async function assignIssue(
  session: JiraSession,
  key: string,
  person: string | undefined,
  options: ReadOptions = {},
): Promise<void> {
  // The assignee resource has no documented value for unassigned; the field takes null.
  if (person === undefined) return editIssue(session, key, { assignee: null }, options);
  const body = personValue(session.flavor, person);
  await session.putJson(issuePath(session, key, '/assignee'), body, options);
}

/**
 * Makes the account watch an issue, or stop watching.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-watchers/
 * @throws RequestError
 */
export async function watchIssue(
  session: JiraSession,
  key: string,
  watch: boolean,
  me: string,
  options: ReadOptions = {},
): Promise<void> {
  const path = issuePath(session, key, '/watchers');
  if (watch) return void (await session.postJson(path, me, options));
  const name = session.flavor === JiraFlavor.cloud ? 'accountId' : 'username';
  await session.delete(`${path}?${new URLSearchParams({ [name]: me })}`, options);
}

/**
 * Votes for an issue, or withdraws the vote.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-votes/
 * @throws InvalidRequestError for the account's own or a resolved issue
 */
export async function voteForIssue(
  session: JiraSession,
  key: string,
  vote: boolean,
  options: ReadOptions = {},
): Promise<void> {
  const path = issuePath(session, key, '/votes');
  if (vote) await session.postJson(path, undefined, options);
  else await session.delete(path, options);
}

export interface NewWorklog {
  /** In Jira's format, such as `2h 30m`. */
  readonly timeSpent: string;
  /** Beginning, in milliseconds since 1970; now where absent. */
  readonly startedAt?: number | undefined;
  /** A document on Cloud, wiki markup elsewhere. */
  readonly comment?: unknown;
}

/**
 * Logs work on an issue; Jira reduces the remaining estimate.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-worklogs/
 * @throws InvalidRequestError with Jira's sentences
 */
export async function logWork(
  session: JiraSession,
  key: string,
  { timeSpent, startedAt, comment }: NewWorklog,
  options: ReadOptions = {},
): Promise<void> {
  const started = startedAt === undefined ? {} : { started: new Date(startedAt).toISOString().replace('Z', '+0000') };
  const body = { timeSpent, ...started, ...(comment === undefined ? {} : { comment }) };
  await session.postJson(issuePath(session, key, '/worklog'), body, options);
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
  const boards = asObject(
    await session.getJson(`/rest/agile/1.0/board?${new URLSearchParams({ projectKeyOrId: project })}`, options),
  );
  const scrum = asObjects(boards['values']).filter(board => board['type'] !== 'kanban');
  const lists = await Promise.all(
    scrum.slice(0, 10).map(async board => {
      const path = `/rest/agile/1.0/board/${asNumber(board['id']) ?? 0}/sprint?state=active%2Cfuture`;
      return asObjects(asObject(await session.getJson(path, options))['values']);
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
  const answer = asObject(await session.getJson(session.api('/label?maxResults=1000'), options));
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
