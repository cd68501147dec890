import { append } from '../../base/append.ts';
import { decodedUri } from '../../base/decodedUri.ts';
import { asObject, asObjects, asString, type JsonObject } from '../../base/json.ts';
import {
  ForbiddenError,
  NotFoundError,
  RequestError,
  ServerError,
  TimedOutError,
  TooLargeError,
  UnexpectedAnswerError,
} from '../../http/errors.ts';
import { briefBuildTree } from '../builds/builds.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { childName, isName, jobPath } from './jobPath.ts';
import { type Job, JobKind, kindOf, toJob } from './jobs.ts';

/** Detail of the index, which decides how much is requested for each job. */
export const IndexDetail = {
  /** Names and states. */
  states: 'states',
  /** Their last builds as well. */
  builds: 'builds',
  /** Also the people behind the builds. */
  people: 'people',
} as const;
export type IndexDetail = (typeof IndexDetail)[keyof typeof IndexDetail];

/** Job in the index; folders are entries, too. */
export interface IndexedJob extends Job {
  /** Ids of the users who started the last build or whose changes are in it; empty unless people were asked for. */
  readonly people: readonly string[];
}

/** Limits that no Jenkins reaches: a server that invents folders would be read for ever. */
export interface IndexLimits {
  /** Levels of folders. */
  readonly levels: number;
  readonly jobs: number;
}

const usualLimits: IndexLimits = { levels: 50, jobs: 1_000_000 };

export interface IndexOptions extends ReadOptions {
  readonly detail?: IndexDetail;
  /** Called with each batch as its answer comes; a batch holds the entries of a single answer. */
  readonly onJobs?: (jobs: readonly IndexedJob[]) => void;
  /** Called for each folder whose jobs could not be read, while others could, or lie beyond the limits. */
  readonly onUnread?: (folder: string) => void;
  readonly limits?: IndexLimits;
}

/** Levels in a single request. */
const nesting = 3;
const atOnce = 4;

const stateTree = 'name,displayName,color';
const trees: Readonly<Record<IndexDetail, string>> = {
  states: stateTree,
  builds: `${stateTree},lastBuild[${briefBuildTree}]`,
  people: `${stateTree},lastBuild[${briefBuildTree},actions[causes[userId]],culprits[absoluteUrl]]`,
};

/**
 * Lists all jobs and folders that the account may see, at any depth: one request for three levels, then one for each
 * folder at the lowest of them. Where three levels at once are too much for the controller, it reads level by level. A
 * folder that fails by itself is reported and left out, and so are those beyond the limits.
 * @throws RequestError when nothing can be read at all; the signal's reason when it is aborted
 */
export async function indexJobs(session: JenkinsSession, options: IndexOptions = {}): Promise<IndexedJob[]> {
  const { limits = usualLimits, onUnread } = options;
  const found: IndexedJob[] = [];
  let folders = [''];
  let depth = nesting;
  while (folders.length > 0) {
    // Answers come in any order; the jobs stand in that of their folders.
    const read = new Map<string, { readonly entries: readonly IndexedJob[]; readonly deeper: readonly string[] }>();
    let count = found.length;
    const ask = async (folder: string) => {
      if (count >= limits.jobs) return onUnread?.(folder);
      const answer = await readNested(session, folder, depth, options)
        .catch(error => {
          if (depth === 1 || !isTooMuch(error)) throw error;
          depth = 1;
          return readNested(session, folder, 1, options);
        })
        .catch(error => {
          if (folder === '' || !isOfFolder(error)) throw error;
          onUnread?.(folder);
          return {};
        });
      const { entries, below } = collect(answer, folder);
      const isTooDeep = (each: string) => each.split('/').length >= limits.levels;
      for (const each of below) if (isTooDeep(each)) onUnread?.(each);
      read.set(folder, { entries, deeper: below.filter(each => !isTooDeep(each)) });
      count += entries.length;
      options.onJobs?.(entries);
    };
    await inParallel(folders, ask);
    const inOrder = folders.flatMap(folder => read.get(folder) ?? []);
    for (const { entries } of inOrder) append(found, entries);
    folders = inOrder.flatMap(({ deeper }) => deeper);
  }
  return found;
}

async function readNested(
  session: JenkinsSession,
  folder: string,
  depth: number,
  { detail = IndexDetail.states, signal, background }: IndexOptions,
): Promise<JsonObject> {
  const tree = nested(trees[detail], depth);
  return session.getObject(apiPath(jobPath(folder), tree), { signal, background, lists: ['jobs'] });
}

function nested(fields: string, depth: number): string {
  return depth === 1 ? `jobs[${fields}]` : `jobs[${fields},${nested(fields, depth - 1)}]`;
}

function isTooMuch(error: unknown): boolean {
  const tooMuch = error instanceof TooLargeError || error instanceof ServerError || error instanceof TimedOutError;
  return error instanceof RequestError && tooMuch;
}

const ofFolder = [NotFoundError, ForbiddenError, ServerError, TooLargeError, UnexpectedAnswerError];

/** Whether a failure concerns a single folder: it was deleted meanwhile, is hidden, or a part of it is broken. */
function isOfFolder(error: unknown): error is RequestError {
  return ofFolder.some(type => error instanceof type);
}

/** Collects the entries of an answer, and the folders whose own entries are not in it. */
function collect(answer: JsonObject, folder: string) {
  const entries: IndexedJob[] = [];
  const below: string[] = [];
  const walk = (level: JsonObject, parent: string, depth: number) => {
    for (const json of asObjects(level['jobs'])) {
      const name = asString(json['name']);
      if (name === undefined || !isName(name)) continue;
      const fullName = childName(parent, name);
      entries.push({ ...toJob(json, fullName), people: peopleOf(json) });
      if (kindOf(json) === JobKind.job) continue;
      if (depth > 1 && Array.isArray(json['jobs'])) walk(json, fullName, depth - 1);
      else below.push(fullName);
    }
  };
  walk(answer, folder, nesting);
  return { entries, below };
}

function peopleOf(json: JsonObject): string[] {
  const build = asObject(json['lastBuild']);
  const starters = asObjects(build['actions']).flatMap(action => asObjects(action['causes']));
  const ids = starters.flatMap(cause => asString(cause['userId']) ?? []);
  const culprits = asObjects(build['culprits']).flatMap(user => idInUrl(asString(user['absoluteUrl'])) ?? []);
  return [...new Set([...ids, ...culprits])];
}

/** Reads only the last part: the host depends on the controller's settings. */
function idInUrl(url = ''): string | undefined {
  const last = /\/user\/([^/]+)\/?$/.exec(url)?.[1];
  return last && decodedUri(last);
}

async function inParallel<T>(tasks: readonly T[], run: (task: T) => Promise<void>): Promise<void> {
  const waiting = [...tasks];
  const work = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await run(task);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, work));
}
