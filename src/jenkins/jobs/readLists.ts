import { isObject, type JsonObject } from '../../base/json.ts';
import { UnexpectedAnswerError } from '../../http/errors.ts';
import { failureOf } from '../session/answers.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

/**
 * Reads an object with lists. An answer of another type is no empty folder.
 * @param lists names of the lists; each may be absent
 * @throws RequestError; UnexpectedAnswerError for a wrong type of the root or of a list
 */
export async function readLists(
  session: JenkinsSession,
  path: string,
  lists: readonly string[],
  options: ReadOptions,
): Promise<JsonObject> {
  const response = await session.get(path, options);
  if (response.mediaType === 'text/html') throw await failureOf(response);
  const root = await response.json();
  const isRight = isObject(root) && lists.every(name => root[name] === undefined || Array.isArray(root[name]));
  if (isRight) return root;
  throw new UnexpectedAnswerError('an answer of another type', response.request, { status: response.status });
}
