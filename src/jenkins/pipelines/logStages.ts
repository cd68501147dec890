import { LineNodes, type LogBlock } from '../logs/lineNodes.ts';
import { nodesBegin, readLineNodes } from '../logs/readLineNodes.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type Stage, StageState } from './stage.ts';

/** Limit of the HTML to read, which has about five times the bytes of the log. */
const maxBytes = 32 * 1024 * 1024;
/** Limit of the stages that a person can survey. */
const maxStages = 5000;

/** Stages that a log tells, and whether it may tell more. */
export interface LogStages {
  readonly stages: Stage[];
  readonly isCut: boolean;
}

/**
 * Reads the stages of a run that is over from its log: their names and nesting, and no states. Of an endless log the
 * first ones.
 * @throws RequestError
 */
export async function readLogStages(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<LogStages> {
  const nodes = new LineNodes();
  const read = await readLineNodes(session, job, number, { into: nodes, from: nodesBegin, maxBytes }, options);
  const blocks = nodes.blocks();
  return { stages: nested(blocks.slice(0, maxStages)), isCut: !read.isComplete || blocks.length > maxStages };
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
