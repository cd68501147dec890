import { type Build, BuildResult } from '../../../jenkins/builds/builds.ts';
import { listPartRuns } from '../../../jenkins/jobs/parts.ts';
import type { JenkinsSession, ReadOptions } from '../../../jenkins/session/session.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

/** Build of a cell of a matrix, or of a module of a Maven project, that failed or is unstable. */
export interface FailedPart {
  readonly job: string;
  readonly number: number;
  readonly label: string;
  readonly build: Build;
}

/**
 * Reads the failed parts of a build: failures before unstable ones.
 * @throws RequestError
 */
export async function readFailedParts(
  session: JenkinsSession,
  { job, number }: BuildRef,
  { parts }: Build,
  options: ReadOptions,
): Promise<readonly FailedPart[]> {
  const runs = parts ? await listPartRuns(session, { job, number }, parts, options) : [];
  const ended = (result: BuildResult) =>
    runs.flatMap(({ job, label, build }): FailedPart[] =>
      build?.result === result && !build.running ? [{ job, number: build.number, label, build }] : [],
    );
  return [...ended(BuildResult.failure), ...ended(BuildResult.unstable)];
}
