import { asBoolean, asObject, asObjects } from '../../base/json.ts';
import { NotFoundError } from '../../http/errors.ts';
import { buildPath, inputsIn, isPipelineRun } from '../builds/builds.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { isAwaitingAgent, isShown, placedNodes } from './flowNodes.ts';
import { flowStages } from './flowStages.ts';
import { readLogStages } from './logStages.ts';
import { StageSource, type Stages } from './stage.ts';
import type { StageMemory } from './stageMemory.ts';
import { readToldStages, type ToldStages } from './stageRest.ts';

// Inputs by way of the executor, which finished runs do not have.
const waits = 'executor[currentExecutable[actions[waitingForInput,executions[id]]]]';
const tree = `building,${waits},actions[nodes[id,displayName,iconColor,parents]]`;
const none: ToldStages = new Map();

/**
 * Reads the stages of a run from its flow graph, and their times and failures from the stage REST API, where it is
 * installed: of a running run only when a stage has begun or ended. Without a graph they are read from its log.
 * @throws RequestError; NotFoundError for a build that is no Pipeline's
 */
export async function readFlowGraph(
  session: JenkinsSession,
  job: string,
  number: number,
  memory: StageMemory,
  options: ReadOptions,
): Promise<Stages> {
  const path = buildPath(job, number);
  const answer = await session.getObject(apiPath(path, tree), options);
  const found = asObjects(answer['actions']).flatMap(action => asObjects(action['nodes']));
  const isComplete = asBoolean(answer['building']) === false;
  if (!isPipelineRun(answer)) throw new NotFoundError(session.traceOf('GET', path));
  // The nodes of an old run may be gone; one whose script does not compile never had any.
  if (found.length === 0 && isComplete) {
    const { stages, isCut } = await readLogStages(session, job, number, options);
    return { stages, isComplete, source: stages.length > 0 ? StageSource.log : StageSource.flowGraph, isCut };
  }
  const inputs = inputsIn(asObject(asObject(answer['executor'])['currentExecutable'])).length;
  const nodes = placedNodes(found);
  const key = JSON.stringify([isComplete, inputs, nodes.filter(isShown).map(({ id, end }) => [id, end?.id])]);
  const told = await readTold(session, path, memory, key, options);
  if (isComplete) memory.told.delete(path);
  const stages = flowStages(nodes, told, isComplete, inputs);
  const awaitsAgent = !isComplete && nodes.some(node => isAwaitingAgent(node) && !node.around.some(isShown));
  return { stages, isComplete, source: StageSource.flowGraph, awaitsAgent };
}

/** @param key equal where the stage REST API has nothing new to tell */
async function readTold(
  session: JenkinsSession,
  path: string,
  memory: StageMemory,
  key: string,
  options: ReadOptions,
): Promise<ToldStages> {
  if (!memory.hasStageRest) return none;
  const known = memory.told.get(path);
  if (known?.key === key) return known.stages;
  const stages = await readToldStages(session, path, options);
  memory.hasStageRest = stages !== undefined;
  if (stages) memory.told.set(path, { key, stages });
  return stages ?? none;
}
