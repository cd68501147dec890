// Lists of an issue of which its own answer tells a part.
import { asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { parseVisibility, type Visibility } from '../comments/comments.ts';
import { hoursText } from '../fields/estimates.ts';
import { type Person, parsePerson } from '../people/people.ts';
import { readPages } from '../session/pages.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { issuePath } from './issueActions.ts';

export interface Worklog {
  readonly id: string;
  readonly author: Person | undefined;
  readonly timeSpent: string;
  readonly started: string | undefined;
  /** A document on Cloud, wiki markup elsewhere. */
  readonly comment: unknown;
  readonly visibility: Visibility | undefined;
}

export interface HistoryEntry {
  readonly author: Person | undefined;
  readonly created: string | undefined;
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[];
}

/** Entries of a page; a server may give fewer. */
const pageSize = 100;

/**
 * Reads all work logs of an issue, oldest first.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-worklogs/#api-rest-api-3-issue-issueidorkey-worklog-get
 * @throws RequestError; NotFoundError when the issue is gone or hidden
 */
export async function listWorklogs(session: JiraSession, key: string, options: ReadOptions = {}): Promise<Worklog[]> {
  const path = issuePath(session, key, '/worklog');
  return (await readPages(session, path, ['worklogs'], { ...options, lists: ['worklogs'] }, pageSize)).map(
    parseWorklog,
  );
}

/**
 * Reads all changes of an issue of Cloud, newest first. Data Center tells them all with the issue.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-changelog-get
 * @throws RequestError; NotFoundError when the issue is gone or hidden
 */
export async function listHistory(
  session: JiraSession,
  key: string,
  options: ReadOptions = {},
): Promise<HistoryEntry[]> {
  const path = issuePath(session, key, '/changelog');
  return parseHistory(await readPages(session, path, ['values'], { ...options, lists: ['values'] }, pageSize));
}

export function parseWorklog(json: JsonObject): Worklog {
  return {
    id: asText(json['id']),
    author: parsePerson(json['author']),
    timeSpent: asText(json['timeSpent']),
    started: asString(json['started']),
    comment: json['comment'],
    visibility: parseVisibility(json['visibility']),
  };
}

/** @returns newest first */
export function parseHistory(list: readonly JsonObject[]): HistoryEntry[] {
  return list.map(parseEntry).sort((a, b) => (b.created ?? '').localeCompare(a.created ?? ''));
}

function parseEntry(json: JsonObject): HistoryEntry {
  return {
    author: parsePerson(json['author']),
    created: asString(json['created']),
    changes: asObjects(json['items']).map(item => {
      const field = asText(item['field']);
      return { field, from: valueText(field, item['fromString']), to: valueText(field, item['toString']) };
    }),
  };
}

/** The history tells times in seconds. */
function valueText(field: string, value: unknown): string {
  const text = asText(value);
  return /^time(?:original)?(?:estimate|spent)$/.test(field) && /^\d+$/.test(text) ? hoursText(Number(text)) : text;
}
