import { type Stage, StageSource, type Stages } from './stage.ts';

/** Place of a stage among the stages, or the branches, of its name, in the order in which they began. */
export interface StageOrder {
  readonly isBranch: boolean;
  readonly index: number;
  readonly count: number;
}

/** @returns undefined where the source of the stages does not tell the order */
export function stageOrder({ id, name, isBranch }: Stage, { stages, source }: Stages): StageOrder | undefined {
  if (source === StageSource.log) return undefined;
  const ids = flat(stages).flatMap(each => (each.name === name && each.isBranch === isBranch ? [Number(each.id)] : []));
  return { isBranch, index: ids.sort((a, b) => a - b).indexOf(Number(id)), count: ids.length };
}

function flat(stages: readonly Stage[]): Stage[] {
  return stages.flatMap(stage => [stage, ...flat(stage.children)]);
}
