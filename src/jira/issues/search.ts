import { asNumber, asObject, asObjects, asString, type JsonObject } from '../../base/json.ts';
import { UnexpectedAnswerError } from '../../http/errors.ts';
import type { BoardFields } from '../fields/boardFields.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { type Issue, issueFields, parseIssue } from './issues.ts';

export interface SearchOptions extends ReadOptions {
  /** Fields of boards that are read besides. */
  readonly boards?: BoardFields | undefined;
  /** Whether the projects' names are read besides. */
  readonly projects?: boolean;
}

/** Cursor of the next page. Opaque: Cloud's is a token, Data Center's a number. */
export type SearchCursor = string & { readonly brand: unique symbol };

export interface IssuePage {
  readonly issues: readonly Issue[];
  /** Absent on the last page. */
  readonly next: SearchCursor | undefined;
  /** Number of all matches; absent on Cloud. */
  readonly total: number | undefined;
}

/**
 * Reads a page of the issues that match. Cloud:
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/ Data Center:
 * https://developer.atlassian.com/server/jira/platform/rest/v10000/api-group-search/
 * @param cursor of the page before; undefined for the first
 * @throws InvalidRequestError with Jira's sentences about the JQL
 */
export async function searchIssues(
  session: JiraSession,
  jql: string,
  pageSize: number,
  cursor?: SearchCursor,
  options: SearchOptions = {},
): Promise<IssuePage> {
  return session.flavor === JiraFlavor.cloud
    ? searchByToken(session, jql, pageSize, cursor, options)
    : searchByOffset(session, jql, pageSize, cursor, options);
}

async function searchByToken(
  session: JiraSession,
  jql: string,
  pageSize: number,
  cursor: SearchCursor | undefined,
  options: SearchOptions,
): Promise<IssuePage> {
  const body = { jql, maxResults: pageSize, fields: fieldsFor(options), ...(cursor ? { nextPageToken: cursor } : {}) };
  const answer = await askSearch(session, '/search/jql', body, options);
  const issues = issuesIn(answer, options);
  const token = asString(answer['nextPageToken']);
  // `isLast` is not reliable; an empty page and a repeated token both end the search, or it would never end.
  const goesOn = token !== undefined && token !== cursor && issues.length > 0;
  return { issues, next: goesOn ? (token as SearchCursor) : undefined, total: undefined };
}

async function searchByOffset(
  session: JiraSession,
  jql: string,
  pageSize: number,
  cursor: SearchCursor | undefined,
  options: SearchOptions,
): Promise<IssuePage> {
  const startAt = cursor === undefined ? 0 : Number(cursor);
  const body = { jql, startAt, maxResults: pageSize, fields: fieldsFor(options) };
  const answer = await askSearch(session, '/search', body, options);
  const issues = issuesIn(answer, options);
  const total = asNumber(answer['total']);
  // The server may return fewer than requested: the returned number counts.
  const reached = startAt + issues.length;
  const goesOn = issues.length > 0 && total !== undefined && reached < total;
  return { issues, next: goesOn ? (String(reached) as SearchCursor) : undefined, total };
}

/** An answer without a list of issues is no empty one. */
async function askSearch(
  session: JiraSession,
  resource: string,
  body: JsonObject,
  options: SearchOptions,
): Promise<JsonObject> {
  const path = session.api(resource);
  const answer = asObject(await session.ask(path, body, options));
  if (Array.isArray(answer['issues'])) return answer;
  throw new UnexpectedAnswerError('an answer without issues', session.traceOf('POST', path));
}

function fieldsFor({ boards = {}, projects = false }: SearchOptions): string[] {
  const more = [boards.epic, boards.sprint, projects ? 'project' : undefined];
  return [...issueFields, ...more.filter(id => id !== undefined)];
}

function issuesIn(answer: JsonObject, { boards }: SearchOptions): Issue[] {
  return asObjects(answer['issues']).flatMap(json => parseIssue(json, boards) ?? []);
}

/** JQL for the issues below one: those of an epic, or sub-tasks. */
export function jqlOfChildren(key: string, { epic }: BoardFields = {}): string {
  const link = epic?.replace(/^customfield_(\d+)$/, 'cf[$1]');
  return `parent = "${key}"${link ? ` OR ${link} = "${key}"` : ''} ORDER BY created ASC, key ASC`;
}
