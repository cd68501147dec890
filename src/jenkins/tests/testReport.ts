import { append } from '../../base/append.ts';
import { cooperatively, type Steps } from '../../base/cooperatively.ts';
import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { TooLargeError } from '../../http/errors.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { plainTestText } from './plainTestText.ts';
import { outlineSteps, outlineTree, type SuiteOutline } from './reportOutline.ts';
import { type ReportWindow, windowsOf } from './reportWindows.ts';
import type { TestCounts } from './testCounts.ts';
import { reportPath, type TestIdentity } from './testPath.ts';

/** Failed or skipped test of a build. */
export interface ReportedTest extends TestIdentity {
  readonly isFailed: boolean;
  /** Whether it failed, and not in the build before. */
  readonly isNew: boolean;
  /** Number of the first build of the current row of failures, where Jenkins knows it. */
  readonly failedSince: number | undefined;
  readonly durationMs: number;
  /** Message of the failure or reason of the skip; empty where there is none. */
  readonly message: string;
  readonly stackTrace: string;
}

/** Tests of a build that a person wants to read of. */
export interface TestReport {
  readonly counts: TestCounts;
  readonly newFailures: number;
  /** New failures first, then other failures, then skipped tests, each in the order of the report. */
  readonly tests: readonly ReportedTest[];
  /** Number of failed and skipped tests that are left out. */
  readonly left: number;
  /** Whether the build's tests ran in several branches, cells or modules. */
  readonly hasPlaces: boolean;
}

/** Limits of a report; each failed test is an item of the editor. */
const maxTests = 2000;
const maxWindows = 25;
/** Limits of texts, in characters. */
const maxMessage = 10_000;
const maxTrace = 20_000;
/** Cases between two yields. */
const stride = 100;

const facts = 'className,name,status,age,failedSince,duration,errorDetails,skippedMessage';

/**
 * Reads the failed and the skipped tests of a build, also those of its modules and cells (Maven, matrix): an outline
 * without names first, then only the parts of the report that have any, at most 25 requests. Yields to other work.
 * https://plugins.jenkins.io/junit/
 * @throws NotFoundError for a build without tests
 */
export async function readTestReport(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<TestReport> {
  const path = reportPath(job, number);
  const read = (tree: string) =>
    session.getObject(apiPath(path, tree), { ...options, lists: ['suites', 'childReports'] });
  const inSteps = async <T>(steps: Steps<T>): Promise<T> => {
    const done = await cooperatively(steps, options.signal);
    options.signal?.throwIfAborted();
    return done as T;
  };
  const outline = await inSteps(outlineSteps(await read(outlineTree), maxTests));
  const tests: ReportedTest[] = [];
  for (const window of windowsOf(outline.suites).slice(0, maxWindows)) {
    const answer = await readWindow(window, read);
    append(tests, await inSteps(testSteps(answer, window)));
  }
  const total = outline.counts.failed + outline.counts.skipped;
  return { ...outline, tests: tests.sort((a, b) => rankOf(a) - rankOf(b)), left: total - tests.length };
}

/** The stack traces are left out where they are too long. */
async function readWindow(window: ReportWindow, read: (tree: string) => Promise<JsonObject>): Promise<JsonObject> {
  try {
    return await read(treeOf(window, `${facts},errorStackTrace`));
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    return read(treeOf(window, facts));
  }
}

function treeOf({ report, suites, from, to }: ReportWindow, fields: string): string {
  const [first, last] = [suites[0]?.index ?? 0, suites.at(-1)?.index ?? 0];
  const range = to === undefined ? '' : `{${from},${to}}`;
  const tree = `suites[cases[${fields}]${range}]{${first},${last + 1}}`;
  return report === undefined ? tree : `childReports[result[${tree}]]{${report},${report + 1}}`;
}

function* testSteps(answer: JsonObject, { report, suites, from }: ReportWindow): Steps<ReportedTest[]> {
  const tests: ReportedTest[] = [];
  const json = report === undefined ? answer : asObject(asObject(asObjects(answer['childReports'])[0])['result']);
  const found = asObjects(json['suites']);
  for (const [at, suite] of suites.entries()) {
    const cases = asObjects(asObject(found[at])['cases']);
    for (const [count, index] of suite.wanted.entries()) {
      const test = testIn(cases[index - from], suite);
      if (test) tests.push(test);
      if (count % stride === 0) yield;
    }
  }
  return tests;
}

/** Undefined where a case is no failed or skipped one, as when it is beyond the window. */
function testIn(json: JsonObject | undefined, { child, blocks }: SuiteOutline): ReportedTest | undefined {
  const name = asString(json?.['name']);
  const status = json?.['status'];
  const isFailed = status === 'FAILED' || status === 'REGRESSION';
  if (!json || name === undefined || (!isFailed && status !== 'SKIPPED')) return undefined;
  const since = asNumber(json['failedSince']) ?? 0;
  return {
    ...{ className: asText(json['className']), name, child, blocks, isFailed },
    isNew: status === 'REGRESSION' || (isFailed && json['age'] === 1),
    failedSince: isFailed && since > 0 ? since : undefined,
    durationMs: Math.max(0, asNumber(json['duration']) ?? 0) * 1000,
    message: textOf(isFailed ? json['errorDetails'] : json['skippedMessage'], maxMessage),
    stackTrace: textOf(json['errorStackTrace'], maxTrace),
  };
}

function textOf(value: unknown, most: number): string {
  return plainTestText(asText(value).slice(0, most));
}

function rankOf({ isFailed, isNew }: ReportedTest): number {
  if (isNew) return 0;
  return isFailed ? 1 : 2;
}
