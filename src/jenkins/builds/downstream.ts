import { asNumber, asObjects, asText, type JsonObject } from '../../base/json.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type Build, briefBuildTree, parseBuild } from './builds.ts';
import { jobOfUrl } from './queue.ts';

/** Build that another one has started. */
export interface DownstreamBuild {
  /** Full name of its job. */
  readonly job: string;
  readonly build: Build;
}

/** Newest builds of a downstream job to look through. */
const maxBuilds = 30;

const causes = 'actions[causes[upstreamProject,upstreamBuild]]';
const tree = `downstreamProjects[url,builds[${briefBuildTree},${causes}]{0,${maxBuilds}}]`;

/**
 * Lists builds that a build has started, among the newest of the jobs that its job leads to. Pipelines have no such
 * jobs. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function listDownstream(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<DownstreamBuild[]> {
  const answer = await session.getObject(apiPath(jobPath(job), tree), options);
  return asObjects(answer['downstreamProjects']).flatMap(project => {
    const name = jobOfUrl(asText(project['url']));
    if (name === undefined) return [];
    return asObjects(project['builds'])
      .filter(json => isStartedBy(json, job, number))
      .flatMap(json => parseBuild(json) ?? [])
      .map(build => ({ job: name, build }));
  });
}

function isStartedBy(json: JsonObject, job: string, number: number): boolean {
  return asObjects(json['actions'])
    .flatMap(action => asObjects(action['causes']))
    .some(cause => cause['upstreamProject'] === job && asNumber(cause['upstreamBuild']) === number);
}
