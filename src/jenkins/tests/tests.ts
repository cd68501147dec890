import { asNumber, asObjects, asString, asStrings, asText, type JsonObject } from '../../base/json.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { plainTestText } from './plainTestText.ts';
import { reportsIn, reportsTree } from './reportOutline.ts';
import { reportPath, type TestIdentity } from './testPath.ts';

/** Failed test of a build. */
export interface FailedTest extends TestIdentity {
  /** Whether it did not fail in the build before. */
  readonly isNew: boolean;
  /** Number of the first build of the current row of failures, where Jenkins knows it. */
  readonly failedSince: number | undefined;
  readonly durationMs: number;
  /** Message of the failure; empty where there is none. */
  readonly message: string;
  readonly stackTrace: string;
}

const fields = 'className,name,status,age,failedSince,duration,errorDetails,errorStackTrace';
const tree = reportsTree(`suites[enclosingBlockNames,cases[${fields}]]`);
/** Limit of a stack trace, in characters. */
const maxCharacters = 100_000;

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
  const answer = await session.getObject(apiPath(reportPath(job, number), tree), options);
  return reportsIn(answer).flatMap(({ child, json: report }) =>
    asObjects(report['suites']).flatMap(suite => {
      const blocks = asStrings(suite['enclosingBlockNames']).reverse();
      return asObjects(suite['cases']).flatMap(json => failedTest(json, { child, blocks }) ?? []);
    }),
  );
}

/** The path of the page about a build's tests. */
export function testReportPath(job: string, number: number): string {
  return `${reportPath(job, number)}/`;
}

function failedTest(json: JsonObject, place: Pick<TestIdentity, 'child' | 'blocks'>): FailedTest | undefined {
  const status = json['status'];
  const name = asString(json['name']);
  if (name === undefined || (status !== 'FAILED' && status !== 'REGRESSION')) return undefined;
  const since = asNumber(json['failedSince']) ?? 0;
  return {
    ...place,
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
