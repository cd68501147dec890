import { asObject } from '../../base/json.ts';
import {
  mayHaveArrived,
  RequestError,
  reconcileWrite,
  type TraceTiming,
  type UnconfirmedWrite,
  WriteOutcome,
} from '../../http/index.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type Parameter, type ParameterValues, parametersIn, parameterTree } from './parameters.ts';
import { type QueueTicket, type RemoteTrigger, startBuild } from './queue.ts';
import { baselineIn, baselineTree, findStart, noteStart, readBaseline, type StartBaseline } from './startTrace.ts';

/** What became of a request to build. */
export type StartOutcome =
  | {
      readonly fate: typeof WriteOutcome.done;
      readonly ticket: QueueTicket;
      /** Known where the answer was lost and the build itself was found. */
      readonly buildNumber: number | undefined;
      /** Whether the answer was lost, so that only the trace tells. */
      readonly traced: boolean;
    }
  | UnconfirmedWrite;

export interface StartOptions {
  /** Calling off the request; whether it was done is then looked for all the same. */
  readonly signal?: AbortSignal | undefined;
  readonly trigger?: RemoteTrigger | undefined;
  /** Calling off the search for the trace: the fate is then unknown. */
  readonly traceSignal?: AbortSignal | undefined;
  readonly timing?: TraceTiming | undefined;
  /** See {@link readBeforeStart}. Read anew where it is missing, or so old that others may have started builds since. */
  readonly baseline?: StartBaseline | undefined;
}

/** What a start needs to know of a job. */
export interface BeforeStart {
  /** As of `readParameters`. */
  readonly parameters: Parameter[];
  /** For {@link startBuildVerified}: what the job looked like before. Missing while something of it waits. */
  readonly baseline: StartBaseline | undefined;
  /** When it was read, in milliseconds since 1970. */
  readonly readAt: number;
}

/** What is older than this, in milliseconds, is read anew. */
const cacheTtlMs = 3000;

/** Whether what was read of a job is recent enough to start a build on it. */
export function isFresh({ readAt }: Pick<BeforeStart, 'readAt'>): boolean {
  return Date.now() - readAt < cacheTtlMs;
}

/** Reads in one request all that a start needs to know of a job. @throws RequestError */
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
 * Asks for a build, once, and finds out what became of it even if the answer is lost: by looking into the queue and at
 * the job's builds. Without a fresh baseline it costs a small request more than {@link startBuild}, for what the job
 * looked like before.
 * @param values as for {@link startBuild}
 * @throws RequestError when it is certain that nothing was started: refused, unreachable, called off before it began
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
    noteStart(session, ticket.id);
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
  noteStart(session, queueId);
  return { fate: WriteOutcome.done, ticket: { id: queueId, merged }, buildNumber, traced: true };
}
