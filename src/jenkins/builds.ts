import { booleanAt, isObject, numberAt, objectAt, objectsAt, stringAt } from '../base/json.ts';
import { apiPath } from './apiPath.ts';
import { jobPath } from './jobPath.ts';
import type { JenkinsSession, ReadOptions } from './session.ts';

/** A build's result in Jenkins' own words. */
export const BuildResult = {
  success: 'SUCCESS',
  unstable: 'UNSTABLE',
  failure: 'FAILURE',
  aborted: 'ABORTED',
  notBuilt: 'NOT_BUILT',
} as const;
export type BuildResult = (typeof BuildResult)[keyof typeof BuildResult];

export interface Build {
  readonly number: number;
  /** Usually `#12`, unless somebody named it. */
  readonly displayName: string;
  readonly running: boolean;
  /** Absent while it runs, unless the result is certain already. */
  readonly result: BuildResult | undefined;
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** In milliseconds; 0 while it runs. */
  readonly durationMs: number;
  /** Jenkins' guess in milliseconds, where it has one. */
  readonly estimatedMs: number | undefined;
  /** Why it was started, in Jenkins' sentences. */
  readonly causes: readonly string[];
}

export const buildTree =
  'number,displayName,building,result,timestamp,duration,estimatedDuration,actions[causes[shortDescription]]';

const results = new Set<string>(Object.values(BuildResult));

/** A build out of an answer; undefined where there is none. */
export function parseBuild(value: unknown): Build | undefined {
  if (!isObject(value)) return undefined;
  const number = numberAt(value['number']);
  if (number === undefined) return undefined;
  const result = stringAt(value['result']);
  const estimate = numberAt(value['estimatedDuration']);
  return {
    number,
    displayName: stringAt(value['displayName']) ?? `#${number}`,
    running: booleanAt(value['building']) ?? false,
    result: result !== undefined && results.has(result) ? (result as BuildResult) : undefined,
    startedAt: numberAt(value['timestamp']) ?? 0,
    durationMs: numberAt(value['duration']) ?? 0,
    estimatedMs: estimate !== undefined && estimate > 0 ? estimate : undefined,
    causes: objectsAt(value['actions'])
      .flatMap(action => objectsAt(action['causes']))
      .flatMap(cause => stringAt(cause['shortDescription']) ?? []),
  };
}

/**
 * The newest builds of a job, newest first.
 * @param count at most this many; Jenkins gives no more than 100
 */
export async function listBuilds(
  session: JenkinsSession,
  job: string,
  count: number,
  options: ReadOptions = {},
): Promise<Build[]> {
  const answer = await session.getJson(apiPath(jobPath(job), `builds[${buildTree}]{0,${count}}`), options);
  return objectsAt(objectAt(answer)['builds']).flatMap(json => parseBuild(json) ?? []);
}

/** One build. */
export async function readBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<Build | undefined> {
  return parseBuild(await session.getJson(apiPath(buildPath(job, number), buildTree), options));
}

/** The path of a build below the base URL. */
export function buildPath(job: string, number: number): string {
  return `${jobPath(job)}/${number}`;
}
