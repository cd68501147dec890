import { asBoolean, asObject } from '../../base/json.ts';
import { ForbiddenError, InvalidRequestError, ServerError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import { leadsTo } from '../session/pageAnswers.ts';
import type { JenkinsSession, WriteOptions } from '../session/session.ts';
import { buildPath } from './builds.ts';
import { readQueueItem } from './queue.ts';

type Options = Pick<WriteOptions, 'signal'>;

/** Ways to end a running build, each harder than the one before; the last two are for pipelines only. */
export const StopWay = { abort: 'stop', terminate: 'term', kill: 'kill' } as const;
export type StopWay = (typeof StopWay)[keyof typeof StopWay];

/**
 * Requests the end of a running build. The build may still run afterwards: pipelines may take their time.
 * @throws ForbiddenError with the permission; UnexpectedAnswerError where the build does not support the way
 */
export async function stopBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  way: StopWay,
  options: Options = {},
): Promise<void> {
  const page = buildPath(job, number);
  // A build that cannot be stopped this way answers with a redirect, too: to the page of that name.
  const response = await session.post(`${page}/${way}`, leadsTo(page), options);
  response.discard();
}

/** Deletes a build for good. @throws InvalidRequestError with Jenkins' reason when it is kept or still runs */
export async function deleteBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  options: Options = {},
): Promise<void> {
  (await session.post(`${buildPath(job, number)}/doDelete`, leadsTo(jobPath(job)), options)).discard();
}

/**
 * Keeps a build for ever, or no longer. Jenkins can only toggle that, so the state is read first.
 * @returns whether anything had to be changed
 */
export async function keepBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  keep: boolean,
  options: Options = {},
): Promise<boolean> {
  const page = buildPath(job, number);
  const answer = asObject(await session.getJson(apiPath(page, 'keepLog'), options));
  if ((asBoolean(answer['keepLog']) ?? false) === keep) return false;
  (await session.post(`${page}/toggleLogKeep`, leadsTo(page), options)).discard();
  return true;
}

/**
 * Sets the description of a build; an empty one removes it.
 * @throws ForbiddenError
 */
export async function describeBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  description: string,
  options: Options = {},
): Promise<void> {
  const page = buildPath(job, number);
  const response = await session.post(`${page}/submitDescription`, leadsTo(page), {
    ...options,
    body: new URLSearchParams({ description }).toString(),
    contentType: 'application/x-www-form-urlencoded; charset=utf-8',
  });
  response.discard();
}

const leadsToQueue = leadsTo('/queue');

/** Old controllers redirect to the queue. */
function isCanceled(response: HttpResponse): boolean {
  return response.status === 204 || leadsToQueue(response);
}

/**
 * Removes an item from the queue; an item that is canceled already is no failure.
 * @throws NotFoundError when it has left the queue already; ForbiddenError
 */
export async function cancelQueueItem(session: JenkinsSession, id: number, options: Options = {}): Promise<void> {
  try {
    (await session.post(`/queue/cancelItem?id=${id}`, isCanceled, options)).discard();
  } catch (error) {
    // Jenkins answers so for an item that is canceled already.
    if (error instanceof ServerError && (await readQueueItem(session, id, options)).canceled) return;
    // Jenkins reports a missing permission here by 422, without its name.
    if (!(error instanceof InvalidRequestError) || error.status !== 422) throw error;
    throw new ForbiddenError('hudson.model.Item.Cancel', error.request, { status: 422, cause: error });
  }
}
