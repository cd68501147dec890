import type { DemoJenkinsOptions, JenkinsState } from '../jenkins/index.ts';

/** What happened on a recorded controller just before a recording, besides the requests themselves. */
export interface Moment {
  before: number;
  /** Seconds since the controller's clock began; absent: a few milliseconds after the last request. */
  at?: number;
  act?: (state: JenkinsState) => void;
}

/** A recorded controller: which recordings were made on it, how it was set up, and what happened meanwhile. */
export interface Situation {
  name: string;
  first: number;
  last: number;
  options: DemoJenkinsOptions;
  prepare: (state: JenkinsState) => void;
  moments: Moment[];
}

/** When the recorded controllers' clocks began: milliseconds. */
export const clockStart = 1_795_349_500_000;

/** Starts jobs as a user would. */
export const start =
  (...names: string[]) =>
  (state: JenkinsState) => {
    for (const name of names) state.startBuild(state.job(name));
  };
