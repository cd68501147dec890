import type { Steps } from '../../base/cooperatively.ts';
import { decodedUri } from '../../base/decodedUri.ts';
import { asObject, asObjects, asStrings, asText, type JsonObject } from '../../base/json.ts';
import { isName } from '../jobs/jobPath.ts';
import type { TestCounts } from './testCounts.ts';

const suites = 'suites[enclosingBlockNames,cases[status,age]]';
/** Fields of a report that tell which of its tests are worth reading: a small part of it. */
export const outlineTree = reportsTree(suites);

/** Fields of a build's report, and of those of its cells or modules. */
export function reportsTree(fields: string): string {
  return `${fields},childReports[child[number,url],result[${fields}]]`;
}

/** Cases between two yields. */
const stride = 1000;

/** Suite of a report by its place there, with the tests that are to be read. */
export interface SuiteOutline {
  /** Index of the report of a cell or a module; undefined for the build's own. */
  readonly report: number | undefined;
  /** The cell or module, as its address has it. */
  readonly child: string | undefined;
  /** Names of the stages and branches around it, the outermost first. */
  readonly blocks: readonly string[];
  readonly index: number;
  readonly size: number;
  /** Indices of its failed and skipped cases, in order. */
  readonly wanted: readonly number[];
}

export interface ReportOutline {
  readonly counts: TestCounts;
  readonly newFailures: number;
  readonly suites: readonly SuiteOutline[];
  /** Number of failed and skipped tests beyond the limit. */
  readonly left: number;
  /** Whether its tests ran in several branches, cells or modules. */
  readonly hasPlaces: boolean;
}

interface Draft extends SuiteOutline {
  readonly wanted: number[];
}

/** Failed and skipped cases, by how soon a person wants to read of them. */
class Cases {
  readonly fresh: [Draft, number][] = [];
  readonly failed: [Draft, number][] = [];
  readonly skipped: [Draft, number][] = [];
  passed = 0;

  add(suite: Draft, index: number, { status, age }: JsonObject): void {
    if (status === 'REGRESSION' || (status === 'FAILED' && age === 1)) this.fresh.push([suite, index]);
    else if (status === 'FAILED') this.failed.push([suite, index]);
    else if (status === 'SKIPPED') this.skipped.push([suite, index]);
    else this.passed++;
  }
}

/**
 * Parses a report's outline.
 * @param most limit of the tests to read: new failures first, then other failures, then skipped tests
 */
export function* outlineSteps(answer: JsonObject, most: number): Steps<ReportOutline> {
  const cases = new Cases();
  const drafts: Draft[] = [];
  const places = new Set<string>();
  for (const { report, child, json } of reportsIn(answer)) {
    for (const [index, suite] of asObjects(json['suites']).entries()) {
      const all = asObjects(suite['cases']);
      const blocks = asStrings(suite['enclosingBlockNames']).reverse();
      const draft: Draft = { report, child, blocks, index, size: all.length, wanted: [] };
      drafts.push(draft);
      if (all.length > 0) places.add(JSON.stringify([child, blocks]));
      for (const [at, each] of all.entries()) {
        cases.add(draft, at, each);
        if (at % stride === 0) yield;
      }
    }
  }
  const { fresh, failed, skipped, passed } = cases;
  const wanted = [...fresh, ...failed, ...skipped];
  for (const [suite, index] of wanted.slice(0, most)) suite.wanted.push(index);
  yield;
  for (const { wanted: indices } of drafts) indices.sort((a, b) => a - b);
  return {
    counts: { failed: fresh.length + failed.length, skipped: skipped.length, passed },
    newFailures: fresh.length,
    suites: drafts,
    left: Math.max(0, wanted.length - most),
    hasPlaces: places.size > 1,
  };
}

export interface Report {
  readonly report: number | undefined;
  readonly child: string | undefined;
  readonly json: JsonObject;
}

/** The build's own report, and those of its cells or modules, in an answer with the fields of {@link reportsTree}. */
export function reportsIn(answer: JsonObject): Report[] {
  const children = asObjects(answer['childReports']).map((each, report) => ({
    report,
    child: childOf(asText(asObject(each['child'])['url'])),
    json: asObject(each['result']),
  }));
  return [{ report: undefined, child: undefined, json: answer }, ...children];
}

/** Name of a cell or a module in the address of its build, which is not followed. */
function childOf(url: string): string | undefined {
  const name = /([^/]+)\/\d+\/?$/.exec(url)?.[1];
  const decoded = name === undefined ? '' : decodedUri(name);
  return isName(decoded) ? decoded : undefined;
}
