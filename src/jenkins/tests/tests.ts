import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { plainTestText } from './plainTestText.ts';
import { reportPath } from './testPath.ts';

/** Test counts of a build. */
export interface TestCounts {
  readonly failed: number;
  readonly skipped: number;
  readonly passed: number;
}

/** Failed test of a build. */
export interface FailedTest {
  /** With its package, where it has one. */
  readonly className: string;
  readonly name: string;
  /** Whether it did not fail in the build before. */
  readonly isNew: boolean;
  /** Number of the first build of the current row of failures, where Jenkins knows it. */
  readonly failedSince: number | undefined;
  readonly durationMs: number;
  /** Message of the failure; empty where there is none. */
  readonly message: string;
  readonly stackTrace: string;
}

/** Fields of {@link TestCounts} in an action. */
export const countsTree = 'failCount,skipCount,totalCount,urlName';
const casesTree = 'suites[cases[className,name,status,age,failedSince,duration,errorDetails,errorStackTrace]]';
/** Limit of a stack trace, in characters. */
const maxCharacters = 100_000;

/** Parses the counts of a test report's action. */
export function countsIn(action: JsonObject): TestCounts | undefined {
  const failed = asNumber(action['failCount']);
  const total = asNumber(action['totalCount']);
  const skipped = asNumber(action['skipCount']) ?? 0;
  if (failed === undefined || total === undefined) return undefined;
  return { failed, skipped, passed: Math.max(0, total - failed - skipped) };
}

/**
 * Lists the failed tests of a build, also of its modules if it has any (Maven, matrix), in the order of the report.
 * https://plugins.jenkins.io/junit/
 * @throws NotFoundError for a build without tests
 */
export async function listFailedTests(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<FailedTest[]> {
  const tree = `${casesTree},childReports[result[${casesTree}]]`;
  const answer = await session.getObject(apiPath(reportPath(job, number), tree), options);
  const reports = [answer, ...asObjects(answer['childReports']).map(child => asObject(child['result']))];
  return reports
    .flatMap(report => asObjects(report['suites']))
    .flatMap(suite => asObjects(suite['cases']))
    .flatMap(json => failedTest(json) ?? []);
}

/** The path of the page about a build's tests. */
export function testReportPath(job: string, number: number): string {
  return `${reportPath(job, number)}/`;
}

function failedTest(json: JsonObject): FailedTest | undefined {
  const status = json['status'];
  const name = asString(json['name']);
  if (name === undefined || (status !== 'FAILED' && status !== 'REGRESSION')) return undefined;
  const since = asNumber(json['failedSince']) ?? 0;
  return {
    className: asText(json['className']),
    name,
    isNew: status === 'REGRESSION' || json['age'] === 1,
    failedSince: since > 0 ? since : undefined,
    durationMs: Math.max(0, asNumber(json['duration']) ?? 0) * 1000,
    message: textAt(json['errorDetails']),
    stackTrace: textAt(json['errorStackTrace']),
  };
}

function textAt(value: unknown): string {
  return plainTestText(asText(value).slice(0, maxCharacters));
}
