import assert from 'node:assert/strict';

const attempts = 8;
const times = 4;
/** Work on four times the input is four times as much when it is linear, sixteen times when it is quadratic. */
const maxRatio = 9;

/**
 * Asserts that work grows no faster than its input, by the ratio of its processor times for a size and for four times
 * it. The time of the wall would also have that of other processes, such as those of the scenes of hostile servers.
 */
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
  // Garbage and a cold cache only make a duration longer: the shortest ones count.
  let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < attempts && ratio > maxRatio; attempt++) {
    // The processor's time is told in steps, so that of a short work is told of several.
    const several = durationOf(() => {
      for (let time = 0; time < times; time++) work(small);
    });
    least = Math.min(least, several / times);
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

/** Processor time of this thread, in milliseconds. */
function durationOf(work: () => unknown): number {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}
