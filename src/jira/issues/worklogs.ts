import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { UnidentifiedResultError } from '../../http/errors.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { changeTrace, deletionTrace } from '../../http/writeTraces.ts';
import type { Visibility } from '../comments/comments.ts';
import { plainText } from '../comments/commentTrace.ts';
import type { JiraBody } from '../documents/editable.ts';
import { parsePerson } from '../people/people.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { readMyself } from '../session/verify.ts';
import { issuePath } from './issueActions.ts';
import { parseWorklog, type Worklog } from './issueLists.ts';

export interface NewWorklog {
  /** In Jira's format, such as `2h 30m`. */
  readonly timeSpent: string;
  /** Beginning, in milliseconds since 1970; now where absent. */
  readonly startedAt?: number | undefined;
  /** A document on Cloud, wiki markup elsewhere. */
  readonly comment?: unknown;
}

/** Parts of a work log that are changed; the others stay. */
export interface WorklogChange {
  readonly timeSpent?: string;
  /** In Jira's format. */
  readonly started?: string;
  /** In Jira's format; null for none. */
  readonly comment?: JiraBody | null;
}

export interface CreatedWorklog {
  readonly id: string;
}

/** Older work logs matter only where they have the same beginning. */
const marginMs = 60_000;

/**
 * Logs work on an issue; Jira reduces the remaining estimate. Recognized again by its author, its beginning and, where
 * the duration is one of hours and minutes, its seconds.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-worklogs/
 * @throws InvalidRequestError with Jira's sentences
 */
export function logWork(
  session: JiraSession,
  key: string,
  { timeSpent, startedAt = Date.now(), comment }: NewWorklog,
  control: WriteControl = {},
): Promise<Written<CreatedWorklog>> {
  const path = worklogPath(session, key);
  const started = new Date(startedAt).toISOString().replace('Z', '+0000');
  const seconds = secondsOf(timeSpent);
  const isEqual = (json: JsonObject) =>
    Math.abs(Date.parse(asText(json['started'])) - startedAt) < 1000 &&
    (seconds === undefined || asNumber(json['timeSpentSeconds']) === seconds);
  const read = (signal: AbortSignal | undefined) => readWorklogs(session, path, startedAt - marginMs, signal);
  return session.write<CreatedWorklog, ReadonlySet<string>>(
    {
      name: 'logWork',
      send: async wire => {
        const body = { timeSpent, started, ...(comment === undefined ? {} : { comment }) };
        const id = asString(asObject(await wire.post(path, body))['id']);
        if (id === undefined) throw unidentified(session, path);
        return { id };
      },
      trace: {
        before: async signal => new Set((await read(signal)).filter(isEqual).map(json => asText(json['id']))),
        find: async (before, signal) => {
          const me = await readMyself(session, signal);
          const isMine = (json: JsonObject) => parsePerson(json['author'])?.id === me.id;
          const found = (await read(signal)).filter(
            json => isEqual(json) && isMine(json) && !before.has(asText(json['id'])),
          );
          return found.map(json => ({ id: asText(json['id']) }));
        },
        object: `worklog ${key}`,
      },
    },
    control,
  );
}

/**
 * Reads a work log.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-worklogs/
 * @throws RequestError; NotFoundError when it is gone or hidden
 */
export async function readWorklog(
  session: JiraSession,
  key: string,
  id: string,
  options: ReadOptions = {},
): Promise<Worklog> {
  return parseWorklog(await session.getObject(worklogPath(session, key, id), options));
}

/**
 * Changes parts of a work log; Jira adjusts the remaining estimate.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-worklogs/
 * @param visibility of the work log as it is: without it, Cloud may open it to everybody
 * @throws InvalidRequestError with Jira's sentences; ForbiddenError; NotFoundError when it is gone or hidden
 */
export function updateWorklog(
  session: JiraSession,
  key: string,
  id: string,
  { comment, ...change }: WorklogChange,
  visibility: Visibility | undefined,
  control: WriteControl = {},
): Promise<Written> {
  const path = worklogPath(session, key, id);
  // A part that is absent stays as it was.
  const words = comment === undefined ? {} : { comment: comment ?? emptyBody(session.flavor) };
  return session.write(
    {
      name: 'updateWorklog',
      send: async wire => {
        await wire.put(path, { ...change, ...words, ...(visibility && { visibility }) });
        return {};
      },
      trace: changeTrace(
        signal => readWorklog(session, key, id, { signal }),
        now => (holds(now, { ...change, ...words }) ? {} : undefined),
      ),
    },
    control,
  );
}

function emptyBody(flavor: JiraFlavor): JiraBody {
  return flavor === JiraFlavor.cloud ? { version: 1, type: 'doc', content: [] } : '';
}

/**
 * Deletes a work log for good; Jira adjusts the remaining estimate.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-worklogs/
 * @throws ForbiddenError; NotFoundError when it is gone already
 */
export function deleteWorklog(
  session: JiraSession,
  key: string,
  id: string,
  control: WriteControl = {},
): Promise<Written> {
  return session.write(
    {
      name: 'deleteWorklog',
      send: async wire => {
        await wire.delete(worklogPath(session, key, id));
        return {};
      },
      trace: deletionTrace(signal => readWorklog(session, key, id, { signal })),
    },
    control,
  );
}

/** Jira may write a duration and a moment in other words. */
function holds(now: Worklog, { timeSpent, started, comment }: WorklogChange): boolean {
  const isAsLong = timeSpent === undefined || now.timeSpent === timeSpent || isSpan(now.timeSpent, timeSpent);
  const isThen = started === undefined || Date.parse(now.started ?? '') === Date.parse(started);
  const isSaid = comment == null || plainText((now.comment ?? '') as JiraBody) === plainText(comment);
  return isAsLong && isThen && isSaid;
}

function isSpan(now: string, wanted: string): boolean {
  const seconds = secondsOf(wanted);
  return seconds !== undefined && secondsOf(now) === seconds;
}

function worklogPath(session: JiraSession, key: string, id?: string): string {
  return issuePath(session, key, id === undefined ? '/worklog' : `/worklog/${encodeURIComponent(id)}`);
}

function unidentified(session: JiraSession, path: string): UnidentifiedResultError {
  return new UnidentifiedResultError('no id of a new work log', session.traceOf('POST', path), 201);
}

/** Cloud can leave out older ones; Data Center gives all in one answer. */
async function readWorklogs(
  session: JiraSession,
  path: string,
  since: number,
  signal: AbortSignal | undefined,
): Promise<JsonObject[]> {
  const all: JsonObject[] = [];
  for (;;) {
    const query = new URLSearchParams({ startAt: String(all.length) });
    if (session.flavor === JiraFlavor.cloud) query.set('startedAfter', String(since));
    const answer = await session.getObject(`${path}?${query}`, { signal });
    const page = asObjects(answer['worklogs']);
    all.push(...page);
    if (page.length === 0 || all.length >= (asNumber(answer['total']) ?? all.length)) return all;
  }
}

/** Seconds of a duration of hours and minutes; each Jira decides for itself how long a day and a week is. */
function secondsOf(duration: string): number | undefined {
  const parts = /^\s*(?:(\d+)h)?\s*(?:(\d+)m)?\s*$/i.exec(duration);
  if (!parts || (parts[1] === undefined && parts[2] === undefined)) return undefined;
  return Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60;
}
