import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { UnidentifiedResultError } from '../../http/errors.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { parsePerson } from '../people/people.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession } from '../session/session.ts';
import { readMyself } from '../session/verify.ts';
import { issuePath } from './issueActions.ts';

export interface NewWorklog {
  /** In Jira's format, such as `2h 30m`. */
  readonly timeSpent: string;
  /** Beginning, in milliseconds since 1970; now where absent. */
  readonly startedAt?: number | undefined;
  /** A document on Cloud, wiki markup elsewhere. */
  readonly comment?: unknown;
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
  const path = issuePath(session, key, '/worklog');
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
