import { asString, asText, isObject } from '../../../base/json.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';

/** Job of a connection. Tree nodes are this too, so commands take either. */
export interface JobRef {
  readonly connection: JenkinsConnection;
  /** The job's full name, branch names encoded. */
  readonly job: string;
}

/** A build of a job. */
export interface BuildRef extends JobRef {
  readonly number: number;
}

/** Job as settings and command links name it. */
export interface JobKey {
  /** The connection's id. */
  readonly connection: string;
  readonly job: string;
}

export function keyOf(ref: JobRef): JobKey {
  return { connection: ref.connection.id, job: ref.job };
}

export function parseJobKey(value: unknown): JobKey | undefined {
  if (!isObject(value)) return undefined;
  const connection = asString(value['connection']);
  const job = asString(value['job']);
  return connection && job ? { connection, job } : undefined;
}

export function isSameJob(a: JobKey, b: JobKey): boolean {
  return a.connection === b.connection && a.job === b.job;
}

/** Job that a command was called on: a node, a reference, or a key of a link. */
export function jobIn(target: unknown, find: (id: string) => JenkinsConnection | undefined): JobRef | undefined {
  if (!isObject(target)) return undefined;
  const job = asString(target['job']);
  const at = target['connection'];
  const connection = find(isObject(at) ? asText(at['id']) : asText(at));
  return job && connection ? { connection, job } : undefined;
}
