import { type JsonObject, objectAt, objectsAt, stringAt, stringsAt } from '../base/json.ts';
import { NotFoundError } from '../http/index.ts';
import { apiPath } from './apiPath.ts';
import { jobPath, readableName } from './jobPath.ts';
import type { JenkinsSession, ReadOptions } from './session.ts';

/** What a job is known to build. */
export interface Heritage {
  /** The repositories, as {@link repositoryKey} gives them. */
  readonly repositories: readonly string[];
  /** Pages of the branch or the pull request on the repository's own host. */
  readonly pages: readonly string[];
  /** The branches of the last build, without `refs/remotes/origin/`. */
  readonly branches: readonly string[];
}

/**
 * One name for a repository, however its address is written: `git@h:a/b.git`, `https://u@h/scm/a/b`,
 * `ssh://git@h:7999/a/b` are all `h/a/b`.
 * @returns undefined for what is no address of a host, such as a path of this machine
 */
export function repositoryKey(address: string): string | undefined {
  const short = /^(?:[^@/\s]+@)?([^:/\s]+):(?!\/\/)(.+)$/.exec(address.trim());
  if (short && !/^[a-z]$/i.test(short[1] ?? '')) return joined(short[1] ?? '', short[2] ?? '');
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname, protocol } = new URL(address);
  return hostname && protocol !== 'file:' ? joined(hostname, pathname) : undefined;
}

function joined(host: string, path: string): string {
  const parts = path.split('/').filter(Boolean);
  // Bitbucket Server says "scm" in addresses by https, and not in those by ssh.
  if (parts.length > 2 && parts[0] === 'scm') parts.shift();
  return [host, ...parts]
    .join('/')
    .replace(/\.git$/i, '')
    .toLowerCase();
}

/** What a job builds, as its last build and its own metadata tell; undefined where there is no such job. */
export async function readHeritage(
  session: JenkinsSession,
  job: string,
  options: ReadOptions = {},
): Promise<Heritage | undefined> {
  const data = 'actions[remoteUrls,lastBuiltRevision[branch[name]]]';
  const tree = `actions[objectUrl],lastBuild[${data}]`;
  try {
    return heritageIn(objectAt(await session.getJson(apiPath(jobPath(job), tree), options)));
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function heritageIn(answer: JsonObject): Heritage {
  const build = objectsAt(objectAt(answer['lastBuild'])['actions']);
  const addresses = build.flatMap(action => stringsAt(action['remoteUrls']));
  const revisions = build.flatMap(action => objectsAt(objectAt(action['lastBuiltRevision'])['branch']));
  return {
    repositories: addresses.flatMap(address => repositoryKey(address) ?? []),
    pages: objectsAt(answer['actions']).flatMap(action => repositoryKey(stringAt(action['objectUrl']) ?? '') ?? []),
    branches: revisions.flatMap(branch => stringAt(branch['name'])?.replace(/^refs\/remotes\/[^/]+\//, '') ?? []),
  };
}

/** Whether a job builds a repository, as far as it says. */
export function isOfRepository({ repositories, pages }: Heritage, key: string): boolean {
  return repositories.includes(key) || pages.some(page => page === key || page.startsWith(`${key}/`));
}

/**
 * The jobs whose last name is a branch's, those first whose path has the repository's name in it: the others are
 * seldom the ones.
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
