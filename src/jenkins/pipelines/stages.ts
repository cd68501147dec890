import { asBoolean, asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { NotFoundError } from '../../http/errors.ts';
import { buildPath } from '../builds/builds.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type Stage, StageSource, StageState, type Stages } from './stage.ts';
import { StageMemory } from './stageMemory.ts';

/** Nesting of an answer that is looked at; a Pipeline does not come near. */
const deepest = 60;
const states: Readonly<Record<string, StageState>> = { ...StageState, not_built: StageState.notBuilt };

/**
 * Reads the stages of a Pipeline's run.
 * https://plugins.jenkins.io/pipeline-graph-view/ and, without it, https://plugins.jenkins.io/workflow-api/
 * @param memory of the Jenkins, which learns what is missing there
 * @throws RequestError; NotFoundError for a run that is gone, and for a build of another kind
 */
export async function readStages(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
  memory: StageMemory = new StageMemory(),
): Promise<Stages> {
  if (memory.hasGraphView) {
    try {
      return stagesIn(await session.getObject(`${buildPath(job, number)}/stages/tree`, options));
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  // Loaded where the plugin is missing.
  const { readFlowGraph } = await import('./flowGraph.ts');
  const stages = await readFlowGraph(session, job, number, memory, options);
  // The run is there, so that the plugin is not.
  memory.hasGraphView = false;
  return stages;
}

function stagesIn(answer: JsonObject): Stages {
  const data = asObject(answer['data']);
  const stages = asObjects(data['stages']).map(stage => stageIn(stage, deepest));
  return { stages, isComplete: asBoolean(data['complete']) ?? false, source: StageSource.graphView };
}

function stageIn(json: JsonObject, depth: number): Stage {
  // A stage that was passed over by a restart has times of zero.
  const startedAt = asNumber(json['startTimeMillis']) || undefined;
  const children = depth > 0 ? asObjects(json['children']).map(child => stageIn(child, depth - 1)) : [];
  return {
    id: asText(json['id']),
    name: asText(json['name']),
    isBranch: json['type'] === 'PARALLEL',
    state: states[asText(json['state'])] ?? StageState.unknown,
    startedAt,
    durationMs: startedAt === undefined ? undefined : asNumber(json['totalDurationMillis']),
    agent: asString(json['agent']),
    waitsFor: asString(json['causeOfBlockage']),
    error: undefined,
    hasCaught: false,
    children,
  };
}
