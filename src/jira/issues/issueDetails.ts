import {
  asNumber,
  asObject,
  asObjects,
  asString,
  asStrings,
  asText,
  isObject,
  type JsonObject,
} from '../../base/json.ts';
import { UnexpectedAnswerError } from '../../http/errors.ts';
import { Method } from '../../http/httpClient.ts';
import { type Comment, listComments } from '../comments/comments.ts';
import { sprintsIn } from '../fields/boardFields.ts';
import { hoursText } from '../fields/estimates.ts';
import { type Person, parsePerson } from '../people/people.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import type { ChildIssues } from './childIssues.ts';
import { type Attention, parseAttention } from './issueActions.ts';
import type { WebLink } from './issueLinks.ts';
import { type HistoryEntry, parseHistory, parseWorklog, type Worklog } from './issueLists.ts';
import { type Issue, parseIssue, type StatusCategory, statusCategoryOf } from './issues.ts';

/** An issue as its page shows it. */
export interface IssueDetails {
  readonly issue: Issue;
  readonly project: { readonly key: string; readonly name: string };
  readonly reporter: Person | undefined;
  readonly assignee: Person | undefined;
  readonly created: string | undefined;
  readonly resolution: string | undefined;
  readonly labels: readonly string[];
  /** A document on Cloud, wiki markup elsewhere; null when there is none. */
  readonly description: unknown;
  readonly parent: IssueBrief | undefined;
  readonly subtasks: readonly IssueBrief[];
  /** Whether other issues than sub-tasks can be below it. */
  readonly isEpic: boolean;
  /** Issues below an epic; Jira tells them by themselves only. */
  readonly children?: ChildIssues | undefined;
  readonly links: readonly IssueLink[];
  /** Pages elsewhere; Jira tells them by themselves only. Undefined where they cannot be read. */
  readonly webLinks: readonly WebLink[] | undefined;
  readonly attachments: readonly Attachment[];
  /** Oldest first; perhaps not all, see `commentCount` of the issue. */
  readonly comments: readonly Comment[];
  /** Oldest first; Jira tells the first of them. */
  readonly worklogs: readonly Worklog[];
  readonly worklogCount: number;
  /** Newest first; Cloud tells the newest of them. */
  readonly history: readonly HistoryEntry[];
  readonly historyCount: number;
  /** Fields that have a value and no property of their own above, by name. */
  readonly others: readonly OtherField[];
  /** Ids of the fields that this account may change now. */
  readonly editable: ReadonlySet<string>;
  /** Those of them that have no value and no property of their own above, by name. */
  readonly empty: readonly { readonly id: string; readonly name: string }[];
  readonly attention: Attention;
}

export interface IssueBrief {
  readonly key: string;
  readonly summary: string;
  readonly status: string;
  readonly statusCategory: StatusCategory | undefined;
}

export interface IssueLink {
  readonly id: string;
  /** Such as "blocks" or "is blocked by". */
  readonly words: string;
  readonly issue: IssueBrief;
}

export interface Attachment {
  readonly id: string;
  readonly fileName: string;
  readonly mimeType: string;
  /** In bytes. */
  readonly size: number;
  readonly author: Person | undefined;
  readonly created: string | undefined;
}

export interface OtherField {
  readonly id: string;
  readonly name: string;
  /** As text; rich texts and times in Jira's format. */
  readonly value: string | { readonly body: unknown } | { readonly moment: string };
}

export interface DetailsOptions extends ReadOptions {
  /** Number of the newest comments; 100 by default. Those of a long discussion are megabytes. */
  readonly comments?: number;
}

/**
 * Reads all details of an issue, in two requests at once.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-get
 * @throws RequestError; NotFoundError when it is gone or hidden; a moved issue answers under its new key
 */
