import { mayHaveArrived, RequestError, ServerError } from '../../http/errors.ts';
import { reconcileWrite, type TraceTiming, type UnconfirmedWrite, WriteOutcome } from '../../http/writeOutcome.ts';
import type { JiraSession } from '../session/session.ts';
import { addComment, type Comment, type NewComment } from './comments.ts';
import { findComment, readCommentBaseline } from './commentTrace.ts';

/** Outcome of a comment that was sent. */
export type CommentOutcome =
  | {
      readonly fate: typeof WriteOutcome.done;
      readonly comment: Comment;
      /** Whether the answer was lost, so that only the trace proves it. */
      readonly traced: boolean;
    }
  | UnconfirmedWrite;

export interface CommentOptions {
  /** Aborts the request; its outcome is looked for all the same. */
  readonly signal?: AbortSignal | undefined;
  /** Aborts the search for the trace: the outcome is then unknown. */
  readonly traceSignal?: AbortSignal | undefined;
  readonly timing?: TraceTiming | undefined;
}

/**
 * Adds a comment, once, and determines the outcome even if the answer is lost, by searching for a new comment of this
 * user with the same text. Costs a small request more than {@link addComment}, for the earlier comments.
 * @throws RequestError when it is certain that nothing was added: refused, unreachable, aborted before it began
 */
export async function addCommentVerified(
  session: JiraSession,
  key: string,
  comment: NewComment,
  { signal, traceSignal, timing }: CommentOptions = {},
): Promise<CommentOutcome> {
  const before = await readCommentBaseline(session, key, { signal });
  let lost: RequestError;
  try {
    const added = await addComment(session, key, comment, { signal });
    session.toldComments.add(added.id);
    return { fate: WriteOutcome.done, comment: added, traced: false };
  } catch (error) {
    if (!(error instanceof RequestError) || !mayHaveBeenAdded(error)) throw error;
    lost = error;
  }
  const look = () => findComment(session, key, comment.body, before, { signal: traceSignal });
  const found = await reconcileWrite(lost, look, timing, traceSignal);
  if (!('trace' in found)) return found;
  session.toldComments.add(found.trace.id);
  return { fate: WriteOutcome.done, comment: found.trace, traced: true };
}

/** Jira answers 500 even after it has kept a comment, when one of its listeners fails. */
function mayHaveBeenAdded(error: RequestError): boolean {
  return mayHaveArrived(error) || error instanceof ServerError;
}
