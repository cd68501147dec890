import type { Stage } from '../../../jenkins/pipelines/stage.ts';

/** Stages of a level that a person can look through. */
const maxLines = 100;
/** A smaller group would only cost another click. */
const fewestInGroup = 5;

/** Stage that stands by itself, or stages one after another that stand behind one line. */
export type StageLine = { readonly stage: Stage } | { readonly group: readonly Stage[] };

/**
 * Puts the stages of a large level that a person does not look for into groups, so that the others are in sight.
 * @param isTelling whether a person looks for a stage
 */
export function groupStages(stages: readonly Stage[], isTelling: (stage: Stage) => boolean): StageLine[] {
  if (stages.length <= maxLines) return stages.map(stage => ({ stage }));
  const lines: StageLine[] = [];
  let quiet: Stage[] = [];
  const flush = () => {
    if (quiet.length >= fewestInGroup) lines.push({ group: quiet });
    else lines.push(...quiet.map(stage => ({ stage })));
    quiet = [];
  };
  for (const stage of stages) {
    if (!isTelling(stage)) {
      quiet.push(stage);
      continue;
    }
    flush();
    lines.push({ stage });
  }
  flush();
  return lines;
}
