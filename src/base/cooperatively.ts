/** Yield point. */
export type YieldPoint = undefined;

/** Cooperative work: a generator that yields wherever other work may run. The work between two yields is bounded. */
export type Steps<Result> = Generator<YieldPoint, Result>;

/** Runs all the steps without yielding. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Time slice between two yields, in milliseconds: the editor's process is blocked no longer. */
const sliceMs = 8;

/**
 * Runs the steps and yields to other work between them.
 * @param signal ends the work early
 * @returns undefined if it was ended early
 */
export async function cooperatively<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result | undefined> {
  let since = performance.now();
  for (;;) {
    if (signal?.aborted) return undefined;
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < sliceMs) continue;
    await new Promise<void>(resolve => setImmediate(resolve));
    since = performance.now();
  }
}
