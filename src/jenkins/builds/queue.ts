import { decodedUri } from '../../base/decodedUri.ts';
import { asBoolean, asNumber, asObject, asObjects, asString, type JsonObject } from '../../base/json.ts';
import { ForbiddenError, type RequestTrace, UnexpectedAnswerError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import { jobPath, readableName } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { causesIn } from './builds.ts';
import { formOf } from './parameterForm.ts';
import type { ParameterValues } from './parameters.ts';

/** Jenkins' answer to a request to build. */
export interface QueueTicket {
  /** The queue item's id. */
  readonly id: number;
  /** Whether an identical item was waiting already and stands for this request too. */
  readonly merged: boolean;
}

export interface QueueItem {
  readonly id: number;
  /** Why it waits, in Jenkins' sentence. */
  readonly why: string | undefined;
  readonly canceled: boolean;
  /** The number of the build that it became. */
  readonly buildNumber: number | undefined;
}

/**
 * Token of a job's "Trigger builds remotely", and the cause to record. A job that has a parameter `token` or `cause`
 * takes these for its value, and shows them to all readers.
 */
export interface RemoteTrigger {
  readonly token: string;
  readonly cause?: string | undefined;
}

/** The job's trigger token was refused. It belongs to the job, and is no API token. */
export class TriggerTokenError extends ForbiddenError {
  constructor(request: RequestTrace, cause: ForbiddenError) {
    super(undefined, request, { status: cause.status, reason: cause.reason, cause });
    this.name = 'TriggerTokenError';
  }
}

export interface StartBuildOptions extends ReadOptions {
  /** For accounts that may not build the job but know its token. */
  readonly trigger?: RemoteTrigger | undefined;
}

/**
 * Requests a build. https://www.jenkins.io/doc/book/using/remote-access-api/#submitting-jobs
 * @param values of a parameterized job, an empty map for all defaults; undefined for a job without parameters
 * @throws ConflictError for a disabled job; InvalidRequestError when the job has parameters and none were given, or the
 *   other way round; ForbiddenError with the permission; TriggerTokenError
 */
export async function startBuild(
  session: JenkinsSession,
  job: string,
  values: ParameterValues | undefined,
  { trigger, signal }: StartBuildOptions = {},
): Promise<QueueTicket> {
  const path = jobPath(job) + (values ? '/buildWithParameters' : '/build');
  // In the form, not in the URL, which ends up in logs. The value of a parameter of the same name comes first.
  const fields = new Map([...triggerFields(trigger), ...(values ?? [])]);
  const form = fields.size > 0 || values ? formOf(fields) : {};
  const response = await session.post(path, answersWithQueueItem, { signal, ...form }).catch(error => {
    const isTrigger = trigger !== undefined && error instanceof ForbiddenError && error.permission === undefined;
    throw isTrigger ? new TriggerTokenError(error.request, error) : error;
  });
  response.discard();
  const id = queueId(response);
  if (id === undefined) throw new UnexpectedAnswerError('no queue item in the answer', response.request);
  return { id, merged: response.status === 303 };
}

function triggerFields(trigger: RemoteTrigger | undefined): [string, string][] {
  if (!trigger) return [];
  return [['token', trigger.token], ...(trigger.cause ? [['cause', trigger.cause] as [string, string]] : [])];
}

/**
 * Reads a queue item.
 * @throws RequestError; NotFoundError some minutes after it left the queue
 */
export async function readQueueItem(
  session: JenkinsSession,
  id: number,
  options: ReadOptions = {},
): Promise<QueueItem> {
  const tree = 'id,why,cancelled,executable[number]';
  const json = asObject(await session.getJson(apiPath(`/queue/item/${id}`, tree), options));
  return {
    id,
    why: asString(json['why']),
    canceled: asBoolean(json['cancelled']) ?? false,
    buildNumber: asNumber(asObject(json['executable'])['number']),
  };
}

/** Waiting item, as the queue lists it. */
export interface WaitingItem {
  readonly id: number;
  /** Why it waits, in Jenkins' sentence. */
  readonly why: string | undefined;
  /** Whether Jenkins expects that it cannot run as things are. */
  readonly stuck: boolean;
  /** Name of the waiting item, as Jenkins gives it. */
  readonly name: string;
  /** Full name of the job; absent for other tasks, such as a part of a pipeline that waits for an agent. */
  readonly job: string | undefined;
  /** Time when it entered the queue, in milliseconds since 1970. */
  readonly since: number;
  /** Its parameters, a line each, secrets as `****`. */
  readonly parameters: string;
  readonly causes: readonly string[];
}

/**
 * Lists the waiting items that the account may see, the next to run first.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function listQueue(session: JenkinsSession, options: ReadOptions = {}): Promise<WaitingItem[]> {
  const fields =
    'id,why,stuck,inQueueSince,params,actions[causes[shortDescription]],task[name,fullName,fullDisplayName,url]';
  const answer = asObject(await session.getJson(apiPath('/queue', `items[${fields}]`), options));
  return asObjects(answer['items']).flatMap(json => parseWaiting(json) ?? []);
}

function parseWaiting(json: JsonObject): WaitingItem | undefined {
  const id = asNumber(json['id']);
  if (id === undefined) return undefined;
  const task = asObject(json['task']);
  const job = asString(task['fullName']) ?? jobOfUrl(asString(task['url']) ?? '');
  return {
    id,
    why: asString(json['why'])?.trim() || undefined,
    stuck: asBoolean(json['stuck']) ?? false,
    name: (job && readableName(job)) ?? asString(task['fullDisplayName']) ?? asString(task['name']) ?? `#${id}`,
    job,
    since: asNumber(json['inQueueSince']) ?? 0,
    parameters: (asString(json['params']) ?? '').trim(),
    causes: causesIn(json),
  };
}

/** Job's name in its URL; the host is ignored. */
function jobOfUrl(url: string): string | undefined {
  const match = /((?:\/job\/[^/]+)+)\/?$/.exec(URL.canParse(url) ? new URL(url).pathname : '');
  const names = match?.[1]?.split('/job/').slice(1).map(decodedUri);
  return names?.join('/');
}

function answersWithQueueItem(response: HttpResponse): boolean {
  return (response.status === 201 || response.status === 303) && queueId(response) !== undefined;
}

/** Reads only the id from the Location: its host may be unreachable or unsafe from this machine. */
function queueId(response: HttpResponse): number | undefined {
  const match = /\/queue\/item\/(\d+)\/?$/.exec(response.header('location') ?? '');
  return match ? Number(match[1]) : undefined;
}
