import { type Stage, StageSource, type Stages } from './stage.ts';

/** Place of a stage among the stages, or the branches, of its name, in the order in which they began. */
export interface StageOrder {
  readonly isBranch: boolean;
  readonly index: number;
  readonly count: number;
  /** Whether no more of them can begin. */
  readonly isFinal: boolean;
}

/** @returns undefined where the source of the stages does not tell the order */
export function stageOrder(
  { id, name, isBranch }: Stage,
  { stages, source, isComplete }: Stages,
): StageOrder | undefined {
  if (source === StageSource.log) return undefined;
  const ids = flat(stages).flatMap(each => (each.name === name && each.isBranch === isBranch ? [Number(each.id)] : []));
  const index = ids.sort((a, b) => a - b).indexOf(Number(id));
  return { isBranch, index, count: ids.length, isFinal: isComplete };
}

function flat(stages: readonly Stage[]): Stage[] {
  return stages.flatMap(stage => [stage, ...flat(stage.children)]);
}
