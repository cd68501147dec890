import { TestOutcome } from '../tests/testHistory.ts';
import type { TestOutcomes, TestRun } from './testOutcomes.ts';

/** Test in two builds. */
export interface TestPair {
  readonly first: TestRun;
  readonly second: TestRun;
}

/** Differences of the tests of two builds; each list in the order of its report. */
export interface TestDifferences {
  /** Tests that fail in the second build alone. */
  readonly newlyFailing: readonly TestRun[];
  readonly stillFailing: readonly TestPair[];
  /** Tests that fail in the first build alone, and are in both. */
  readonly fixed: readonly TestRun[];
  /** Tests that the second build skips and the first does not. */
  readonly newlySkipped: readonly TestRun[];
  /** Tests that only one of the builds has, and that do not fail there. */
  readonly onlyFirst: readonly TestRun[];
  readonly onlySecond: readonly TestRun[];
  /** Failing tests of the first build that the second does not have. */
  readonly gone: readonly TestRun[];
  /** Tests that took much longer in the second build, those that lost the most time first. */
  readonly slower: readonly TestPair[];
  /** Whether tests that passed are compared, too: else those that are in one build alone, and durations, are not known. */
  readonly isWhole: boolean;
}

/** A test grew much slower from this difference on, in milliseconds, and from this factor on. */
const leastSlowerMs = 1000;
const leastFactor = 1.5;

export function compareTests(first: TestOutcomes, second: TestOutcomes): TestDifferences {
  const isWhole = first.isWhole && second.isWhole;
  const pairs: TestPair[] = [];
  const added: TestRun[] = [];
  const newlyFailing: TestRun[] = [];
  for (const [key, test] of second.tests) {
    const other = first.tests.get(key);
    if (other) pairs.push({ first: other, second: test });
    else added.push(test);
    if (isFailed(test) && !isFailed(other)) newlyFailing.push(test);
  }
  const gone = [...first.tests].flatMap(([key, test]) => (second.tests.has(key) ? [] : [test]));
  return {
    newlyFailing,
    stillFailing: pairs.filter(pair => isFailed(pair.first) && isFailed(pair.second)),
    fixed: [
      ...pairs.filter(pair => isFailed(pair.first) && !isFailed(pair.second)).map(pair => pair.first),
      // Of a large report, those that passed are not read.
      ...(isWhole ? [] : gone.filter(isFailed)),
    ],
    newlySkipped: pairs
      .filter(pair => pair.second.outcome === TestOutcome.skipped && pair.first.outcome === TestOutcome.passed)
      .map(pair => pair.second),
    onlyFirst: isWhole ? gone.filter(test => !isFailed(test)) : [],
    onlySecond: isWhole ? added.filter(test => !isFailed(test)) : [],
    gone: isWhole ? gone.filter(isFailed) : [],
    slower: isWhole ? pairs.filter(isMuchSlower).sort((a, b) => longerMs(b) - longerMs(a)) : [],
    isWhole,
  };
}

/** Milliseconds that a test took longer in the second build. */
export function longerMs({ first, second }: TestPair): number {
  return second.durationMs - first.durationMs;
}

function isMuchSlower(pair: TestPair): boolean {
  return longerMs(pair) >= leastSlowerMs && pair.second.durationMs >= leastFactor * pair.first.durationMs;
}

function isFailed(test: TestRun | undefined): boolean {
  return test?.outcome === TestOutcome.failed;
}
