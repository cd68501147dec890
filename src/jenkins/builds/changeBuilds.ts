import { asBoolean, asText } from '../../base/json.ts';
import { ForbiddenError, InvalidRequestError, ServerError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { deletionTrace, stateTrace } from '../../http/writeTraces.ts';
import { RetryDeletionError, StartedMeanwhileError } from '../errors.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsWire } from '../session/operation.ts';
import { leadsTo } from '../session/pageAnswers.ts';
import type { JenkinsSession } from '../session/session.ts';
import { buildPath, readBuild } from './builds.ts';
import { type QueueItem, readQueueItem } from './queue.ts';

/** Ways to end a running build, each harder than the one before; the last two are for pipelines only. */
export const StopWay = { abort: 'stop', terminate: 'term', kill: 'kill' } as const;
export type StopWay = (typeof StopWay)[keyof typeof StopWay];

/**
 * Requests the end of a running build. The build may still run afterwards: pipelines may take their time.
 * @throws ForbiddenError with the permission; UnexpectedAnswerError where the build does not support the way
 */
export function stopBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  way: StopWay,
  control: WriteControl = {},
): Promise<Written> {
  const page = buildPath(job, number);
  const hasEnded = async (signal: AbortSignal | undefined) =>
    (await readBuild(session, job, number, { signal }))?.running === false;
  // A build that cannot be stopped this way answers with a redirect, too: to the page of that name.
  return session.write(
    {
      name: 'stopBuild',
      send: wire => wire.act(`${page}/${way}`, leadsTo(page)),
      // A build that still runs may have been told to stop.
      trace: { ...stateTrace(hasEnded), lags: true },
    },
    control,
  );
}

/** Deletes a build for good. @throws InvalidRequestError with Jenkins' reason when it is kept or still runs */
export function deleteBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  control: WriteControl = {},
): Promise<Written> {
  const action = `${buildPath(job, number)}/doDelete`;
  return session.write(
    {
      name: 'deleteBuild',
      send: wire => wire.act(action, leadsTo(jobPath(job))),
      trace: deletionTrace(signal => readBuild(session, job, number, { signal })),
      isPassing: error => error instanceof RetryDeletionError,
    },
    control,
  );
}

/** A build that was kept, or was not, as wanted. */
export interface KeptBuild {
  /** Whether anything had to be changed. */
  readonly changed: boolean;
}

/** Keeps a build for ever, or no longer. Jenkins can only toggle that, so the state is read first. */
export async function keepBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  keep: boolean,
  control: WriteControl = {},
): Promise<Written<KeptBuild>> {
  const page = buildPath(job, number);
  const isAsWanted = async (signal: AbortSignal | undefined) => {
    const answer = await session.getObject(apiPath(page, 'keepLog'), { signal });
    return (asBoolean(answer['keepLog']) ?? false) === keep;
  };
  if (await isAsWanted(control.signal)) return { changed: false, traced: false, times: 1 };
  const written = await session.write(
    {
      name: 'keepBuild',
      send: wire => wire.act(`${page}/toggleLogKeep`, leadsTo(page)),
      trace: stateTrace(isAsWanted),
    },
    control,
  );
  return { ...written, changed: true };
}

/**
 * Sets the description of a build; an empty one removes it.
 * @throws ForbiddenError
 */
export function describeBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  description: string,
  control: WriteControl = {},
): Promise<Written> {
  const page = buildPath(job, number);
  const form = {
    body: new URLSearchParams({ description }).toString(),
    contentType: 'application/x-www-form-urlencoded; charset=utf-8',
  };
  const isDescribed = async (signal: AbortSignal | undefined) => {
    const answer = await session.getObject(apiPath(page, 'description'), { signal });
    return plain(asText(answer['description'])) === plain(description);
  };
  return session.write(
    {
      name: 'describeBuild',
      send: wire => wire.act(`${page}/submitDescription`, leadsTo(page), form),
      trace: stateTrace(isDescribed),
    },
    control,
  );
}

/** Jenkins normalizes line ends. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

const leadsToQueue = leadsTo('/queue');

/** Old controllers redirect to the queue. */
function isCanceled(response: HttpResponse): boolean {
  return response.status === 204 || leadsToQueue(response);
}

/**
 * Removes an item from the queue; an item that is canceled already is no failure.
 * @throws NotFoundError when it has left the queue already; StartedMeanwhileError; ForbiddenError
 */
export function cancelQueueItem(session: JenkinsSession, id: number, control: WriteControl = {}): Promise<Written> {
  const send = async (wire: JenkinsWire): Promise<object> => {
    try {
      return await wire.act(`/queue/cancelItem?id=${id}`, isCanceled);
    } catch (error) {
      if (error instanceof ServerError) return canceledOr(error, await readQueueItem(session, id, control));
      // Jenkins reports a missing permission here by 422, without its name.
      if (!(error instanceof InvalidRequestError) || error.status !== 422) throw error;
      throw new ForbiddenError('hudson.model.Item.Cancel', error.request, { status: 422, cause: error });
    }
  };
  const trace = stateTrace(async signal => (await readQueueItem(session, id, { signal })).canceled);
  return session.write({ name: 'cancelQueueItem', send, trace }, control);
}

/** Jenkins answers 500 for an item that is canceled already, and for an item that has started. */
function canceledOr(error: ServerError, { canceled, buildNumber, job }: QueueItem): object {
  if (canceled) return {};
  throw buildNumber === undefined ? error : new StartedMeanwhileError(buildNumber, job, error);
}
