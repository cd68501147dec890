export const StageState = {
  success: 'success',
  unstable: 'unstable',
  failure: 'failure',
  aborted: 'aborted',
  /** Passed over, by its condition or after a failure. */
  skipped: 'skipped',
  running: 'running',
  /** Waits for a person. */
  paused: 'paused',
  /** Waits for an agent. */
  queued: 'queued',
  notBuilt: 'notBuilt',
  unknown: 'unknown',
} as const;
export type StageState = (typeof StageState)[keyof typeof StageState];

/** Stage of a Pipeline's run, or a branch of parallel ones. */
export interface Stage {
  /** Id of its node in the run's flow graph; names are not unique. */
  readonly id: string;
  readonly name: string;
  readonly isBranch: boolean;
  readonly state: StageState;
  /** In milliseconds since 1970, where it is told. */
  readonly startedAt: number | undefined;
  /** In milliseconds; undefined while it runs, and where it is not told. */
  readonly durationMs: number | undefined;
  /** Name of its agent, where it is told. */
  readonly agent: string | undefined;
  /** Reason why it waits, in Jenkins' words. */
  readonly waitsFor: string | undefined;
  /** Message of its failure, where it is told. */
  readonly error: string | undefined;
  /** Whether a failure in it was caught, and the source does not tell what it counted for. */
  readonly hasCaught: boolean;
  readonly children: readonly Stage[];
}

export const StageSource = {
  /** The plugin Pipeline Graph View. */
  graphView: 'graphView',
  /** The run's own flow graph, which every Pipeline has, with times of the stage REST API where that is installed. */
  flowGraph: 'flowGraph',
  /** The run's log, where neither has any: it tells no states. */
  log: 'log',
} as const;
export type StageSource = (typeof StageSource)[keyof typeof StageSource];

export interface Stages {
  readonly stages: readonly Stage[];
  /** Whether the run is over, so that nothing changes any more. */
  readonly isComplete: boolean;
  readonly source: StageSource;
  /** Whether the run waits for an agent outside of all stages. */
  readonly awaitsAgent?: boolean;
  /** Whether the source has more than could be read. */
  readonly isCut?: boolean;
}
