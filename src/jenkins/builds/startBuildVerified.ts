import { asObject } from '../../base/json.ts';
import { mayHaveArrived, RequestError } from '../../http/errors.ts';
import { reconcileWrite, type TraceTiming, type UnconfirmedWrite, WriteOutcome } from '../../http/writeOutcome.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type Parameter, type ParameterValues, parametersIn, parameterTree } from './parameters.ts';
import { type QueueTicket, type RemoteTrigger, startBuild } from './queue.ts';
import { baselineIn, baselineTree, findStart, readBaseline, type StartBaseline } from './startTrace.ts';

/** Outcome of a request to build. */
export type StartOutcome =
  | {
      readonly fate: typeof WriteOutcome.done;
      readonly ticket: QueueTicket;
      /** Known where the answer was lost and the build itself was found. */
      readonly buildNumber: number | undefined;
      /** Whether the answer was lost, so that only the trace proves it. */
      readonly traced: boolean;
    }
  | UnconfirmedWrite;

export interface StartOptions {
  /** Aborts the request; its outcome is looked for all the same. */
  readonly signal?: AbortSignal | undefined;
  readonly trigger?: RemoteTrigger | undefined;
  /** Aborts the search for the trace: the outcome is then unknown. */
  readonly traceSignal?: AbortSignal | undefined;
  readonly timing?: TraceTiming | undefined;
  /**
   * See {@link readBeforeStart}. Read again where it is missing, or so old that others may have started builds since.
   */
  readonly baseline?: StartBaseline | undefined;
}

/** Facts about a job that a start needs. */
export interface BeforeStart {
  /** As of `readParameters`. */
  readonly parameters: Parameter[];
  /** State of the job for {@link startBuildVerified}. Missing while a start of it is waiting. */
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
  const answer = asObject(await session.getJson(path, options));
  return { parameters: parametersIn(answer), baseline: baselineIn(session, answer), readAt };
}

/**
 * Requests a build, once, and determines the outcome even if the answer is lost, from the queue and the job's builds.
 * Without a fresh baseline it costs a small request more than {@link startBuild}.
 * @param values as for {@link startBuild}
 * @throws RequestError when it is certain that nothing was started: refused, unreachable, aborted before it began
 */
export async function startBuildVerified(
  session: JenkinsSession,
  job: string,
  values: ParameterValues | undefined,
  { signal, trigger, traceSignal, timing, baseline: known }: StartOptions = {},
): Promise<StartOutcome> {
  const baseline = known && isFresh(known) ? known : await readBaseline(session, job, { signal });
  let lost: RequestError;
  try {
    const ticket = await startBuild(session, job, values, { signal, trigger });
    session.toldStarts.push(ticket.id);
    return { fate: WriteOutcome.done, ticket, buildNumber: undefined, traced: false };
  } catch (error) {
    if (!(error instanceof RequestError) || !mayHaveArrived(error)) throw error;
    lost = error;
  }
  const look = () =>
    findStart(session, job, values, baseline, { signal: traceSignal, triggered: trigger !== undefined });
  const found = await reconcileWrite(lost, look, timing, traceSignal);
  if (!('trace' in found)) return found;
  const { queueId, buildNumber, merged } = found.trace;
  session.toldStarts.push(queueId);
  return { fate: WriteOutcome.done, ticket: { id: queueId, merged }, buildNumber, traced: true };
}
