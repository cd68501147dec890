import { asBoolean, asObjects, asStrings, asText, type JsonObject } from '../../base/json.ts';
import { buildPath, isPipelineRun } from '../builds/builds.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

/** Run of a Pipeline. */
export interface RunRef {
  readonly job: string;
  readonly number: number;
}

/** Facts about a build that tell in which ways it can be run again. */
export interface RunFacts {
  /** Whether it is a run of a Pipeline. */
  readonly isPipeline: boolean;
  readonly running: boolean;
  /** Names of its password parameters, with which Jenkins replays no run. */
  readonly passwords: readonly string[];
  /** Stages of a declarative Pipeline at its top. */
  readonly stages: readonly string[];
  /** Whether Jenkins restarts it from one of them. */
  readonly mayRestart: boolean;
}

/** Fields of a run's actions for {@link restartableIn}. */
export const restartTree = 'restartEnabled,restartableStages';

/**
 * Reads the facts about a run that is to be started again, in a single request.
 * https://plugins.jenkins.io/pipeline-model-definition/
 * @throws RequestError
 */
export async function readRunFacts(
  session: JenkinsSession,
  { job, number }: RunRef,
  options: ReadOptions = {},
): Promise<RunFacts> {
  const tree = `building,actions[parameters[name],${restartTree}]`;
  const answer = await session.getObject(apiPath(buildPath(job, number), tree), options);
  const actions = asObjects(answer['actions']);
  const parameters = actions.flatMap(action => asObjects(action['parameters']));
  return {
    isPipeline: isPipelineRun(answer),
    running: asBoolean(answer['building']) ?? false,
    passwords: parameters.flatMap(({ _class, name }) =>
      asText(_class).endsWith('PasswordParameterValue') ? [asText(name)] : [],
    ),
    stages: actions.flatMap(action => asStrings(action['restartableStages'])),
    mayRestart: actions.some(action => action['restartEnabled'] === true),
  };
}

/** Stages that a run can be restarted from, by its actions. */
export function restartableIn(actions: readonly JsonObject[]): string[] {
  return actions
    .filter(action => action['restartEnabled'] === true)
    .flatMap(action => asStrings(action['restartableStages']));
}
