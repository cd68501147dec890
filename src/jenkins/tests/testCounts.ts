import { asNumber, type JsonObject } from '../../base/json.ts';

/** Test counts of a build. */
export interface TestCounts {
  readonly failed: number;
  readonly skipped: number;
  readonly passed: number;
}

/** Fields of {@link TestCounts} in an action. */
export const countsTree = 'failCount,skipCount,totalCount,urlName';

/** Parses the counts of a test report's action. */
export function countsIn(action: JsonObject): TestCounts | undefined {
  const failed = asNumber(action['failCount']);
  const total = asNumber(action['totalCount']);
  const skipped = asNumber(action['skipCount']) ?? 0;
  if (failed === undefined || total === undefined) return undefined;
  return { failed, skipped, passed: Math.max(0, total - failed - skipped) };
}
