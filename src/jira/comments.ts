import { type JsonObject, numberAt, objectAt, objectsAt, stringAt } from '../base/json.ts';
import { adfToText, textToAdf } from './documents/adfText.ts';
import { JiraFlavor, type JiraSession, type ReadOptions } from './session.ts';

export interface Comment {
  readonly id: string;
  readonly author: string;
  /** As Jira writes times. */
  readonly created: string | undefined;
  /** As plain text; wiki markup stays as it is. */
  readonly text: string;
}

export interface CommentPage {
  /** Newest first. */
  readonly comments: readonly Comment[];
  readonly total: number;
}

/**
 * The newest comments of an issue.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/
 * @param count at most this many
 */
export async function listComments(
  session: JiraSession,
  key: string,
  count: number,
  options: ReadOptions = {},
): Promise<CommentPage> {
  const path = session.api(`/issue/${encodeURIComponent(key)}/comment?orderBy=-created&maxResults=${count}`);
  const answer = objectAt(await session.getJson(path, options));
  const comments = objectsAt(answer['comments']).map(json => parseComment(json));
  return { comments, total: numberAt(answer['total']) ?? comments.length };
}

/**
 * Adds a comment, once.
 * @param text plain text, which becomes a document of paragraphs on Cloud; wiki markup on Data Center
 * @throws InvalidRequestError with Jira's sentences; ForbiddenError; NotFoundError when the issue is gone or hidden
 */
export async function addComment(
  session: JiraSession,
  key: string,
  text: string,
  options: ReadOptions = {},
): Promise<Comment> {
  const body = session.flavor === JiraFlavor.cloud ? textToAdf(text) : text;
  const path = session.api(`/issue/${encodeURIComponent(key)}/comment`);
  return parseComment(objectAt(await session.postJson(path, { body }, options)));
}

/** A comment out of an answer. */
export function parseComment(json: JsonObject): Comment {
  const body = json['body'];
  return {
    id: stringAt(json['id']) ?? '',
    author: stringAt(objectAt(json['author'])['displayName']) ?? '',
    created: stringAt(json['created']),
    text: typeof body === 'string' ? body : adfToText(body),
  };
}
