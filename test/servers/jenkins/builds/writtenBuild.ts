import { findChild, newJob } from '../state/items.ts';
import type { JenkinsState } from '../state/jenkinsState.ts';
import { type Build, isJob } from '../state/model.ts';
import { generatedLineBytes } from './generatedLines.ts';

/**
 * Starts a build that prints what it is told and ends when it is told: `state.runner.write`, `state.runner.finish`.
 * @param name of a top-level job, which is made where it is absent
 */
export function startWrittenBuild(state: JenkinsState, name: string): Build {
  const known = findChild(state.root, name);
  const job =
    known && isJob(known)
      ? known
      : newJob('freestyle', name, state.root, {
          description: 'Prints what a test tells it.',
          concurrent: true,
          plan: () => ({ steps: [{ holds: true }], result: 'SUCCESS' }),
        });
  const { build } = state.startBuild(job, { delay: 0 });
  if (!build) throw new Error('no executor is free');
  return build;
}

const growEveryMs = 10;

/** Lets a build print numbered lines at a steady pace. Settled when all are printed; the build runs on. */
export async function growLog(
  build: Build,
  { megabytes, seconds }: { megabytes: number; seconds: number },
): Promise<void> {
  const lines = Math.round((megabytes * 1024 * 1024) / generatedLineBytes);
  const began = performance.now();
  for (let written = 0; written < lines; ) {
    await new Promise(done => setTimeout(done, growEveryMs));
    const due = Math.min(lines, Math.floor((lines * (performance.now() - began)) / (seconds * 1000)));
    if (due > written) build.log.appendLines(due - written);
    written = Math.max(written, due);
  }
}
