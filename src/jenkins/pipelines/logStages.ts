import { LineNodes, type LogBlock } from '../logs/lineNodes.ts';
import { nodesBegin, readLineNodes } from '../logs/readLineNodes.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type Stage, StageState } from './stage.ts';

/**
 * Reads the stages of a run that is over from its log: their names and nesting, and no states.
 * @throws RequestError
 */
export async function readLogStages(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<Stage[]> {
  const nodes = new LineNodes();
  await readLineNodes(session, job, number, { into: nodes, from: nodesBegin }, options);
  return nested(nodes.blocks());
}

const untold = {
  ...{ state: StageState.unknown, startedAt: undefined, durationMs: undefined, agent: undefined },
  ...{ waitsFor: undefined, error: undefined, hasCaught: false },
};

/** @param blocks each before those inside of it */
function nested(blocks: readonly LogBlock[]): Stage[] {
  const roots: Stage[] = [];
  const levels = [roots];
  for (const { id, name, isBranch, depth } of blocks) {
    const children: Stage[] = [];
    levels[depth]?.push({ ...untold, id, name, isBranch, children });
    levels[depth + 1] = children;
  }
  return roots;
}
