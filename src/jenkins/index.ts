/**
 * The Jenkins client. Everything takes a {@link JenkinsSession} (one user on one Jenkins) and full names of jobs as
 * Jenkins gives them, with branch names encoded (`team/api/feature%2Flogin`); nothing takes or follows a URL that a
 * server reported. Times are milliseconds. Failures are the RequestErrors of `../http`.
 */
export { openArtifact } from './artifacts.ts';
export { baseOfJenkinsPage } from './baseOfPage.ts';
export { type Build, BuildResult, buildPath, listBuilds, readBuild } from './builds.ts';
export { type BuildProgress, followBuild, followQueueItem, Phase } from './follow.ts';
export { jobPath, readableName } from './jobPath.ts';
export { type Job, JobKind, listJobs, readJob } from './jobs.ts';
export {
  type LogEnd,
  LogFollower,
  type LogFollowerOptions,
  type LogNews,
  type LogSink,
  type LogTail,
  type LogTiming,
  readLogTail,
  readWholeLog,
} from './logs.ts';
export { type Parameter, ParameterKind, type ParameterValues, readParameters } from './parameters.ts';
export { type QueueItem, type QueueTicket, readQueueItem, startBuild } from './queue.ts';
export {
  type JenkinsCredentials,
  JenkinsSecretKind,
  JenkinsSession,
  type JenkinsSessionOptions,
  type ReadOptions,
} from './session.ts';
export { type StartOptions, type StartOutcome, startBuildSurely } from './startBuildSurely.ts';
export type { StartupTiming } from './startup.ts';
export { type JenkinsFindings, probeJenkins, verifyJenkins } from './verify.ts';
