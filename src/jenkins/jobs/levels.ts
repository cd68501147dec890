import { encodedUri } from '../../base/encodedUri.ts';
import { asObjects, asString, asText, isObject, type JsonObject } from '../../base/json.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { isName, jobPath } from './jobPath.ts';
import { HeadKind, type Job, JobKind, jobTree, parseJob, toJob } from './jobs.ts';

/** Place whose jobs Jenkins lists: a folder, or a view of it. */
export interface Place {
  /** The full name of the folder; empty for the top level. */
  readonly folder: string;
  /** Names of the view and of its parents, the outermost first; empty for the folder itself. */
  readonly view: readonly string[];
}

/** Content directly below a place. */
export interface Level {
  readonly jobs: readonly Job[];
  /** Names of the views here, without the one that shows all jobs. */
  readonly views: readonly string[];
}

/** The path of a place below the base URL. */
export function placePath({ folder, view }: Place): string {
  return jobPath(folder) + view.map(name => `/view/${encodedUri(name)}`).join('');
}

/**
 * Reads the content of a place, in a single request. A view may show jobs of folders below its own, so there the full
 * name counts. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @param kind of the folder; of a multibranch project, its views distinguish branches, tags and pull requests
 * @throws RequestError
 */
export async function readLevel(
  session: JenkinsSession,
  place: Place,
  kind: JobKind = JobKind.folder,
  options: ReadOptions = {},
): Promise<Level> {
  const isBranches = kind === JobKind.multibranch && place.view.length === 0;
  const views = isBranches ? 'views[name,jobs[name]]' : 'views[name],primaryView[name]';
  const names = place.view.length > 0 ? ',fullName' : '';
  const answer = await session.getObject(
    apiPath(placePath(place), `jobs[${jobTree}${names}${isBranches ? ',actions[_class]' : ''}],${views}`),
    {
      ...options,
      lists: ['jobs'],
    },
  );
  const heads = isBranches ? headsOf(answer) : undefined;
  const jobs = asObjects(answer['jobs']).flatMap(json => jobIn(json, place, heads) ?? []);
  return { jobs, views: isBranches ? [] : viewsOf(answer) };
}

function jobIn(json: JsonObject, place: Place, heads: ReadonlyMap<string, HeadKind> | undefined): Job | undefined {
  const fullName = asString(json['fullName']);
  if (!(fullName ?? asText(json['name'])).split('/').every(isName)) return undefined;
  const job = place.view.length > 0 && fullName ? toJob(json, fullName) : parseJob(json, place.folder);
  if (!job || !heads || job.kind !== JobKind.job) return job;
  const isPrimary = asObjects(json['actions']).some(action => action['_class'] === primaryAction);
  return { ...job, head: heads.get(asText(json['name'])) ?? HeadKind.branch, isPrimary };
}

/** Class of the action that marks a repository's main branch. */
const primaryAction = 'jenkins.scm.api.metadata.PrimaryInstanceMetadataAction';

/** A multibranch project has a view for its pull requests and another for its tags; its plugin fixes their names. */
function headsOf(answer: JsonObject): Map<string, HeadKind> {
  const kinds: Readonly<Record<string, HeadKind>> = { 'change-requests': HeadKind.pullRequest, tags: HeadKind.tag };
  const heads = new Map<string, HeadKind>();
  for (const view of asObjects(answer['views'])) {
    const kind = kinds[asText(view['name'])];
    if (!kind) continue;
    for (const job of asObjects(view['jobs'])) heads.set(asText(job['name']), kind);
  }
  return heads;
}

function viewsOf(answer: JsonObject): string[] {
  const primary = isObject(answer['primaryView']) ? asString(answer['primaryView']['name']) : undefined;
  const isAll = (name: string) => name === primary && name.toLowerCase() === 'all';
  return asObjects(answer['views'])
    .flatMap(view => asString(view['name']) ?? [])
    .filter(name => isName(name) && !isAll(name));
}
