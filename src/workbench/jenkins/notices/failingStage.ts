import { BuildResult } from '../../../jenkins/builds/builds.ts';
import { type Stage, StageState } from '../../../jenkins/pipelines/stage.ts';

/** Names of the first stage that gave a build its result and of those around it: "Test › linux"; empty where none did. */
export function failingStage(stages: readonly Stage[], result: BuildResult | undefined): string {
  const state = result === BuildResult.unstable ? StageState.unstable : StageState.failure;
  const names: string[] = [];
  for (let level = stages; ; ) {
    const found = level.find(stage => isOrHas(stage, state));
    if (!found) return names.join(' › ');
    names.push(found.name);
    level = found.children;
  }
}

/** The holder of a failed branch may itself have passed, by some sources. */
function isOrHas(stage: Stage, state: StageState): boolean {
  return stage.state === state || stage.children.some(child => isOrHas(child, state));
}
