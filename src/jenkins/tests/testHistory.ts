import { asBoolean, asNumber, asObjects, type JsonObject } from '../../base/json.ts';
import { NotFoundError } from '../../http/errors.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type TestIdentity, testPath } from './testPath.ts';

export const TestOutcome = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  /** The build has no such test, or no tests at all. */
  absent: 'absent',
} as const;
export type TestOutcome = (typeof TestOutcome)[keyof typeof TestOutcome];

/** Outcome of a test in a build. */
export interface PastTest {
  readonly number: number;
  readonly outcome: TestOutcome;
  readonly durationMs: number;
}

/** Requests at the same time. */
const atOnce = 4;
const maxBuilds = 10;
/** Jenkins' own limit of a job's newest builds in an answer. */
const cappedBuilds = 100;

/**
 * Reads the outcomes of a test in the last finished builds up to a build, newest first: one small request a build, and
 * one for their numbers. https://plugins.jenkins.io/junit/
 * @param most limit of the builds, at most 10
 * @throws RequestError
 */
export async function readTestHistory(
  session: JenkinsSession,
  job: string,
  number: number,
  test: TestIdentity,
  { most = maxBuilds, ...options }: ReadOptions & { readonly most?: number } = {},
): Promise<PastTest[]> {
  const numbers = (await finishedBuilds(session, job, number, options)).slice(0, Math.min(most, maxBuilds));
  const history: PastTest[] = [];
  for (let at = 0; at < numbers.length; at += atOnce) {
    const batch = numbers.slice(at, at + atOnce).map(each => readPast(session, job, each, test, options));
    history.push(...(await Promise.all(batch)));
  }
  return history;
}

/** Numbers up to this one, newest first. A build that is older than those that Jenkins lists stands for itself. */
async function finishedBuilds(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions,
): Promise<number[]> {
  const path = apiPath(jobPath(job), `builds[number,building]{0,${cappedBuilds}}`);
  const builds = asObjects((await session.getObject(path, { ...options, lists: ['builds'] }))['builds']);
  const numbers = builds
    .filter(each => !asBoolean(each['building']))
    .flatMap(each => asNumber(each['number']) ?? [])
    .filter(each => each <= number);
  return numbers.length > 0 ? numbers : [number];
}

async function readPast(
  session: JenkinsSession,
  job: string,
  number: number,
  test: TestIdentity,
  options: ReadOptions,
): Promise<PastTest> {
  try {
    const path = apiPath(testPath(job, number, test), 'age,failedSince,status,name,duration');
    const answer = await session.getObject(path, options);
    const durationMs = Math.max(0, asNumber(answer['duration']) ?? 0) * 1000;
    return { number, outcome: outcomeOf(answer), durationMs };
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return { number, outcome: TestOutcome.absent, durationMs: 0 };
  }
}

function outcomeOf({ status }: JsonObject): TestOutcome {
  if (status === 'FAILED' || status === 'REGRESSION') return TestOutcome.failed;
  return status === 'SKIPPED' ? TestOutcome.skipped : TestOutcome.passed;
}
