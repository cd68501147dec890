import { ForbiddenError, UnidentifiedResultError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { WriteControl, WriteProof } from '../../http/writeOperation.ts';
import { TriggerTokenError } from '../errors.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsOperation, JenkinsWire } from '../session/operation.ts';
import { createdAt } from '../session/pageAnswers.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { formOf, jsonFormOf } from './parameterForm.ts';
import { type Parameter, type ParameterValues, parametersIn, parameterTree } from './parameters.ts';
import {
  baselineIn,
  baselineTree,
  findStarts,
  readBaseline,
  type StartBaseline,
  type StartTrace,
} from './startTrace.ts';
import { steeringNamesIn } from './steeringNames.ts';

/**
 * Token of a job's "Trigger builds remotely", and the cause to record. A job that has a parameter `token` or `cause`
 * takes these for its value, and shows them to all readers.
 */
export interface RemoteTrigger {
  readonly token: string;
  readonly cause?: string | undefined;
}

/** Queue item of a start. */
interface QueueTicket {
  /** The queue item's id. */
  readonly id: number;
  /** Whether an identical item was waiting already and stands for this request too. */
  readonly merged: boolean;
}

/** Build that was requested. */
export interface StartedBuild extends QueueTicket, WriteProof {
  /** Known where only the build itself shows that it was started. */
  readonly buildNumber: number | undefined;
}

export interface StartBuildOptions extends WriteControl {
  /** For accounts that may not build the job but know its token. */
  readonly trigger?: RemoteTrigger | undefined;
  /**
   * See {@link readBeforeStart}. Read again where it is missing, or so old that others may have started builds since.
   */
  readonly baseline?: StartBaseline | undefined;
}

/** Facts about a job that a start needs. */
export interface BeforeStart {
  /** As of `readParameters`. */
  readonly parameters: Parameter[];
  /** State of the job for {@link startBuild}. Missing while a start of it is waiting. */
  readonly baseline: StartBaseline | undefined;
  /** When it was read, in milliseconds since 1970. */
  readonly readAt: number;
}

/** Cache lifetime, in milliseconds. */
const cacheTtlMs = 3000;

/** Whether the facts about a job are recent enough to start a build on them. */
export function isFresh({ readAt }: Pick<BeforeStart, 'readAt'>): boolean {
  return Date.now() - readAt < cacheTtlMs;
}

/**
 * Reads all facts that a start needs about a job, in a single request.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function readBeforeStart(
  session: JenkinsSession,
  job: string,
  options: ReadOptions = {},
): Promise<BeforeStart> {
  const path = apiPath(jobPath(job), `${parameterTree},${baselineTree}`);
  const readAt = Date.now();
  const answer = await session.getObject(path, options);
  return { parameters: parametersIn(answer), baseline: baselineIn(answer), readAt };
}

/** Start as its answer or its trace tells it. */
type Start = QueueTicket & Pick<StartedBuild, 'buildNumber'> & Partial<Pick<StartTrace, 'starts'>>;

/**
 * Requests a build. https://www.jenkins.io/doc/book/using/remote-access-api/#submitting-jobs
 * @param values of a parameterized job, an empty map for all defaults; undefined for a job without parameters
 * @throws ConflictError for a disabled job; InvalidRequestError when the job has parameters and none were given, or the
 *   other way round; ForbiddenError with the permission; TriggerTokenError; UnconfirmedWriteError
 */
export async function startBuild(
  session: JenkinsSession,
  job: string,
  values: ParameterValues | undefined,
  { trigger, baseline, ...control }: StartBuildOptions = {},
): Promise<StartedBuild> {
  const triggered = trigger !== undefined;
  const operation: JenkinsOperation<Start, StartBaseline> = {
    name: 'startBuild',
    send: wire => sendStart(wire, job, values, trigger),
    trace: {
      before: async signal => (baseline && isFresh(baseline) ? baseline : readBaseline(session, job, { signal })),
      find: async (before, signal) =>
        (await findStarts(session, job, values, before, { signal, triggered })).map(({ queueId, ...rest }) => ({
          id: queueId,
          ...rest,
        })),
      object: `start ${job}`,
      timesIn: ({ starts = 1 }) => starts,
    },
  };
  const { starts: _, ...started } = await session.write(operation, control);
  return started;
}

async function sendStart(
  wire: JenkinsWire,
  job: string,
  values: ParameterValues | undefined,
  trigger: RemoteTrigger | undefined,
): Promise<Start> {
  const page = jobPath(job);
  if (values && steeringNamesIn(values.keys()).length > 0) {
    const form = jsonFormOf(values, triggerFields(trigger));
    const response = await wire.post(`${page}/build`, createdAt(page), form).catch(refusedTrigger(trigger));
    response.discard();
    // Jenkins leads to the job, and names no queue item.
    throw new UnidentifiedResultError('no queue item in the answer', response.request, response.status);
  }
  // In the form, not in the URL, which ends up in logs.
  const fields = new Map([...triggerFields(trigger), ...(values ?? [])]);
  const form = fields.size > 0 || values ? formOf(fields) : {};
  const path = page + (values ? '/buildWithParameters' : '/build');
  const response = await wire.post(path, answersWithQueueItem, form).catch(refusedTrigger(trigger));
  response.discard();
  // It has one, or was refused.
  return { id: Number(queueId(response)), merged: response.status === 303, buildNumber: undefined };
}

function refusedTrigger(trigger: RemoteTrigger | undefined): (error: unknown) => never {
  return error => {
    const isTrigger = trigger !== undefined && error instanceof ForbiddenError && error.permission === undefined;
    throw isTrigger ? new TriggerTokenError(error.request, error) : error;
  };
}

function triggerFields(trigger: RemoteTrigger | undefined): [string, string][] {
  if (!trigger) return [];
  return [['token', trigger.token], ...(trigger.cause ? [['cause', trigger.cause] as [string, string]] : [])];
}

function answersWithQueueItem(response: HttpResponse): boolean {
  return (response.status === 201 || response.status === 303) && queueId(response) !== undefined;
}

/** Reads only the id from the Location: its host may be unreachable or unsafe from this machine. */
function queueId(response: HttpResponse): number | undefined {
  const location = response.headerText('location');
  if (!URL.canParse(location, response.request.origin)) return undefined;
  const { pathname, search } = new URL(location, response.request.origin);
  const match = /\/queue\/item\/(\d{1,15})\/?$/.exec(pathname);
  return match && search === '' ? Number(match[1]) : undefined;
}
