import {
  asBoolean,
  asNumber,
  asObject,
  asObjects,
  asString,
  asText,
  isObject,
  type JsonObject,
} from '../../base/json.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { type PartKind, partKindOf } from '../jobs/partKind.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

/** A build's result in Jenkins' own words. */
export const BuildResult = {
  success: 'SUCCESS',
  unstable: 'UNSTABLE',
  failure: 'FAILURE',
  aborted: 'ABORTED',
  notBuilt: 'NOT_BUILT',
} as const;
export type BuildResult = (typeof BuildResult)[keyof typeof BuildResult];

/** Question that a running Pipeline waits for an answer to. */
export interface BuildInput {
  readonly id: string;
  readonly message: string;
  /** Users and groups who may answer, where they are listed. */
  readonly submitter: string | undefined;
}

export interface Build {
  readonly number: number;
  /** Whether it is a run of a Pipeline. */
  readonly isPipeline: boolean;
  /** Kind of the parts that were built with it: of a matrix, or of a Maven project. */
  readonly parts?: PartKind | undefined;
  /** Usually `#12`, unless the build was named. */
  readonly displayName: string;
  readonly running: boolean;
  /** Absent while it runs, unless the result is certain already. */
  readonly result: BuildResult | undefined;
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** In milliseconds; 0 while it runs. */
  readonly durationMs: number;
  /** Jenkins' estimate in milliseconds, if it has any. */
  readonly estimatedMs: number | undefined;
  /** Whether Jenkins never deletes it; also false where the request did not ask for it. */
  readonly keptForever: boolean;
  /** Why it was started, in Jenkins' sentences. */
  readonly causes: readonly string[];
  /** Those that it waits for; several where branches run side by side. */
  readonly inputs: readonly BuildInput[];
}

/** Fields of a run that tell its inputs. On finished runs they may load the whole program. */
export const inputsTree = 'actions[waitingForInput,executions[id,input[message,submitter]]]';

/** Fields of a {@link Build} without its causes, its inputs and whether it is kept. */
export const bareBuildTree = 'number,displayName,building,result,timestamp,duration,estimatedDuration';

/**
 * Fields of a {@link Build} without its causes and whether it is kept. Its inputs by way of its executor, which finished
 * builds do not have: so of these nothing more is asked.
 */
export const briefBuildTree = `${bareBuildTree},executor[currentExecutable[${inputsTree}]]`;
export const buildTree = `${briefBuildTree},keepLog,actions[causes[shortDescription]]`;

/** Jenkins' own limit of a job's newest builds in an answer. */
const cappedBuilds = 100;

const results = new Set<string>(Object.values(BuildResult));

/** Parses a build of an answer; undefined where there is none. */
export function parseBuild(value: unknown): Build | undefined {
  if (!isObject(value)) return undefined;
  const number = asNumber(value['number']);
  if (number === undefined) return undefined;
  const result = asString(value['result']);
  const estimate = asNumber(value['estimatedDuration']);
  return {
    number,
    isPipeline: isPipelineRun(value),
    parts: partKindOf(value),
    displayName: asString(value['displayName']) ?? `#${number}`,
    running: asBoolean(value['building']) ?? false,
    result: result !== undefined && results.has(result) ? (result as BuildResult) : undefined,
    startedAt: asNumber(value['timestamp']) ?? 0,
    durationMs: asNumber(value['duration']) ?? 0,
    estimatedMs: estimate !== undefined && estimate > 0 ? estimate : undefined,
    keptForever: asBoolean(value['keepLog']) ?? false,
    causes: causesIn(value),
    inputs: inputsIn(asObject(asObject(value['executor'])['currentExecutable'])),
  };
}

/** Whether a build's answer describes a run of a Pipeline. */
export function isPipelineRun(build: JsonObject): boolean {
  return asText(build['_class']).endsWith('.WorkflowRun');
}

/** Inputs that a run waits for. The action stays on a run that no longer waits. */
export function inputsIn(run: JsonObject): BuildInput[] {
  return executionsIn(run).map(({ id, input }) => ({
    id,
    message: asText(input['message']),
    submitter: asString(input['submitter']) || undefined,
  }));
}

/** Executions of the input steps that a run waits at. */
export function executionsIn(run: JsonObject): { readonly id: string; readonly input: JsonObject }[] {
  return asObjects(run['actions'])
    .filter(action => action['waitingForInput'] === true)
    .flatMap(action => asObjects(action['executions']))
    .flatMap(({ id, input }) => (asString(id) === undefined ? [] : [{ id: asText(id), input: asObject(input) }]));
}

/** Causes of a build or a queue item, in Jenkins' sentences; after a merge the same sentence may occur twice. */
export function causesIn(json: JsonObject): string[] {
  const sentences = asObjects(json['actions'])
    .flatMap(action => asObjects(action['causes']))
    .flatMap(cause => asString(cause['shortDescription']) ?? []);
  return [...new Set(sentences)];
}

/** Range of a job's builds, the newest being 0. */
export interface BuildRange {
  readonly from: number;
  /** End, exclusive. */
  readonly to: number;
}

/**
 * Lists builds of a job, newest first. Beyond the newest 100 the request costs Jenkins more, so that is done only where
 * the range reaches there. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @param wanted a range, or the number of the newest
 * @throws RequestError
 */
export async function listBuilds(
  session: JenkinsSession,
  job: string,
  wanted: number | BuildRange,
  options: ReadOptions = {},
): Promise<Build[]> {
  const { from, to } = typeof wanted === 'number' ? { from: 0, to: wanted } : wanted;
  const list = to > cappedBuilds ? 'allBuilds' : 'builds';
  const path = apiPath(jobPath(job), `${list}[${buildTree}]{${from},${to}}`);
  const answer = await session.getObject(path, { ...options, lists: [list] });
  return asObjects(answer[list]).flatMap(json => parseBuild(json) ?? []);
}

/**
 * Reads a build.
 * @returns undefined for an answer that does not describe a build
 * @throws RequestError; NotFoundError when the build is gone or hidden
 */
export async function readBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<Build | undefined> {
  return parseBuild(await session.getObject(apiPath(buildPath(job, number), buildTree), options));
}

/** The path of a build below the base URL. */
export function buildPath(job: string, number: number): string {
  return `${jobPath(job)}/${number}`;
}
