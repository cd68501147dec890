import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { ServerError } from '../../http/errors.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import type { ParameterValues } from './parameters.ts';
import { jobOfUrl } from './queue.ts';

/** Trace of a request to build: a queue item, or the build that it became. */
export interface StartTrace {
  readonly queueId: number;
  /** Absent while it waits. */
  readonly buildNumber: number | undefined;
  /** Whether the queue item existed before, so that the start was merged into it. */
  readonly merged: boolean;
  /** Number of this account's starts that stand behind it since the baseline. */
  readonly starts: number;
}

/** State of the job before a start is requested. */
export interface StartBaseline {
  readonly nextBuildNumber: number;
  /** Ids of the users behind each queue item that was already waiting. */
  readonly waiting: ReadonlyMap<number, readonly string[]>;
  /** When it was read, in milliseconds since 1970. */
  readonly readAt: number;
}

interface Sighting {
  readonly queueId: number;
  readonly buildNumber: number | undefined;
  /** User ids, one for each start that was merged into it. */
  readonly starters: readonly string[];
  readonly causes: readonly JsonObject[];
  readonly parameters: ReadonlyMap<string, string>;
}

const startedBy = 'actions[causes[userId,addr],parameters[name,value]]';
const startedByCause = startedBy.replace('addr', 'addr,shortDescription');
/** Stands for a user of the job's trigger token: Jenkins then names a host and no user. No user has this id. */
const byTrigger = '?';
/** Builds of a job that may begin during the search for a trace. */
const maxBuilds = 50;

/** Fields of a job for a baseline. */
export const baselineTree = 'nextBuildNumber,inQueue';

/**
 * Takes the baseline from a job's answer; undefined while a start of it is waiting, for then the queue must be read.
 */
export function baselineIn(job: JsonObject): StartBaseline | undefined {
  return job['inQueue'] === false ? baselineOf(job, new Map()) : undefined;
}

function baselineOf(job: JsonObject, waiting: StartBaseline['waiting']): StartBaseline {
  return { nextBuildNumber: asNumber(job['nextBuildNumber']) ?? 1, waiting, readAt: Date.now() };
}

/** Reads the baseline before a start is requested: in a single request while no start of the job is waiting. */
export async function readBaseline(
  session: JenkinsSession,
  job: string,
  options: ReadOptions = {},
): Promise<StartBaseline> {
  const read = async () => await session.getObject(apiPath(jobPath(job), baselineTree), options);
  const baseline = baselineIn(await read());
  if (baseline) return baseline;
  // In this order no start is missed on its way from the queue to the builds.
  const waiting = new Map((await readQueue(session, job, options)).map(each => [each.queueId, each.starters]));
  return baselineOf(await read(), waiting);
}

export interface TraceOptions extends ReadOptions {
  /** Whether the job's trigger token was used, which hides the user. */
  readonly triggered?: boolean;
  /** Tells the cause that the start must have, besides its user. */
  readonly isCause?: (cause: JsonObject) => boolean;
}

/**
 * Searches for the traces of starts since the baseline: by the same user, with the same parameters, the oldest first. A
 * start of the same account from elsewhere at the same moment cannot be distinguished.
 */
export async function findStarts(
  session: JenkinsSession,
  job: string,
  values: ParameterValues | undefined,
  baseline: StartBaseline,
  { triggered = false, isCause, ...options }: TraceOptions = {},
): Promise<StartTrace[]> {
  const me = triggered ? byTrigger : await readMe(session, options, isCause !== undefined);
  const tree = isCause ? startedByCause : startedBy;
  const queued = await readQueue(session, job, options, tree);
  const builds = await readBuildsSince(session, job, baseline.nextBuildNumber, options, tree);
  // A build holds more facts than its queue item.
  const seen = new Map([...queued, ...builds].map(each => [each.queueId, each]));
  return [...seen.values()]
    .filter(each => sameParameters(values, each.parameters) && (!isCause || each.causes.some(isCause)))
    .map(({ queueId, buildNumber, starters }) => {
      const merged = baseline.waiting.has(queueId);
      if (me === undefined) return { queueId, buildNumber, merged, starts: merged ? 0 : 1 };
      const starts = countOf(starters, me) - countOf(baseline.waiting.get(queueId) ?? [], me);
      return { queueId, buildNumber, merged, starts };
    })
    .filter(({ starts }) => starts > 0)
    .sort((a, b) => a.queueId - b.queueId);
}

/** @param mayBeNobody whether the trace shows by itself whose it is; without a login Jenkins fails to tell the user */
async function readMe(
  session: JenkinsSession,
  options: ReadOptions,
  mayBeNobody: boolean,
): Promise<string | undefined> {
  try {
    return asText((await session.getObject(apiPath('/me', 'id'), options))['id']);
  } catch (error) {
    if (mayBeNobody && error instanceof ServerError) return undefined;
    throw error;
  }
}

async function readQueue(
  session: JenkinsSession,
  job: string,
  options: ReadOptions,
  fields = startedBy,
): Promise<Sighting[]> {
  const path = apiPath('/queue', `items[id,task[url],${fields}]`);
  const answer = await session.getObject(path, { ...options, lists: ['items'] });
  return asObjects(answer['items'])
    .filter(item => isOfJob(asText(asObject(item['task'])['url']), job))
    .flatMap(item => sighting(item, asNumber(item['id']), undefined));
}

async function readBuildsSince(
  session: JenkinsSession,
  job: string,
  first: number,
  options: ReadOptions,
  fields: string,
): Promise<Sighting[]> {
  const tree = `builds[number,queueId,${fields}]{0,${maxBuilds}}`;
  const answer = await session.getObject(apiPath(jobPath(job), tree), { ...options, lists: ['builds'] });
  return asObjects(answer['builds']).flatMap(build => {
    const number = asNumber(build['number']);
    return number === undefined || number < first ? [] : sighting(build, asNumber(build['queueId']), number);
  });
}

function sighting(json: JsonObject, queueId: number | undefined, buildNumber: number | undefined): Sighting[] {
  if (queueId === undefined) return [];
  const actions = asObjects(json['actions']);
  const causes = actions.flatMap(action => asObjects(action['causes']));
  const starters = causes.flatMap(
    cause => asString(cause['userId']) ?? (asString(cause['addr']) === undefined ? [] : byTrigger),
  );
  const parameters = new Map<string, string>();
  for (const parameter of actions.flatMap(action => asObjects(action['parameters']))) {
    const name = asString(parameter['name']);
    const value = parameter['value'];
    const isKnown = typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
    if (name !== undefined && isKnown) parameters.set(name, String(value));
  }
  return [{ queueId, buildNumber, starters, causes, parameters }];
}

/** Jenkins hides secret values, trims some and normalizes line ends; the values that it shows must agree. */
function sameParameters(asked: ParameterValues | undefined, seen: ReadonlyMap<string, string>): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return [...(asked ?? [])].every(([name, value]) => {
    const told = seen.get(name);
    return told === undefined || typeof value !== 'string' || plain(told) === plain(value);
  });
}

/** Ids of users ignore case, which is Jenkins' default. */
function countOf(users: readonly string[], user: string): number {
  return users.filter(each => each.toLowerCase() === user.toLowerCase()).length;
}

/** Whether a task's URL is this job's; its host and context path depend on the server's settings and are ignored. */
function isOfJob(url: string, job: string): boolean {
  return jobOfUrl(url)?.toLowerCase() === job.toLowerCase();
}
