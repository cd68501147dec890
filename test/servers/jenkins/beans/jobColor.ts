import type { Build, Job } from '../state/model.ts';

const colors = { SUCCESS: 'blue', UNSTABLE: 'yellow', FAILURE: 'red', NOT_BUILT: 'notbuilt', ABORTED: 'aborted' };

export function jobColor(job: Job): string {
  const base = job.disabled ? 'disabled' : colors[lastCompleted(job)?.result ?? 'NOT_BUILT'];
  return job.builds.some(build => build.building) ? `${base}_anime` : base;
}

export function lastCompleted(job: Job): Build | undefined {
  return job.builds.find(build => !build.building);
}

export type BuildLink =
  | 'lastBuild'
  | 'firstBuild'
  | 'lastCompletedBuild'
  | 'lastFailedBuild'
  | 'lastStableBuild'
  | 'lastSuccessfulBuild'
  | 'lastUnstableBuild'
  | 'lastUnsuccessfulBuild';

const wanted: Record<BuildLink, (build: Build) => boolean> = {
  lastBuild: () => true,
  firstBuild: () => true,
  lastCompletedBuild: build => !build.building,
  lastFailedBuild: build => build.result === 'FAILURE',
  lastStableBuild: build => build.result === 'SUCCESS',
  lastSuccessfulBuild: build => build.result === 'SUCCESS' || build.result === 'UNSTABLE',
  lastUnstableBuild: build => build.result === 'UNSTABLE',
  lastUnsuccessfulBuild: build => !build.building && build.result !== 'SUCCESS',
};

/** The build behind `lastBuild` and its like; undefined for another word as well. */
export function linkedBuild(job: Job, link: string): Build | undefined {
  if (link === 'firstBuild') return job.builds.at(-1);
  return link in wanted ? job.builds.find(wanted[link as BuildLink]) : undefined;
}

/** Mean of the last three completed builds that were no failures, ms; -1 where there is none. */
export function estimatedDuration(job: Job): number {
  const done = job.builds.filter(build => !build.building && build.result !== 'ABORTED').slice(0, 3);
  if (done.length === 0) return -1;
  return Math.round(done.reduce((sum, build) => sum + build.duration, 0) / done.length);
}

export interface Health {
  description: string;
  icon: string;
  score: number;
}

export function jobHealth(job: Job): Health | undefined {
  const recent = job.builds.filter(build => !build.building && build.result !== 'ABORTED').slice(0, 5);
  if (recent.length === 0) return undefined;
  const failed = recent.filter(build => build.result === 'FAILURE').length;
  const score = Math.round((100 * (recent.length - failed)) / recent.length);
  return { description: `Build stability: ${stability(failed, recent.length)}`, icon: healthIcon(score), score };
}

function stability(failed: number, all: number): string {
  if (failed === 0) return 'No recent builds failed.';
  if (failed === all) return 'All recent builds failed.';
  return `${failed} out of the last ${all} builds failed.`;
}

function healthIcon(score: number): string {
  if (score > 80) return 'health-80plus';
  if (score > 60) return 'health-60to79';
  if (score > 40) return 'health-40to59';
  return score > 20 ? 'health-20to39' : 'health-00to19';
}
