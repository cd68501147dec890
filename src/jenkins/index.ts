/**
 * The Jenkins client. Every function takes a {@link JenkinsSession} (one user on one Jenkins) and full names of jobs as
 * Jenkins has them, with branch names encoded (`team/api/feature%2Flogin`). Times are milliseconds. Failures are the
 * RequestErrors of `../http`. The API is that of https://www.jenkins.io/doc/book/using/remote-access-api/ and of
 * plugins' pages that a function names.
 *
 * Must know neither Jira nor VS Code, no disk but the file of a download, and no words for people. Takes and follows no
 * URL that a server reported.
 *
 * Read first: `session/session.ts` (every request), `jobs/jobs.ts` (a job out of an answer),
 * `builds/startBuild.ts` (a write with its trace).
 */

export { type Agent, type Label, readLabel } from './agents/agents.ts';
export { labelOfReason } from './agents/reasons.ts';
export { readWaitReasons } from './agents/waitReasons.ts';
export { listArtifacts, openArtifact, safeParts, UnsafePathError } from './artifacts/artifacts.ts';
export { type ArtifactPlace, type DownloadOptions, downloadArtifact } from './artifacts/downloadArtifact.ts';
export {
  type BuildDetails,
  type Change,
  type JobDetails,
  readBuildDetails,
  readJobDetails,
} from './builds/buildDetails.ts';
export { type BuildFacts, type Cause, type GivenParameter, maxChanges, readBuildFacts } from './builds/buildFacts.ts';
export { type Build, type BuildRange, BuildResult, buildPath, listBuilds, readBuild } from './builds/builds.ts';
export {
  cancelQueueItem,
  deleteBuild,
  describeBuild,
  keepBuild,
  StopWay,
  stopBuild,
} from './builds/changeBuilds.ts';
export { type ChangedFile, type Commit, FileEdit, listChanges } from './builds/changes.ts';
export { type DownstreamBuild, listDownstream } from './builds/downstream.ts';
export { readFieldAgain, readForm } from './builds/dynamicForm.ts';
export { type BuildProgress, followBuild, followQueueItem, Phase } from './builds/follow.ts';
export { FieldShape, type FormField, type FormOption } from './builds/formPage.ts';
export { isOwnAbort } from './builds/ownAbort.ts';
export { type Offer, readOffers } from './builds/parameterOffers.ts';
export {
  checkValues,
  type FileValue,
  isAllowed,
  isOpenChoice,
  type Parameter,
  ParameterKind,
  type ParameterValues,
  readBuildParameters,
  readParameters,
  refusedValues,
} from './builds/parameters.ts';
export { listQueue, type QueueItem, readQueueItem, type WaitingItem } from './builds/queue.ts';
export {
  type BeforeStart,
  isFresh,
  type RemoteTrigger,
  readBeforeStart,
  type StartBuildOptions,
  type StartedBuild,
  startBuild,
} from './builds/startBuild.ts';
export {
  ReadOnlyError,
  ReplayUnavailableError,
  RetryDeletionError,
  StartedMeanwhileError,
  TriggerTokenError,
  WrongParametersError,
} from './errors.ts';
export {
  type ComparedBuild,
  type FailedBuild,
  readFailedBuild,
  readSinceGood,
  type SinceGood,
} from './failures/failedBuild.ts';
export { failingStages, hasBranches, type StagePath } from './failures/failingStages.ts';
export { compareBranches, type Failings, type OtherBranch } from './failures/otherBranches.ts';
export { branchCandidates, isOfRepository, readHeritage } from './jobs/branchJobs.ts';
export {
  copyJob,
  createJob,
  deleteJob,
  enableJob,
  readConfiguration,
  scanBranches,
  writeConfiguration,
} from './jobs/changeJobs.ts';
export { IndexDetail, type IndexedJob, indexJobs } from './jobs/jobIndex.ts';
export { JobMatcher, type Match } from './jobs/jobMatcher.ts';
export { jobPath, projectOfPart, readableName } from './jobs/jobPath.ts';
export { HeadKind, type Health, type Job, JobKind, readJob } from './jobs/jobs.ts';
export { type Level, type Place, placePath, readLevel } from './jobs/levels.ts';
export { PartKind } from './jobs/partKind.ts';
export { listPartRuns, listParts, type PartRun } from './jobs/parts.ts';
export { readScan, type Scan, scanPath } from './jobs/scans.ts';
export { type LogEndText, readLogEnd } from './logs/logEnd.ts';
export {
  type LogEnd,
  LogFollower,
  type LogFollowerOptions,
  type LogNews,
  type LogSink,
  type LogTiming,
} from './logs/logs.ts';
export { endsLikeLog, type LogTail, readLogTail } from './logs/logTail.ts';
export { answerInput, InputAnswer, type PendingInput, readPendingInputs } from './pipelines/inputs.ts';
export { readReplayScripts, replayBuild, rerunBuild } from './pipelines/replay.ts';
export type { ReplayScript } from './pipelines/replayPage.ts';
export { restartFromStage } from './pipelines/restart.ts';
export { type RunFacts, type RunRef, readRunFacts } from './pipelines/runFacts.ts';
export { checkScript, countsScriptChecks, type ScriptProblem } from './pipelines/scriptCheck.ts';
export { type Stage, StageSource, StageState, type Stages } from './pipelines/stage.ts';
export { readStages } from './pipelines/stages.ts';
export type { StartedAgain } from './pipelines/startAgain.ts';
export { baseOfJenkinsPage } from './session/baseOfPage.ts';
export {
  type JenkinsCredentials,
  JenkinsLoginKind,
  JenkinsSecretKind,
} from './session/credentials.ts';
export { sendGiven } from './session/givenRequest.ts';
export { type JenkinsLogin, jenkinsLogin } from './session/login.ts';
export { JenkinsSession, type ReadOptions } from './session/session.ts';
export type { JenkinsSessionOptions } from './session/sessionOptions.ts';
export type { StartupTiming } from './session/startup.ts';
export {
  AnonymousAccess,
  type JenkinsFindings,
  probeJenkins,
  readAnonymousAccess,
  verifyJenkins,
} from './session/verify.ts';
export type { TestCounts } from './tests/testCounts.ts';
export { type PastTest, readTestHistory, TestOutcome } from './tests/testHistory.ts';
export type { TestIdentity } from './tests/testPath.ts';
export { type ReportedTest, readTestReport, type TestReport } from './tests/testReport.ts';
export { type FailedTest, listFailedTests, testReportPath } from './tests/tests.ts';
