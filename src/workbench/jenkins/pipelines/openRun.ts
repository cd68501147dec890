import type { Stage, Stages } from '../../../jenkins/pipelines/stage.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';

/**
 * Run whose line is open while it runs. While its stages are polled, its tests and artifacts are read again only when a
 * stage has begun or ended, which may have left some: so a round costs a single request.
 */
export interface OpenRun {
  readonly nodes: TreeNode[];
  /** States of its stages; undefined before they were read. */
  stages: string | undefined;
  /** Whether its stages were read since its own line was, and were as before. */
  isUnchanged: boolean;
}

/** Takes note of stages that were read. */
export function noteStages(run: OpenRun, { stages }: Stages): void {
  const now = statesOf(stages);
  run.isUnchanged = run.stages === undefined || run.stages === now;
  run.stages = now;
}

function statesOf(stages: readonly Stage[]): string {
  return stages.map(({ id, state, children }) => `${id} ${state} (${statesOf(children)})`).join();
}
