import type { Claims } from '../../../base/claims.ts';
import type { Build } from '../../../jenkins/builds/builds.ts';
import { type BuildRef, type JobRef, keyOf } from '../jobs/jobRef.ts';

/** Time in which another window may see the same end, in milliseconds. */
const toldMs = 24 * 3_600_000;

/**
 * Notes that a person is told the end of a build, or needs not be told.
 * @returns false if that was noted before, by any window
 */
export function noteEnd(claims: Claims, ref: JobRef, { number, startedAt }: Build): Promise<boolean> {
  const { connection, job } = keyOf(ref);
  return claims.note(`end ${connection} ${job} ${number} ${startedAt}`, toldMs);
}

/** Notes that the person stops a build. */
export async function noteStop(claims: Claims, build: BuildRef): Promise<void> {
  await claims.note(stopOf(build), toldMs);
}

/** Whether the person stopped a build, in any window. */
export function wasStopped(claims: Claims, build: BuildRef): Promise<boolean> {
  return claims.isNoted(stopOf(build));
}

function stopOf({ connection, job, number }: BuildRef): string {
  return `stop ${connection.id} ${job} ${number}`;
}
