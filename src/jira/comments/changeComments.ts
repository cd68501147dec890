import { isDeepStrictEqual } from 'node:util';
import { asObject, asString } from '../../base/json.ts';
import { UnidentifiedResultError } from '../../http/errors.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { changeTrace, deletionTrace } from '../../http/writeTraces.ts';
import type { JiraSession } from '../session/session.ts';
import { type Comment, commentJson, commentPath, type NewComment, parseComment, readComment } from './comments.ts';
import { findComments, isSameBody, plainText, readCommentBaseline } from './commentTrace.ts';

/**
 * Adds a comment, once; recognized again by its author and its text.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/
 * @throws InvalidRequestError with Jira's sentences; ForbiddenError; NotFoundError when the issue is gone or hidden
 */
export function addComment(
  session: JiraSession,
  key: string,
  comment: NewComment,
  control: WriteControl = {},
): Promise<Written<Comment>> {
  const path = commentPath(session, key);
  return session.write<Comment, ReadonlySet<string>>(
    {
      name: 'addComment',
      send: async wire => {
        const json = asObject(await wire.post(path, commentJson(comment)));
        if (asString(json['id']) !== undefined) return parseComment(json);
        throw new UnidentifiedResultError('no id of a new comment', session.traceOf('POST', path), 201);
      },
      trace: {
        before: signal => readCommentBaseline(session, key, { signal }),
        find: (before, signal) => findComments(session, key, comment.body, before, { signal }),
        object: `comment ${key}`,
      },
    },
    control,
  );
}

/**
 * Changes a comment. An absent visibility would open it to everybody, so always pass it.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/
 * @throws RequestError
 */
export function updateComment(
  session: JiraSession,
  key: string,
  id: string,
  comment: NewComment,
  control: WriteControl = {},
): Promise<Written<Comment>> {
  const wanted = plainText(comment.body);
  return session.write<Comment, Comment>(
    {
      name: 'updateComment',
      send: async wire => parseComment(asObject(await wire.put(commentPath(session, key, id), commentJson(comment)))),
      trace: changeTrace(
        signal => readComment(session, key, id, { signal }),
        (now, before) => {
          // Jira may keep a document in other words; one as it was before has none of its formats changed.
          const isChanged = isSameBody(now, comment.body) || !isDeepStrictEqual(now.body, before.body);
          return isChanged && plainText(now.text) === wanted ? now : undefined;
        },
      ),
    },
    control,
  );
}

/**
 * Deletes a comment for good.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/
 * @throws ForbiddenError; NotFoundError when it is gone already
 */
export function deleteComment(
  session: JiraSession,
  key: string,
  id: string,
  control: WriteControl = {},
): Promise<Written> {
  return session.write(
    {
      name: 'deleteComment',
      send: async wire => {
        await wire.delete(commentPath(session, key, id));
        return {};
      },
      trace: deletionTrace(signal => readComment(session, key, id, { signal })),
    },
    control,
  );
}
