import { asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { type GivenParameter, parametersIn, parametersTree, testCountsIn } from '../builds/buildFacts.ts';
import { type Build, briefBuildTree, buildPath, parseBuild } from '../builds/builds.ts';
import { type Commit, commitsIn, commitsTree } from '../builds/changes.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { countsTree, type TestCounts } from '../tests/testCounts.ts';

/** Build as it is compared with another. */
export interface ComparedBuild {
  readonly build: Build;
  /** Agent that it ran on; undefined for the built-in node, and for Pipelines, whose stages may have an agent each. */
  readonly agent: string | undefined;
  readonly parameters: readonly GivenParameter[];
  readonly commits: readonly Commit[];
}

export interface FailedBuild extends ComparedBuild {
  /** Hashes of the commits that git checked out for it, of each repository. */
  readonly revisions: readonly string[];
  readonly description: string | undefined;
  /** Absent for a build without tests. */
  readonly tests: TestCounts | undefined;
}

/** Changes since a job was last fine. */
export interface SinceGood {
  /** The last build before that passed; undefined where none is among the builds that were looked through. */
  readonly good: ComparedBuild | undefined;
  /** Number of the first build after it that did not pass. */
  readonly firstBad: number;
  /** Commits of that build and of all up to the failed one, newest build first. */
  readonly commits: readonly Commit[];
  /** Whether the job is a branch of a multibranch project. */
  readonly isBranch: boolean;
  /** Whether there were builds in between that Jenkins tells no more of, or that were not looked through. */
  readonly isCut: boolean;
}

/** Newest builds of a job to look through for the last one that passed. */
const maxBuilds = 50;

const comparedTree = `${briefBuildTree},builtOn,${commitsTree}`;
const actions = (more: string) => `actions[causes[shortDescription],${parametersTree}${more}]`;

/**
 * Reads a build for an explanation, in a single request. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @returns undefined for an answer that does not describe a build
 * @throws RequestError; NotFoundError when the build is gone or hidden
 */
export async function readFailedBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<FailedBuild | undefined> {
  const path = apiPath(
    buildPath(job, number),
    `${comparedTree},description,${actions(`,${countsTree},lastBuiltRevision[SHA1]`)}`,
  );
  const answer = await session.getObject(path, options);
  const compared = comparedIn(answer);
  if (!compared) return undefined;
  const description = asString(answer['description']) || undefined;
  return { ...compared, tests: testCountsIn(answer), revisions: revisionsIn(answer), description };
}

/**
 * Reads the changes since the last build before a failed one that passed, in a single request: among the job's newest
 * builds. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function readSinceGood(
  session: JenkinsSession,
  job: string,
  failed: ComparedBuild,
  options: ReadOptions = {},
): Promise<SinceGood> {
  const path = apiPath(jobPath(job), `builds[${comparedTree},${actions('')}]{0,${maxBuilds}},property[_class]`);
  const answer = await session.getObject(path, { ...options, lists: ['builds'] });
  const { number } = failed.build;
  const before = asObjects(answer['builds'])
    .flatMap(json => comparedIn(json) ?? [])
    .filter(({ build }) => build.number < number)
    .sort((a, b) => b.build.number - a.build.number);
  return { ...sinceGood(failed, before), isBranch: asObjects(answer['property']).some(isBranchProperty) };
}

/** @param before builds before the failed one, newest first */
function sinceGood(failed: ComparedBuild, before: readonly ComparedBuild[]): Omit<SinceGood, 'isBranch'> {
  const at = before.findIndex(({ build }) => build.result === 'SUCCESS');
  const good = before[at];
  const bad = [failed, ...before.slice(0, good ? at : before.length)];
  const numbers = [...bad, ...(good ? [good] : [])].map(({ build }) => build.number);
  const oldest = bad.at(-1)?.build.number ?? failed.build.number;
  const first = bad.findLast(({ build }) => !build.running)?.build.number ?? failed.build.number;
  const isGap = numbers.some((each, index) => index > 0 && (numbers[index - 1] ?? 0) - each > 1);
  return {
    good,
    firstBad: first,
    commits: distinctCommits(bad.flatMap(({ commits }) => commits)),
    isCut: isGap || (!good && oldest > 1),
  };
}

/** Builds that ran side by side may list the same commits. */
export function distinctCommits(commits: readonly Commit[]): Commit[] {
  const seen = new Set<string>();
  return commits.filter(({ id }) => id === '' || (!seen.has(id) && seen.add(id)));
}

function revisionsIn(json: JsonObject): string[] {
  const revisions = asObjects(json['actions']).flatMap(
    action => asString(asObject(action['lastBuiltRevision'])['SHA1']) ?? [],
  );
  return [...new Set(revisions)];
}

function isBranchProperty(property: JsonObject): boolean {
  return asText(property['_class']).endsWith('.BranchJobProperty');
}

function comparedIn(json: JsonObject): ComparedBuild | undefined {
  const build = parseBuild(json);
  if (!build) return undefined;
  return {
    build,
    agent: asString(json['builtOn']) || undefined,
    parameters: parametersIn(json),
    commits: commitsIn(json),
  };
}
