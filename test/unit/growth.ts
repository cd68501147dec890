import assert from 'node:assert/strict';

const attempts = 8;
/** Work on four times the input is four times as much when it is linear, sixteen times when it is quadratic. */
const maxRatio = 9;

/** Asserts that work grows no faster than its input, by the ratio of its durations for a size and for four times it. */
export function assertLinear<Input>(
  name: string,
  make: (size: number) => Input,
  work: (input: Input) => unknown,
  size: number,
): void {
  const [small, large] = [make(size), make(4 * size)];
  work(small);
  work(large);
  let ratio = Number.POSITIVE_INFINITY;
  // Other work on the machine only makes a duration longer: the shortest ones count.
  let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < attempts && ratio > maxRatio; attempt++) {
    least = Math.min(
      least,
      durationOf(() => work(small)),
    );
    most = Math.min(
      most,
      durationOf(() => work(large)),
    );
    ratio = most / Math.max(least, leastMs);
  }
  assert.ok(ratio <= maxRatio, `${name}: ${most.toFixed(1)} ms after ${least.toFixed(1)} ms`);
}

/** Shorter durations say nothing. */
const leastMs = 2;

function durationOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
