import { asObject, asObjects, asString, asStrings, asText, type JsonObject } from '../../base/json.ts';
import { repositoryKey } from '../../base/repositoryKey.ts';
import { NotFoundError } from '../../http/errors.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { jobPath, readableName } from './jobPath.ts';

/** Facts about the sources that a job builds. */
export interface Heritage {
  /** The repositories, as {@link repositoryKey} gives them. */
  readonly repositories: readonly string[];
  /** Pages of the branch or the pull request on the repository's own host. */
  readonly pages: readonly string[];
  /** The branches of the last build, without `refs/remotes/origin/`. */
  readonly branches: readonly string[];
}

/**
 * Reads the sources that a job builds from its last build and its own metadata; undefined where there is no such job.
 * @throws RequestError
 */
export async function readHeritage(
  session: JenkinsSession,
  job: string,
  options: ReadOptions = {},
): Promise<Heritage | undefined> {
  const data = 'actions[remoteUrls,lastBuiltRevision[branch[name]]]';
  const tree = `actions[objectUrl],lastBuild[${data}]`;
  try {
    return heritageIn(await session.getObject(apiPath(jobPath(job), tree), options));
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function heritageIn(answer: JsonObject): Heritage {
  const build = asObjects(asObject(answer['lastBuild'])['actions']);
  const addresses = build.flatMap(action => asStrings(action['remoteUrls']));
  const revisions = build.flatMap(action => asObjects(asObject(action['lastBuiltRevision'])['branch']));
  return {
    repositories: addresses.flatMap(address => repositoryKey(address) ?? []),
    pages: asObjects(answer['actions']).flatMap(action => repositoryKey(asText(action['objectUrl'])) ?? []),
    branches: revisions.flatMap(branch => asString(branch['name'])?.replace(/^refs\/remotes\/[^/]+\//, '') ?? []),
  };
}

/** Whether a job builds a repository, as far as its facts show. */
export function isOfRepository({ repositories, pages }: Heritage, key: string): boolean {
  return repositories.includes(key) || pages.some(page => page === key || page.startsWith(`${key}/`));
}

/**
 * Finds the jobs whose last name is a branch's, those first whose path has the repository's name in it: others rarely
 * match.
 * @param jobs full names
 * @param key of the repository
 */
export function branchCandidates(jobs: Iterable<string>, branch: string, key: string): string[] {
  const repository = key.slice(key.lastIndexOf('/') + 1);
  const found = [...jobs].filter(job => readableName(job.slice(job.lastIndexOf('/') + 1)) === branch);
  const isLikely = (job: string) =>
    job
      .toLowerCase()
      .split('/')
      .slice(0, -1)
      .some(part => part.includes(repository));
  return [...found.filter(isLikely), ...found.filter(job => !isLikely(job))];
}
