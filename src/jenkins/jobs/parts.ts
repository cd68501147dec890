import { asObject, asObjects, asText, type JsonObject } from '../../base/json.ts';
import { NotFoundError } from '../../http/errors.ts';
import { type Build, bareBuildTree, buildPath, parseBuild } from '../builds/builds.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { jobPath, partName, readablePart } from './jobPath.ts';
import { type Job, jobTree, toJob } from './jobs.ts';
import { PartKind } from './partKind.ts';

/** Build of a part within a build of its project. */
export interface PartRun {
  /** Name of the part as {@link partName} has it. */
  readonly job: string;
  readonly label: string;
  /** Absent where it has not begun. */
  readonly build: Build | undefined;
  /** Whether it waits in the queue. */
  readonly isQueued?: boolean;
  /** Why it waits there, in Jenkins' sentence. */
  readonly why?: string | undefined;
}

/** Build of a project. */
interface Run {
  readonly job: string;
  readonly number: number;
}

/** Part in the answer of its project. */
interface Part {
  readonly job: string;
  readonly json: JsonObject;
}

const lists = { [PartKind.configuration]: 'activeConfigurations', [PartKind.module]: 'modules' } as const;
/** Jenkins' own limit of a job's newest builds in an answer. */
const cappedBuilds = 100;

/**
 * Lists the parts of a project with their last builds, in Jenkins' order.
 * https://plugins.jenkins.io/matrix-project/ https://plugins.jenkins.io/maven-plugin/
 * @throws RequestError
 */
export async function listParts(
  session: JenkinsSession,
  project: string,
  kind: PartKind,
  options: ReadOptions = {},
): Promise<Job[]> {
  return (await readParts(session, project, { kind, tree: jobTree }, options)).map(({ job, json }) => ({
    ...toJob(json, job),
    label: labelOf(job, json, kind),
  }));
}

/**
 * Lists the builds of the parts that belong to a build of their project.
 * @throws RequestError
 */
export function listPartRuns(
  session: JenkinsSession,
  run: Run,
  kind: PartKind,
  options: ReadOptions = {},
): Promise<PartRun[]> {
  return kind === PartKind.configuration ? listCells(session, run, options) : listModules(session, run, options);
}

/** Jenkins lists an older run of each cell that has not begun, or that was left out, and none of a cell without any. */
async function listCells(session: JenkinsSession, { job, number }: Run, options: ReadOptions): Promise<PartRun[]> {
  const path = apiPath(buildPath(job, number), `building,runs[url,${bareBuildTree}]`);
  const { building, runs } = await session.getObject(path, { ...options, lists: ['runs'] });
  const isRunning = building === true;
  const queued = isRunning ? await listQueuedCells(session, { job, number }, options) : [];
  const waiting = new Map(queued.map(cell => [cell.job, cell]));
  const cells = asObjects(runs).flatMap((json): PartRun[] => {
    const part = partIn(job, json);
    const build = parseBuild(json);
    if (!part || !build) return [];
    const isOlder = build.number < number;
    if (isOlder ? !isRunning : build.number > number) return [];
    const inQueue = waiting.get(part);
    waiting.delete(part);
    if (isOlder && inQueue) return [inQueue];
    return [{ job: part, label: cellLabel(part), build: isOlder ? undefined : build }];
  });
  if (waiting.size === 0) return cells;
  return [...cells, ...waiting.values()].sort((one, other) => (one.label < other.label ? -1 : 1));
}

/** Lists the cells that wait in the queue for a build of their project. */
async function listQueuedCells(
  session: JenkinsSession,
  { job, number }: Run,
  options: ReadOptions,
): Promise<PartRun[]> {
  const tree = 'items[why,actions[causes[upstreamProject,upstreamBuild]],task[url]]';
  const { items } = await session.getObject(apiPath('/queue', tree), { ...options, lists: ['items'] });
  return asObjects(items).flatMap((item): PartRun[] => {
    const part = partIn(job, asObject(item['task']));
    const causes = asObjects(item['actions']).flatMap(({ causes: each }) => asObjects(each));
    const isOfRun = causes.some(each => each['upstreamProject'] === job && each['upstreamBuild'] === number);
    if (part === undefined || !isOfRun) return [];
    const why = asText(item['why']).trim() || undefined;
    return [{ job: part, label: cellLabel(part), build: undefined, isQueued: true, why }];
  });
}

/** A module's builds have the numbers of the project's. A module that was left out has none. */
async function listModules(session: JenkinsSession, { job, number }: Run, options: ReadOptions): Promise<PartRun[]> {
  const read = (builds: string) =>
    readParts(session, job, { kind: PartKind.module, tree: `displayName,${builds}` }, options);
  const last = await read(`lastBuild[${bareBuildTree}]`);
  const newest = Math.max(...last.map(({ json }) => numberIn(json['lastBuild'])));
  const older = newest - number + 1;
  const runOf = ({ job: part, json }: Part, build: Build | undefined): PartRun[] =>
    build ? [{ job: part, label: labelOf(part, json, PartKind.module), build }] : [];
  // All builds up to an old one would cost Jenkins more than that of each module.
  if (older > cappedBuilds) {
    const builds = await Promise.all(last.map(each => readOldBuild(session, each.job, number, options)));
    return last.flatMap((each, at) => runOf(each, builds[at]));
  }
  const modules = newest > number ? await read(`builds[${bareBuildTree}]{0,${older}}`) : last;
  return modules.flatMap(each => {
    const { lastBuild, builds } = each.json;
    const build = [lastBuild, ...asObjects(builds)].find(json => numberIn(json) === number);
    return runOf(each, parseBuild(build));
  });
}

/** @returns undefined for a module that was left out of it */
async function readOldBuild(
  session: JenkinsSession,
  module: string,
  number: number,
  options: ReadOptions,
): Promise<Build | undefined> {
  try {
    return parseBuild(await session.getObject(apiPath(buildPath(module, number), bareBuildTree), options));
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function numberIn(build: unknown): number {
  return parseBuild(build)?.number ?? 0;
}

async function readParts(
  session: JenkinsSession,
  project: string,
  { kind, tree }: { readonly kind: PartKind; readonly tree: string },
  options: ReadOptions,
): Promise<Part[]> {
  const list = lists[kind];
  const answer = await session.getObject(apiPath(jobPath(project), `${list}[url,${tree}]`), {
    ...options,
    lists: [list],
  });
  return asObjects(answer[list]).flatMap(json => {
    const job = partIn(project, json);
    return job === undefined ? [] : [{ job, json }];
  });
}

/** Part that the URL of it, or of its build, names. */
function partIn(project: string, { url }: JsonObject): string | undefined {
  if (!URL.canParse(asText(url))) return undefined;
  const segment = /([^/]+)(?:\/\d+)?\/?$/.exec(new URL(asText(url)).pathname)?.[1];
  return segment === undefined ? undefined : partName(project, segment);
}

/** Axes and values of a cell; a module's own name. */
function labelOf(part: string, { displayName }: JsonObject, kind: PartKind): string {
  if (kind === PartKind.configuration) return cellLabel(part);
  return asText(displayName) || readablePart(part).replace('$', ':');
}

/** A comma begins an axis where a name and an equal sign follow: values have commas, too. */
function cellLabel(part: string): string {
  return readablePart(part).replaceAll(/,(?=[^,=]+=)/g, ', ');
}
