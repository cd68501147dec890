import { cooperatively, type Steps } from '../../base/cooperatively.ts';
import { asNumber, asObjects, asString, asStrings, asText, type JsonObject } from '../../base/json.ts';
import { TooLargeError } from '../../http/errors.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { plainTestText } from '../tests/plainTestText.ts';
import { reportsIn, reportsTree } from '../tests/reportOutline.ts';
import type { TestCounts } from '../tests/testCounts.ts';
import { TestOutcome } from '../tests/testHistory.ts';
import { reportPath, type TestIdentity } from '../tests/testPath.ts';
import { readTestReport } from '../tests/testReport.ts';

/** Test of a build as it is compared. */
export interface TestRun extends TestIdentity {
  readonly outcome: TestOutcome;
  readonly durationMs: number;
  /** Message of the failure, or its beginning; empty where there is none. */
  readonly message: string;
}

/** Tests of a build. */
export interface TestOutcomes {
  /** By their names and places. */
  readonly tests: ReadonlyMap<string, TestRun>;
  /** Whether those that passed are among them. */
  readonly isWhole: boolean;
}

/** Tests of a report that is read whole: it is parsed at once, while the editor waits. */
const maxWhole = 5000;
const maxMessage = 1000;
/** Cases between two yields. */
const stride = 200;
const tree = reportsTree('suites[enclosingBlockNames,cases[className,name,status,duration,errorDetails]]');

/**
 * Reads the outcomes of a build's tests, also of its cells and modules: all of them in a single request; of a large
 * report only the failed and the skipped ones. https://plugins.jenkins.io/junit/
 * @param counts undefined for a build without tests, of which nothing is asked
 * @throws RequestError
 */
export async function readTestOutcomes(
  session: JenkinsSession,
  job: string,
  number: number,
  counts: TestCounts | undefined,
  options: ReadOptions = {},
): Promise<TestOutcomes> {
  if (!counts) return { tests: new Map(), isWhole: true };
  if (counts.failed + counts.passed + counts.skipped <= maxWhole) {
    try {
      const path = apiPath(reportPath(job, number), tree);
      const answer = await session.getObject(path, { ...options, lists: ['suites', 'childReports'] });
      const tests = await cooperatively(testSteps(answer), options.signal);
      options.signal?.throwIfAborted();
      return { tests: tests ?? new Map(), isWhole: true };
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw error;
    }
  }
  const report = await readTestReport(session, job, number, options);
  const runs = report.tests.map(test => ({
    ...test,
    outcome: test.isFailed ? TestOutcome.failed : TestOutcome.skipped,
    message: test.message.slice(0, maxMessage),
  }));
  return { tests: new Map(runs.map(test => [keyOf(test), test])), isWhole: false };
}

function* testSteps(answer: JsonObject): Steps<Map<string, TestRun>> {
  const tests = new Map<string, TestRun>();
  let count = 0;
  for (const { child, json } of reportsIn(answer)) {
    for (const suite of asObjects(json['suites'])) {
      const blocks = asStrings(suite['enclosingBlockNames']).reverse();
      for (const each of asObjects(suite['cases'])) {
        const test = runIn(each, { child, blocks });
        if (test) add(tests, test);
        if (++count % stride === 0) yield;
      }
    }
  }
  return tests;
}

/** Tests of the same name count as one, which failed where any of them did. */
function add(tests: Map<string, TestRun>, test: TestRun): void {
  const key = keyOf(test);
  const known = tests.get(key);
  const told = known && ranks[known.outcome] > ranks[test.outcome] ? known : test;
  tests.set(key, { ...told, durationMs: test.durationMs + (known?.durationMs ?? 0) });
}

const ranks: Readonly<Record<TestOutcome, number>> = { failed: 3, passed: 2, skipped: 1, absent: 0 };

function runIn(json: JsonObject, place: Pick<TestIdentity, 'child' | 'blocks'>): TestRun | undefined {
  const name = asString(json['name']);
  if (name === undefined) return undefined;
  return {
    ...place,
    className: asText(json['className']),
    name,
    outcome: outcomeOf(json['status']),
    durationMs: Math.max(0, asNumber(json['duration']) ?? 0) * 1000,
    message: plainTestText(asText(json['errorDetails']).slice(0, maxMessage)),
  };
}

function outcomeOf(status: unknown): TestOutcome {
  if (status === 'FAILED' || status === 'REGRESSION') return TestOutcome.failed;
  return status === 'SKIPPED' ? TestOutcome.skipped : TestOutcome.passed;
}

function keyOf({ className, name, child, blocks }: TestIdentity): string {
  return JSON.stringify([child, blocks, className, name]);
}
