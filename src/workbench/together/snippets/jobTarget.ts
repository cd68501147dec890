import { asNumber, isObject } from '../../../base/json.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { jobIn } from '../../jenkins/jobs/jobRef.ts';
import type { JobTarget } from './jenkinsCalls.ts';

/** Job of a line or a document, with the build where it is one. */
export function jobTargetIn(
  target: unknown,
  find: (id: string) => JenkinsConnection | undefined,
): JobTarget | undefined {
  const job = jobIn(target, find);
  return job && { ...job, number: isObject(target) ? asNumber(target['number']) : undefined };
}
