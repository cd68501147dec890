import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { NotFoundError } from '../../http/errors.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { StageState } from './stage.ts';

/** Times, status and failure of a stage, as the stage REST API has them. */
export interface ToldStage {
  readonly startedAt: number | undefined;
  readonly durationMs: number | undefined;
  readonly state: StageState | undefined;
  readonly error: string | undefined;
}

/** Stages by the ids of their nodes; of a branch that is a stage, by that of the stage. */
export type ToldStages = ReadonlyMap<string, ToldStage>;

const states: Readonly<Record<string, StageState>> = {
  SUCCESS: StageState.success,
  UNSTABLE: StageState.unstable,
  FAILED: StageState.failure,
  ABORTED: StageState.aborted,
  NOT_EXECUTED: StageState.skipped,
  PAUSED_PENDING_INPUT: StageState.paused,
};

/**
 * Reads what the stage REST API tells of a run: statuses that are not to be believed of branches, of stages that hold
 * them, and of stages that were passed over after a failure; and no negative durations.
 * https://plugins.jenkins.io/pipeline-rest-api/
 * @param path of the run
 * @returns undefined where the plugin is missing
 * @throws RequestError
 */
export async function readToldStages(
  session: JenkinsSession,
  path: string,
  options: ReadOptions,
): Promise<ToldStages | undefined> {
  try {
    const answer = await session.getObject(`${path}/wfapi/describe`, options);
    return new Map(asObjects(answer['stages']).map(stage => [asText(stage['id']), toldIn(stage)]));
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function toldIn(stage: JsonObject): ToldStage {
  const durationMs = asNumber(stage['durationMillis']);
  return {
    startedAt: asNumber(stage['startTimeMillis']),
    durationMs: durationMs !== undefined && durationMs >= 0 ? durationMs : undefined,
    state: states[asText(stage['status'])],
    error: asString(asObject(stage['error'])['message']),
  };
}
