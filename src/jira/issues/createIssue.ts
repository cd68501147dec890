import { asBoolean, asNumber, asObject, asObjects, asString } from '../../base/json.ts';
import { UnexpectedAnswerError } from '../../http/errors.ts';
import { type FieldMeta, parseFields } from '../fields/fields.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly subtask: boolean;
}

const pageSize = 50;

/**
 * Lists all projects that the account may see, by key.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/
 * @throws RequestError
 */
export async function listProjects(session: JiraSession, options: ReadOptions = {}): Promise<Project[]> {
  const projects: Project[] = [];
  if (session.flavor !== JiraFlavor.cloud) {
    projects.push(...parseProjects(await session.getJson(session.api('/project'), options)));
    return projects;
  }
  for (;;) {
    const path = session.api(`/project/search?startAt=${projects.length}&maxResults=${pageSize}&orderBy=key`);
    const answer = asObject(await session.getJson(path, options));
    const page = parseProjects(answer['values']);
    projects.push(...page);
    const total = asNumber(answer['total']) ?? 0;
    if (page.length === 0 || asBoolean(answer['isLast']) === true || projects.length >= total) return projects;
  }
}

function parseProjects(list: unknown): Project[] {
  return asObjects(list).flatMap(json => {
    const key = asString(json['key']);
    return key === undefined ? [] : [{ id: asString(json['id']) ?? key, key, name: asString(json['name']) ?? key }];
  });
}

/**
 * Lists the types of issues that the account may create in a project.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export async function listIssueTypes(
  session: JiraSession,
  project: string,
  options: ReadOptions = {},
): Promise<IssueType[]> {
  const path = session.api(`/issue/createmeta/${encodeURIComponent(project)}/issuetypes`);
  const list = await allPages(session, path, ['issueTypes', 'values'], options);
  return list.flatMap(json => {
    const id = asString(json['id']);
    return id === undefined
      ? []
      : [{ id, name: asString(json['name']) ?? id, subtask: asBoolean(json['subtask']) ?? false }];
  });
}

/**
 * Reads the fields of a new issue. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError
 */
export async function readCreateFields(
  session: JiraSession,
  project: string,
  type: string,
  options: ReadOptions = {},
): Promise<FieldMeta[]> {
  const path = session.api(`/issue/createmeta/${encodeURIComponent(project)}/issuetypes/${encodeURIComponent(type)}`);
  return parseFields(await allPages(session, path, ['fields', 'values'], options));
}

/** Cloud and Data Center have different names for the list. */
async function allPages(
  session: JiraSession,
  path: string,
  names: readonly string[],
  options: ReadOptions,
): Promise<ReturnType<typeof asObjects>> {
  const all: ReturnType<typeof asObjects> = [];
  for (;;) {
    const answer = asObject(await session.getJson(`${path}?startAt=${all.length}&maxResults=${pageSize}`, options));
    const page = names.map(name => asObjects(answer[name])).find(list => list.length > 0) ?? [];
    all.push(...page);
    const total = asNumber(answer['total']) ?? 0;
    if (page.length === 0 || all.length >= total || asBoolean(answer['isLast']) === true) return all;
  }
}

/**
 * Creates an issue, once.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post
 * @param fields values by field id, project and type among them
 * @returns its key
 * @throws InvalidRequestError with Jira's sentences by field
 */
export async function createIssue(
  session: JiraSession,
  fields: Readonly<Record<string, unknown>>,
  options: ReadOptions = {},
): Promise<string> {
  const answer = asObject(await session.postJson(session.api('/issue'), { fields }, options));
  const key = asString(answer['key']);
  if (key === undefined) {
    throw new UnexpectedAnswerError('no key of a new issue', {
      method: 'POST',
      origin: '',
      path: session.api('/issue'),
    });
  }
  return key;
}
