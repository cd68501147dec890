import { asBoolean, asNumber, asObject, asString, asText, isObject, type JsonObject } from '../../base/json.ts';
import { type BoardFields, sprintOf } from '../fields/boardFields.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/** Category of a status, with Jira's own keys. */
export const StatusCategory = { toDo: 'new', inProgress: 'indeterminate', done: 'done' } as const;
export type StatusCategory = (typeof StatusCategory)[keyof typeof StatusCategory];

/** Issue as a list shows it. */
export interface Issue {
  readonly id: string;
  /** Such as `PAY-431`. */
  readonly key: string;
  readonly summary: string;
  readonly type: string;
  /** Level of its type: 0, below it sub-tasks, above it epics; absent where Jira does not tell. */
  readonly level?: number | undefined;
  readonly status: string;
  readonly statusCategory: StatusCategory | undefined;
  readonly priority: string | undefined;
  readonly assignee: string | undefined;
  /** Time of the last change, in Jira's format. */
  readonly updated: string | undefined;
  /** Parent issue: an epic, or the issue of a sub-task. */
  readonly parent: { readonly key: string; readonly summary: string } | undefined;
  /** Name of its project; only where projects were requested. */
  readonly project?: string | undefined;
  /** Name of its sprint; only where sprints were requested. */
  readonly sprint?: string | undefined;
  /** Number of comments; only where comments were requested. */
  readonly commentCount: number | undefined;
  /** Whether the account watches it. */
  readonly watching?: boolean | undefined;
  /** Whether the account has voted for it. */
  readonly voted?: boolean | undefined;
}

/** Fields that {@link parseIssue} reads; a list requests no others. */
export const issueFields = [
  ...['summary', 'issuetype', 'status', 'priority', 'assignee', 'updated', 'parent', 'watches', 'votes'],
] as const;

const categories = new Set<string>(Object.values(StatusCategory));

/** Category of a status in an answer. */
export function statusCategoryOf(status: JsonObject): StatusCategory | undefined {
  const category = asString(asObject(status['statusCategory'])['key']);
  return category !== undefined && categories.has(category) ? (category as StatusCategory) : undefined;
}

/**
 * Parses an issue of an answer; undefined where there is none.
 * @param boards ids of the fields with its epic and its sprint, where they were requested
 */
export function parseIssue(json: JsonObject, { epic, sprint }: BoardFields = {}): Issue | undefined {
  const key = asString(json['key']);
  if (key === undefined) return undefined;
  const fields = asObject(json['fields']);
  const status = asObject(fields['status']);
  return {
    id: asText(json['id']),
    key,
    summary: asText(fields['summary']),
    type: nameOf(fields['issuetype']) ?? '',
    level: levelOf(asObject(fields['issuetype'])),
    status: asText(status['name']),
    statusCategory: statusCategoryOf(status),
    priority: nameOf(fields['priority']),
    assignee: asString(asObject(fields['assignee'])['displayName']),
    updated: asString(fields['updated']),
    parent: parseParent(fields['parent'], epic && fields[epic]),
    project: nameOf(fields['project']),
    sprint: sprint && sprintOf(fields[sprint]),
    commentCount: asNumber(asObject(fields['comment'])['total']),
    watching: asBoolean(asObject(fields['watches'])['isWatching']),
    voted: asBoolean(asObject(fields['votes'])['hasVoted']),
  };
}

/** Data Center tells sub-tasks alone; its epics are known by their name, unless an administrator has changed that. */
function levelOf(type: JsonObject): number | undefined {
  const level = asNumber(type['hierarchyLevel']);
  if (level !== undefined) return level;
  if (asBoolean(type['subtask']) === true) return -1;
  return asString(type['name']) === 'Epic' ? 1 : undefined;
}

function parseParent(parent: unknown, epic: unknown): Issue['parent'] {
  const json = asObject(parent);
  const key = asString(json['key']) ?? asString(epic);
  return key === undefined ? undefined : { key, summary: asText(asObject(json['fields'])['summary']) };
}

/**
 * Reads an issue, with the number of its comments.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws RequestError; NotFoundError when the issue is gone or hidden
 */
export async function readIssue(
  session: JiraSession,
  key: string,
  options: ReadOptions = {},
): Promise<Issue | undefined> {
  const fields = [...issueFields, 'comment'].join(',');
  const path = session.api(`/issue/${encodeURIComponent(key)}?fields=${fields}`);
  return parseIssue(await session.getObject(path, options));
}

function nameOf(value: unknown): string | undefined {
  return isObject(value) ? asString(value['name']) : undefined;
}
