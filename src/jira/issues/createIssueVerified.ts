import { mayHaveArrived, RequestError, ServerError } from '../../http/errors.ts';
import { reconcileWrite, type UnconfirmedWrite, UnknownReason, WriteOutcome } from '../../http/writeOutcome.ts';
import type { CommentOptions } from '../comments/addCommentVerified.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession } from '../session/session.ts';
import { createIssue } from './createIssue.ts';
import type { Issue } from './issues.ts';
import { searchIssues } from './search.ts';

/** Outcome of creating an issue. */
export type IssueOutcome =
  | {
      readonly fate: typeof WriteOutcome.done;
      readonly key: string;
      /** Whether the answer was lost, so that only the trace proves it. */
      readonly traced: boolean;
    }
  | UnconfirmedWrite;

/** Issues of a person to read during the search for a trace. */
const looked = 20;

/**
 * Creates an issue, once, and determines the outcome even if the answer is lost, by searching for a new issue of this
 * person in the project with the same summary. Costs a request more than {@link createIssue}, for the earlier issues.
 * Cloud's search lags behind: its empty answer does not prove that none was created.
 * @param fields values by field id; project, type and summary among them
 * @throws RequestError when it is certain that nothing was created
 */
export async function createIssueVerified(
  session: JiraSession,
  project: string,
  fields: Readonly<Record<string, unknown>>,
  { signal, traceSignal, timing }: CommentOptions = {},
): Promise<IssueOutcome> {
  const before = new Set((await newestOwn(session, project, signal)).map(({ key }) => key));
  let lost: RequestError;
  try {
    return { fate: WriteOutcome.done, key: await createIssue(session, fields, { signal }), traced: false };
  } catch (error) {
    if (!(error instanceof RequestError) || !(mayHaveArrived(error) || error instanceof ServerError)) throw error;
    lost = error;
  }
  const summary = String(fields['summary'] ?? '').trim();
  const look = async () => {
    const own = await newestOwn(session, project, traceSignal);
    return own.find(issue => !before.has(issue.key) && issue.summary.trim() === summary);
  };
  const found = await reconcileWrite(lost, look, timing, traceSignal);
  if ('trace' in found) return { fate: WriteOutcome.done, key: found.trace.key, traced: true };
  if (found.fate === WriteOutcome.notDone && session.flavor === JiraFlavor.cloud) {
    return { fate: WriteOutcome.unknown, error: found.error, why: UnknownReason.mayStillCome };
  }
  return found;
}

async function newestOwn(session: JiraSession, project: string, signal?: AbortSignal): Promise<readonly Issue[]> {
  const jql = `project = "${project}" AND creator = currentUser() ORDER BY created DESC`;
  return (await searchIssues(session, jql, looked, undefined, { signal })).issues;
}
