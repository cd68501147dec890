import {
  findTrace,
  mayHaveArrived,
  RequestError,
  type TraceTiming,
  type UnansweredWrite,
  WriteFate,
} from '../http/index.ts';
import type { ParameterValues } from './parameters.ts';
import { type QueueTicket, type RemoteTrigger, startBuild } from './queue.ts';
import type { JenkinsSession } from './session.ts';
import { findStart, noteStart, readBaseline } from './startTrace.ts';

/** What became of a request to build. */
export type StartOutcome =
  | {
      readonly fate: typeof WriteFate.done;
      readonly ticket: QueueTicket;
      /** Known where the answer was lost and the build itself was found. */
      readonly buildNumber: number | undefined;
      /** Whether the answer was lost, so that only the trace tells. */
      readonly traced: boolean;
    }
  | UnansweredWrite;

export interface StartOptions {
  /** Calling off the request; whether it was done is then looked for all the same. */
  readonly signal?: AbortSignal | undefined;
  readonly trigger?: RemoteTrigger | undefined;
  /** Calling off the search for the trace: the fate is then unknown. */
  readonly traceSignal?: AbortSignal | undefined;
  readonly timing?: TraceTiming | undefined;
}

/**
 * Asks for a build, once, and finds out what became of it even if the answer is lost: by looking into the queue and at
 * the job's builds. Costs a small request more than {@link startBuild}, for what the job looked like before.
 * @param values as for {@link startBuild}
 * @throws RequestError when it is certain that nothing was started: refused, unreachable, called off before it began
 */
export async function startBuildSurely(
  session: JenkinsSession,
  job: string,
  values: ParameterValues | undefined,
  { signal, trigger, traceSignal, timing }: StartOptions = {},
): Promise<StartOutcome> {
  const baseline = await readBaseline(session, job, { signal });
  let lost: RequestError;
  try {
    const ticket = await startBuild(session, job, values, { signal, trigger });
    noteStart(session, ticket.id);
    return { fate: WriteFate.done, ticket, buildNumber: undefined, traced: false };
  } catch (error) {
    if (!(error instanceof RequestError) || !mayHaveArrived(error)) throw error;
    lost = error;
  }
  const look = () =>
    findStart(session, job, values, baseline, { signal: traceSignal, triggered: trigger !== undefined });
  const found = await findTrace(lost, look, timing, traceSignal);
  if (!('trace' in found)) return found;
  const { queueId, buildNumber, merged } = found.trace;
  noteStart(session, queueId);
  return { fate: WriteFate.done, ticket: { id: queueId, merged }, buildNumber, traced: true };
}
