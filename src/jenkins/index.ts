/**
 * The Jenkins client. Everything takes a {@link JenkinsSession} (one user on one Jenkins) and full names of jobs as
 * Jenkins gives them, with branch names encoded (`team/api/feature%2Flogin`); nothing takes or follows a URL that a
 * server reported. Times are milliseconds. Failures are the RequestErrors of `../http`.
 */
export { listArtifacts, openArtifact, safeParts, UnsafePathError } from './artifacts.ts';
export { baseOfJenkinsPage } from './baseOfPage.ts';
export { branchCandidates, isOfRepository, readHeritage } from './branchJobs.ts';
export { type BuildDetails, type Change, type JobDetails, readBuildDetails, readJobDetails } from './buildDetails.ts';
export { type Build, type BuildRange, BuildResult, buildPath, listBuilds, readBuild } from './builds.ts';
export { cancelQueueItem, deleteBuild, describeBuild, keepBuild, StopWay, stopBuild } from './changeBuilds.ts';
export {
  createJob,
  deleteJob,
  enableJob,
  readConfiguration,
  scanBranches,
  writeConfiguration,
} from './changeJobs.ts';
export { type ArtifactPlace, type DownloadOptions, downloadArtifact } from './downloadArtifact.ts';
export { type BuildProgress, followBuild, followQueueItem, Phase } from './follow.ts';
export { IndexDetail, type IndexedJob, indexJobs } from './jobIndex.ts';
export { JobMatcher, type Match } from './jobMatcher.ts';
export { jobPath, readableName } from './jobPath.ts';
export { HeadKind, type Health, type Job, JobKind, listJobs, readJob } from './jobs.ts';
export { type Level, type Place, placePath, readLevel } from './levels.ts';
export {
  type LogEnd,
  LogFollower,
  type LogFollowerOptions,
  type LogNews,
  type LogSink,
  type LogTiming,
  readWholeLog,
} from './logs.ts';
export { endsLikeLog, type LogTail, readLogTail } from './logTail.ts';
export { type Offer, readOffers } from './parameterOffers.ts';
export {
  checkValues,
  type FileValue,
  isAllowed,
  type Parameter,
  ParameterKind,
  type ParameterValues,
  readBuildParameters,
  readParameters,
  refusedValues,
  WrongParametersError,
} from './parameters.ts';
export {
  listQueue,
  type QueueItem,
  type QueueTicket,
  type RemoteTrigger,
  readQueueItem,
  startBuild,
  TriggerTokenError,
  type WaitingItem,
} from './queue.ts';
export {
  type JenkinsCredentials,
  JenkinsSecretKind,
  JenkinsSession,
  type JenkinsSessionOptions,
  ReadOnlyError,
  type ReadOptions,
} from './session.ts';
export {
  type BeforeStart,
  isFresh,
  readBeforeStart,
  type StartOptions,
  type StartOutcome,
  startBuildSurely,
} from './startBuildSurely.ts';
export type { StartupTiming } from './startup.ts';
export {
  type BuildYield,
  type FailedTest,
  listFailedTests,
  readBuildYield,
  type TestCounts,
  testReportPath,
} from './tests.ts';
export { type JenkinsFindings, probeJenkins, verifyJenkins } from './verify.ts';
