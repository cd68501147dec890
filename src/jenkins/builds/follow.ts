import { Backoff } from '../../base/backoff.ts';
import { sleep } from '../../base/sleep.ts';
import { NotFoundError } from '../../http/errors.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type Build, readBuild } from './builds.ts';
import { readQueueItem } from './queue.ts';

export const Phase = {
  queued: 'queued',
  running: 'running',
  finished: 'finished',
  canceled: 'canceled',
  /** Jenkins forgot the queue item, or the build was deleted, before its end was seen. */
  lost: 'lost',
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** State of a requested build. */
export type BuildProgress =
  | { readonly phase: typeof Phase.queued; readonly why: string | undefined }
  | { readonly phase: typeof Phase.running | typeof Phase.finished; readonly build: Build }
  | { readonly phase: typeof Phase.canceled | typeof Phase.lost };

/**
 * Follows a queue item to its build and the build to its end. Polls almost at once, for an idle executor takes an item
 * in some milliseconds, then less often: up to 5 s apart.
 * @throws RequestError when polling fails; the signal's reason when it is aborted
 */
export async function* followQueueItem(
  session: JenkinsSession,
  job: string,
  id: number,
  options: ReadOptions = {},
): AsyncGenerator<BuildProgress> {
  const backoff = new Backoff({ first: 10, most: 5000, factor: 2.5 });
  for (;;) {
    await sleep(backoff.next(), options.signal);
    const item = await orGone(readQueueItem(session, id, options));
    if (!item) return yield { phase: Phase.lost };
    if (item.canceled) return yield { phase: Phase.canceled };
    if (item.buildNumber !== undefined) return yield* followBuild(session, job, item.buildNumber, options);
    yield { phase: Phase.queued, why: item.why };
  }
}

/** Follows a build to its end: polls at once, then 0.5 s to 5 s apart. */
export async function* followBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): AsyncGenerator<BuildProgress> {
  const backoff = new Backoff({ first: 500, most: 5000, factor: 1.3 });
  for (;;) {
    const build = await orGone(readBuild(session, job, number, options));
    if (!build) return yield { phase: Phase.lost };
    if (!build.running) return yield { phase: Phase.finished, build };
    yield { phase: Phase.running, build };
    await sleep(backoff.next(), options.signal);
  }
}

async function orGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
