import { asObject, asString, type JsonObject } from '../../base/json.ts';
import type { HttpResponse } from '../../http/response.ts';
import { apiPath } from './apiPath.ts';

export const whoAmIPath = '/whoAmI/api/json?tree=anonymous,name';

/**
 * Whether Jenkins accepts these credentials, as only it can say: it names their person, which neither a portal does nor
 * a Jenkins that takes them for anybody. Without security it names nobody, and accepts all.
 * @param get sends with the credentials
 * @param isAnonymous whether there are none, so that nobody is to be named
 */
export async function provesLogin(get: (path: string) => Promise<HttpResponse>, isAnonymous = false): Promise<boolean> {
  const who = await readObject(get(whoAmIPath));
  if (asString(who['name']) === undefined) return false;
  if (who['anonymous'] === isAnonymous) return true;
  return (await readObject(get(apiPath('', 'useSecurity'))))['useSecurity'] === false;
}

/** @returns an empty object for any other answer */
async function readObject(answer: Promise<HttpResponse>): Promise<JsonObject> {
  const response = await answer;
  if (response.status === 200 && response.mediaType === 'application/json') return asObject(await response.json());
  response.discard();
  return {};
}
