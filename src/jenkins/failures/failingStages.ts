import { BuildResult } from '../builds/builds.ts';
import { type Stage, StageState } from '../pipelines/stage.ts';

/** Nested stages that lead to the innermost one, the outermost first. */
export type StagePath = readonly [Stage, ...Stage[]];

const statesOf: Readonly<Partial<Record<BuildResult, readonly StageState[]>>> = {
  [BuildResult.failure]: [StageState.failure, StageState.unstable, StageState.aborted],
  [BuildResult.unstable]: [StageState.unstable, StageState.failure],
  [BuildResult.aborted]: [StageState.aborted, StageState.failure],
};

/** Finds the innermost stages that gave a run its result, in their order; a stage that only passes it on is none. */
export function failingStages(stages: readonly Stage[], result: BuildResult | undefined): StagePath[] {
  for (const state of (result && statesOf[result]) ?? []) {
    const found = stages.flatMap(stage => pathsTo(stage, state));
    if (found.length > 0) return found;
  }
  return [];
}

function pathsTo(stage: Stage, state: StageState): StagePath[] {
  const below = stage.children.flatMap(child => pathsTo(child, state));
  if (below.length > 0) return below.map(path => [stage, ...path]);
  return stage.state === state ? [[stage]] : [];
}

/** Whether branches ran side by side, so that lines of a log may belong to any of them. */
export function hasBranches(stages: readonly Stage[]): boolean {
  return stages.some(({ isBranch, children }) => isBranch || hasBranches(children));
}
