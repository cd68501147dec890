import { asNumber, asObjects } from '../../base/json.ts';
import { type Commit, commitsIn, commitsTree } from '../builds/changes.ts';
import { type ComparedBuild, distinctCommits } from '../failures/failedBuild.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

/** Commits that are in a build of a job and not in an earlier one. */
export interface ChangesBetween {
  /** Those of the newest build first. */
  readonly commits: readonly Commit[];
  /** Whether builds in between are missing, as they are deleted or too old to be listed. */
  readonly isCut: boolean;
}

/** Newest builds of a job to look through: as many as Jenkins lists without loading older ones. */
const maxBuilds = 100;

/**
 * Reads the commits of the builds after an earlier one up to a later one: of neighbors without a request, else in a
 * single one. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function readChangesBetween(
  session: JenkinsSession,
  job: string,
  earlier: number,
  later: ComparedBuild,
  options: ReadOptions = {},
): Promise<ChangesBetween> {
  const { number } = later.build;
  if (number - earlier <= 1) return { commits: later.commits, isCut: false };
  const path = apiPath(jobPath(job), `builds[number,${commitsTree}]{0,${maxBuilds}}`);
  const answer = await session.getObject(path, { ...options, lists: ['builds'] });
  const between = asObjects(answer['builds']).filter(json => {
    const each = asNumber(json['number']);
    return each !== undefined && each > earlier && each < number;
  });
  return {
    commits: distinctCommits([...later.commits, ...between.flatMap(commitsIn)]),
    isCut: between.length < number - earlier - 1,
  };
}