export async function readIssueDetails(
  session: JiraSession,
  key: string,
  { comments: count = 100, ...options }: DetailsOptions = {},
): Promise<IssueDetails> {
  const query = 'fields=*all,-comment&expand=names,schema,changelog,editmeta';
  const path = session.api(`/issue/${encodeURIComponent(key)}?${query}`);
  const read = await Promise.allSettled([session.getObject(path, options), listComments(session, key, count, options)]);
  // Where both fail, the issue's reason is told.
  const answer = settledValue(read[0]);
  const { comments, total } = settledValue(read[1]);
  const found = parseIssue(answer);
  const issue = found && { ...found, commentCount: total };
  if (!issue) throw new UnexpectedAnswerError('an answer without an issue', session.traceOf(Method.get, path));
  const fields = asObject(answer['fields']);
  const project = asObject(fields['project']);
  const [logged, changelog] = [asObject(fields['worklog']), asObject(answer['changelog'])];
  const worklogs = asObjects(logged['worklogs']).map(parseWorklog);
  const history = parseHistory(asObjects(changelog['histories']));
  const others = otherFields(fields, asObject(answer['names']), asObject(answer['schema']));
  const editable = asObject(asObject(answer['editmeta'])['fields']);
  return {
    issue,
    project: { key: asText(project['key']), name: asText(project['name']) },
    reporter: parsePerson(fields['reporter']),
    assignee: parsePerson(fields['assignee']),
    created: asString(fields['created']),
    resolution: asString(asObject(fields['resolution'])['name']),
    labels: asStrings(fields['labels']),
    description: fields['description'] ?? null,
    parent: parseBrief(fields['parent']),
    isEpic: (issue.level ?? 0) > 0 || hasEpicName(fields, asObject(answer['schema'])),
    subtasks: asObjects(fields['subtasks']).flatMap(json => parseBrief(json) ?? []),
    links: asObjects(fields['issuelinks']).flatMap(json => parseLink(json) ?? []),
    webLinks: [],
    attachments: asObjects(fields['attachment']).flatMap(json => parseAttachment(json) ?? []),
    comments: comments.toReversed(),
    ...{ worklogs, worklogCount: asNumber(logged['total']) ?? worklogs.length },
    ...{ history, historyCount: asNumber(changelog['total']) ?? history.length },
    others,
    editable: new Set(Object.keys(editable)),
    empty: emptyFields(editable, others),
    attention: parseAttention(fields),
  };
}

function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

/** Epics of Data Center have a name besides, however an administrator calls their type. */
function hasEpicName(fields: JsonObject, schemas: JsonObject): boolean {
  return Object.entries(schemas).some(
    ([id, schema]) => asText(asObject(schema)['custom']).endsWith(':gh-epic-label') && Boolean(fields[id]),
  );
}

function parseBrief(json: unknown): IssueBrief | undefined {
  const issue = asObject(json);
  const key = asString(issue['key']);
  if (key === undefined) return undefined;
  const fields = asObject(issue['fields']);
  const status = asObject(fields['status']);
  return {
    key,
    summary: asText(fields['summary']),
    status: asText(status['name']),
    statusCategory: statusCategoryOf(status),
  };
}

function parseLink(json: JsonObject): IssueLink | undefined {
  const type = asObject(json['type']);
  const id = asText(json['id']);
  const outward = parseBrief(json['outwardIssue']);
  if (outward) return { id, words: asText(type['outward']), issue: outward };
  const inward = parseBrief(json['inwardIssue']);
  return inward && { id, words: asText(type['inward']), issue: inward };
}

function parseAttachment(json: JsonObject): Attachment | undefined {
  const id = asString(json['id']) ?? asNumber(json['id'])?.toString();
  if (id === undefined) return undefined;
  return {
    id,
    fileName: asString(json['filename']) ?? id,
    mimeType: asText(json['mimeType']),
    size: asNumber(json['size']) ?? 0,
    author: parsePerson(json['author']),
    created: asString(json['created']),
  };
}

