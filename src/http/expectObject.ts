import { isObject, type JsonObject } from '../base/json.ts';
import { type RequestTrace, UnexpectedAnswerError } from './errors.ts';

/**
 * Returns an answer as an object with lists. Each list may be absent.
 * @throws UnexpectedAnswerError for a wrong type of the root or of a list
 */
export function expectObject(answer: unknown, request: RequestTrace, lists: readonly string[] = []): JsonObject {
  const isRight = isObject(answer) && lists.every(name => answer[name] === undefined || Array.isArray(answer[name]));
  if (isRight) return answer;
  throw new UnexpectedAnswerError('an answer of another type', request);
}

/**
 * Returns an answer as a list.
 * @throws UnexpectedAnswerError for a wrong type of the root
 */
export function expectList(answer: unknown, request: RequestTrace): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  throw new UnexpectedAnswerError('an answer of another type', request);
}
