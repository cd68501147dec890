import { asObject, asObjects, asString, asText, isObject, type JsonObject } from '../../base/json.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { type Job, jobStateTree, toJob } from '../jobs/jobs.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type Build, bareBuildTree, buildPath, buildTree, parseBuild } from './builds.ts';

/** Commit that is new in a build. */
export interface Change {
  readonly id: string;
  readonly author: string | undefined;
  /** The first line of its message. */
  readonly message: string;
}

/** Details of a build that its node does not show. */
export interface BuildDetails {
  readonly build: Build;
  readonly description: string | undefined;
  readonly changes: readonly Change[];
  /** Agent that it ran on; absent for the built-in node, and for Pipelines, whose stages may have an agent each. */
  readonly agent: string | undefined;
}

/** Details of a job that its node does not show. */
export interface JobDetails {
  readonly job: Job;
  readonly description: string | undefined;
  /** Of the last build. */
  readonly changes: readonly Change[];
  /** The last build that passed. */
  readonly lastPassed: Build | undefined;
}

const maxChanges = 20;
const items = `items[commitId,id,msg,author[fullName]]{0,${maxChanges}}`;
// A freestyle build has one set of changes, a pipeline a list of them.
const changesTree = `changeSet[${items}],changeSets[${items}]`;
const detailsTree = `${buildTree},description,builtOn,${changesTree}`;

/**
 * Reads the causes, changes and description of a build. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function readBuildDetails(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<BuildDetails | undefined> {
  const answer = await session.getObject(apiPath(buildPath(job, number), detailsTree), options);
  const build = parseBuild(answer);
  return (
    build && {
      build,
      description: asString(answer['description']) || undefined,
      changes: changesIn(answer),
      agent: asString(answer['builtOn']) || undefined,
    }
  );
}

/**
 * Reads the details of a job and its last build. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function readJobDetails(
  session: JenkinsSession,
  fullName: string,
  options: ReadOptions = {},
): Promise<JobDetails> {
  const tree = `${jobStateTree},description,lastStableBuild[${bareBuildTree}],lastBuild[${buildTree},${changesTree}]`;
  const answer = await session.getObject(apiPath(jobPath(fullName), tree), options);
  const job = toJob(answer, fullName);
  return {
    job,
    description: asString(answer['description']) || undefined,
    changes: isObject(answer['lastBuild']) ? changesIn(answer['lastBuild']) : [],
    lastPassed: parseBuild(answer['lastStableBuild']),
  };
}

function changesIn(build: JsonObject): Change[] {
  const sets = [asObject(build['changeSet']), ...asObjects(build['changeSets'])];
  return sets
    .flatMap(set => asObjects(set['items']))
    .slice(0, maxChanges)
    .map(item => {
      const [message = ''] = asText(item['msg']).split('\n', 1);
      const author = asString(asObject(item['author'])['fullName']);
      return { id: asString(item['commitId']) ?? asText(item['id']), author, message };
    });
}
