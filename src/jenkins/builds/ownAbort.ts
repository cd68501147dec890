import { asString } from '../../base/json.ts';
import { readLogTail } from '../logs/logTail.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

/** End of a log that has the line of its abort. */
const tailBytes = 8 * 1024;

/**
 * Whether this account aborted a build, also in a browser. Jenkins tells that in the log alone, by the name that it
 * shows; without one in the answers of older controllers it is not known, and false.
 * @throws RequestError
 */
export async function isOwnAbort(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<boolean> {
  const tail = await readLogTail(session, job, number, tailBytes, options);
  const text = Buffer.from(tail?.bytes ?? []).toString('utf8');
  const by = /^(?:\[[^\]\n]{1,40}\] )?Aborted by (.+?)\r?$/m.exec(text)?.[1];
  if (by === undefined) return false;
  const me = await session.getObject(apiPath('/me', 'id,fullName'), options);
  return [asString(me['id']), asString(me['fullName'])].includes(by);
}
