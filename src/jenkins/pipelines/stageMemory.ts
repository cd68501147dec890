import { Lru } from '../../base/lru.ts';
import type { JenkinsSession } from '../session/session.ts';
import type { ToldStages } from './stageRest.ts';

/** Runs whose last answers are kept. */
const maxRuns = 50;

/** Knowledge of a Jenkins' sources of stages, so that a missing plugin is asked for once. */
export class StageMemory {
  hasGraphView = true;
  hasStageRest = true;
  /** Last answer of the stage REST API, by the run's path. */
  readonly told = new Lru<string, { readonly key: string; readonly stages: ToldStages }>(maxRuns);
}

/** Memories of the Jenkins that are open. */
export class StageMemories {
  private readonly all = new WeakMap<JenkinsSession, StageMemory>();

  of(session: JenkinsSession): StageMemory {
    const memory = this.all.get(session) ?? new StageMemory();
    this.all.set(session, memory);
    return memory;
  }
}
