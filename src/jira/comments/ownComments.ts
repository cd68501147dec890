import { asNumber, asObject, asObjects, asText, type JsonObject } from '../../base/json.ts';
import { parsePerson } from '../people/people.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { readMyself } from '../session/verify.ts';
import { type Comment, commentPath, parseComment } from './comments.ts';

/** Comments of an answer; Cloud gives no more. */
const pageSize = 100;

export interface OwnCommentQuestion {
  /** Whether it is the comment. Its properties are those of apps, by key; old Data Centers tell none. */
  readonly isIt: (comment: Comment, properties: JsonObject) => boolean;
  /** Time before which it cannot have been written, in milliseconds since 1970. */
  readonly since: number;
}

/**
 * Finds the newest comment of the session's user that is searched for, among all of an issue that are new enough.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/
 * @throws RequestError; NotFoundError when the issue is gone or hidden
 */
export async function findOwnComment(
  session: JiraSession,
  key: string,
  { isIt, since }: OwnCommentQuestion,
  options: ReadOptions = {},
): Promise<Comment | undefined> {
  const me = await readMyself(session, options.signal);
  const path = `${commentPath(session, key)}?orderBy=-created&expand=properties&maxResults=${pageSize}`;
  const found: Comment[] = [];
  for (let from = 0; ; ) {
    const answer = await session.getObject(`${path}&startAt=${from}`, { ...options, lists: ['comments'] });
    const page = asObjects(answer['comments']);
    for (const json of page) {
      const comment = parseComment(json);
      if (parsePerson(json['author'])?.id === me.id && isIt(comment, propertiesOf(json))) found.push(comment);
    }
    from += page.length;
    if (page.length === 0 || from >= (asNumber(answer['total']) ?? 0) || isOlder(page, since)) break;
  }
  return found.sort((a, b) => Number(b.id) - Number(a.id))[0];
}

/** Whether a page ends with comments before a time. Old Data Centers ignore the order: theirs ends with the newest. */
function isOlder(page: readonly JsonObject[], since: number): boolean {
  const [first, last] = [timeOf(page[0]), timeOf(page.at(-1))];
  return last < since && last <= first;
}

function timeOf(json: JsonObject | undefined): number {
  // `+0000` is a zone of Jira's that not each engine reads.
  return Date.parse(asText(json?.['created']).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}

function propertiesOf(json: JsonObject): JsonObject {
  return Object.fromEntries(asObjects(json['properties']).map(each => [asText(each['key']), asObject(each['value'])]));
}
