import { distinctCommits, type FailedBuild, type SinceGood } from '../../../jenkins/failures/failedBuild.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { BuildTexts } from '../../../reporting/issuesOfBuild.ts';
import type { JobRef } from '../../jenkins/jobs/jobRef.ts';

/** Texts of a build that can name issues, with the readable name of its job. */
export function buildTexts({ job }: Pick<JobRef, 'job'>, others: Omit<BuildTexts, 'job'>): BuildTexts {
  return { ...others, job: readableName(job) };
}

/** Texts of a build that can name issues: its commits are those since the build before that passed, where it is known. */
export function textsSinceGood(job: JobRef, facts: FailedBuild, since: SinceGood | undefined): BuildTexts {
  return buildTexts(job, {
    commits: (since?.commits ?? distinctCommits(facts.commits)).map(({ message }) => message),
    displayName: facts.build.displayName,
    description: facts.description ?? '',
    parameters: facts.parameters.flatMap(({ value }) => value ?? []),
    causes: facts.build.causes,
  });
}
