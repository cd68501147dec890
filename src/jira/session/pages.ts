import { asBoolean, asNumber, asObjects, type JsonObject } from '../../base/json.ts';
import type { JiraSession, ObjectOptions } from './session.ts';

const pageSize = 50;
/** A server that always has another page is not asked for ever. */
const maxPages = 100;

/**
 * Reads all pages of a list.
 * @param path perhaps with a query
 * @param names of the list in an answer: Cloud and Data Center may have different ones
 * @throws RequestError
 */
export async function readPages(
  session: JiraSession,
  path: string,
  names: readonly string[],
  options: ObjectOptions,
  size = pageSize,
): Promise<JsonObject[]> {
  const all: JsonObject[] = [];
  const more = path.includes('?') ? '&' : '?';
  for (let page = 0; page < maxPages; page++) {
    const query = `startAt=${all.length}&maxResults=${size}`;
    const answer = await session.getObject(`${path}${more}${query}`, options);
    const list = names.map(name => asObjects(answer[name])).find(each => each.length > 0) ?? [];
    all.push(...list);
    const isLast = asBoolean(answer['isLast']);
    // Lists of sprints tell no total.
    const total = asNumber(answer['total']) ?? (isLast === false ? Number.POSITIVE_INFINITY : all.length);
    if (list.length === 0 || isLast === true || all.length >= total) break;
  }
  return all;
}