/** Fields that have a place on the page already, or are of no use there. */
const shown = new Set([
  ...['summary', 'issuetype', 'status', 'priority', 'assignee', 'reporter', 'updated', 'created', 'resolution'],
  ...['labels', 'description', 'parent', 'subtasks', 'issuelinks', 'attachment', 'comment', 'worklog', 'project'],
  ...['watches', 'votes', 'statusCategory', 'creator', 'lastViewed', 'workratio', 'statuscategorychangedate'],
  ...['progress', 'aggregateprogress', 'thumbnail', 'issuerestriction', 'timetracking'],
]);

/** Editable fields without a value; the time of an issue is changed beside its estimate. */
function emptyFields(editable: JsonObject, others: readonly OtherField[]): IssueDetails['empty'] {
  const known = new Set(others.map(({ id }) => (id === 'timeestimate' ? 'timetracking' : id)));
  return Object.entries(editable)
    .filter(([id]) => !known.has(id) && (id === 'timetracking' || !shown.has(id)))
    .map(([id, meta]) => ({ id, name: asString(asObject(meta)['name']) || id }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Kinds of fields whose values are for programs: the order of boards, and what the development panel has read. */
const forPrograms = /:(?:gh-lexo-rank|devsummary\w*)$/;

function otherFields(fields: JsonObject, names: JsonObject, schemas: JsonObject): OtherField[] {
  return Object.entries(fields)
    .flatMap(([id, value]): OtherField[] => {
      if (shown.has(id)) return [];
      const schema = asObject(schemas[id]);
      if (forPrograms.test(asText(schema['custom']))) return [];
      const isRich = isAdf(value) || asText(schema['custom']).endsWith(':textarea') || id === 'environment';
      // A field without a name is shown by its id.
      const name = asString(names[id]) ?? id;
      if (isRich && (isObject(value) || value)) return [{ id, name, value: { body: value } }];
      const text = wordsOf(id, value, schema, asObject(fields['timetracking']));
      if (text !== '' && asString(schema['type']) === 'datetime') return [{ id, name, value: { moment: text } }];
      return text === '' ? [] : [{ id, name, value: text }];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Words of Jira's own for times of an issue, in its field `timetracking`. */
const trackedTimes: Readonly<Record<string, string>> = {
  timeoriginalestimate: 'originalEstimate',
  timeestimate: 'remainingEstimate',
  timespent: 'timeSpent',
};

const secondsFields = /^(?:aggregate)?time(?:original)?(?:estimate|spent)$/;

/** Text of a field; of times, Jira's own words where it tells them: each Jira decides how long a day is. */
function wordsOf(id: string, value: unknown, { custom }: JsonObject, tracked: JsonObject): string {
  if (asText(custom).endsWith(':gh-sprint')) return fieldText(sprintsIn(value).map(({ name }) => name ?? ''));
  if (typeof value !== 'number' || !secondsFields.test(id)) return fieldText(value) || namelessText(value);
  return asString(tracked[trackedTimes[id] ?? '']) ?? hoursText(value);
}

/** Parts of an object without a name, such as an amount and its currency. */
function namelessText(value: unknown): string {
  if (!isObject(value)) return '';
  const parts = Object.entries(value).filter(
    ([name, part]) => !/^(?:self|id|.*urls?)$/i.test(name) && ['string', 'number', 'boolean'].includes(typeof part),
  );
  return parts.map(([name, part]) => `${name}: ${part}`).join(', ');
}

function isAdf(value: unknown): boolean {
  return isObject(value) && value['type'] === 'doc';
}

/** Levels of a value that a person could read. */
const maxFieldDepth = 10;

/**
 * Renders a field's value of any shape as text; empty for an absent value, and for values that no person could read.
 */
export function fieldText(value: unknown, depth = maxFieldDepth): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (depth === 0) return '';
  if (Array.isArray(value))
    return value
      .map(each => fieldText(each, depth - 1))
      .filter(Boolean)
      .join(', ');
  if (!isObject(value)) return '';
  const name = ['displayName', 'value', 'name', 'key'].map(each => asString(value[each])).find(Boolean) ?? '';
  const child = fieldText(value['child'], depth - 1);
  return child ? `${name} / ${child}` : name;
}
