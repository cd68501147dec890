import { asObjects, asString } from '../../base/json.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { buildPath } from './builds.ts';

/**
 * Whether this account started a build, here or in a browser: its causes name the account. False where they name another
 * one beside it.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function isOwnBuild(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<boolean> {
  const [me, build] = await Promise.all([
    session.getObject(apiPath('/me', 'id'), options),
    session.getObject(apiPath(buildPath(job, number), 'actions[causes[userId]]'), options),
  ]);
  const id = asString(me['id']);
  const starters = asObjects(build['actions'])
    .flatMap(action => asObjects(action['causes']))
    .flatMap(cause => asString(cause['userId']) ?? []);
  return id !== undefined && starters.length > 0 && starters.every(starter => starter === id);
}
