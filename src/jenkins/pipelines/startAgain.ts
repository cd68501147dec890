import { asText, type JsonObject } from '../../base/json.ts';
import { NotFoundError } from '../../http/errors.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { findStarts, readBaseline, type StartBaseline } from '../builds/startTrace.ts';
import { ReplayUnavailableError } from '../errors.ts';
import type { JenkinsOperation, JenkinsWire } from '../session/operation.ts';
import type { JenkinsSession } from '../session/session.ts';
import type { RunRef } from './runFacts.ts';

/** Run that was requested. */
export interface StartedAgain {
  /** The queue item's id. */
  readonly id: number;
  /** Known where only the run itself shows that it was started. */
  readonly buildNumber: number | undefined;
}

/** Causes that Jenkins notes on such runs, by the end of the name of their class; their words are translated. */
export const AgainCause = { replay: '.ReplayCause', restart: '.RestartDeclarativePipelineCause' } as const;
export type AgainCause = (typeof AgainCause)[keyof typeof AgainCause];

interface Again extends RunRef {
  readonly name: string;
  readonly cause: AgainCause;
  readonly send: (wire: JenkinsWire) => Promise<StartedAgain>;
}

type Found = StartedAgain & { readonly starts?: number };

/**
 * Starts a run again, once. Where the answer names no queue item, or is lost, the new run is found by its cause.
 * @throws ReplayUnavailableError where Jenkins has no such action for the run
 */
export async function startAgain(
  session: JenkinsSession,
  { name, job, number, cause, send }: Again,
  control: WriteControl,
): Promise<Written<StartedAgain>> {
  const isCause = (json: JsonObject) =>
    asText(json['_class']).endsWith(cause) && runIn(asText(json['shortDescription'])) === number;
  const operation: JenkinsOperation<Found, StartBaseline> = {
    name,
    send,
    trace: {
      before: signal => readBaseline(session, job, { signal }),
      find: async (before, signal) =>
        (await findStarts(session, job, undefined, before, { signal, isCause })).map(
          ({ queueId, buildNumber, starts }) => ({ id: queueId, buildNumber, starts }),
        ),
      object: `start ${job}`,
      timesIn: ({ starts = 1 }) => starts,
    },
  };
  const { starts: _, ...started } = await session.write(operation, control).catch(unavailable);
  return started;
}

/** Jenkins hides these actions from accounts that may not build the job. */
export function unavailable(error: unknown): never {
  if (!(error instanceof NotFoundError)) throw error;
  throw new ReplayUnavailableError(error.request, { status: error.status, cause: error });
}

/** Number of the run in a cause's sentence, which may be grouped by thousands. */
function runIn(sentence: string): number | undefined {
  const [, digits] = /#(\d{1,3}(?:[.,'’\s]\d{3})+|\d+)(?!\d)/.exec(sentence) ?? [];
  return digits === undefined ? undefined : Number(digits.replace(/\D/g, ''));
}
