import { listComments } from '../../../../jira/comments/comments.ts';
import { listChildren } from '../../../../jira/issues/childIssues.ts';
import type { IssueDetails } from '../../../../jira/issues/issueDetails.ts';
import { listHistory, listWorklogs } from '../../../../jira/issues/issueLists.ts';
import type { JiraSession } from '../../../../jira/session/session.ts';
import type { Background } from '../../../shell/commands/background.ts';

/** Parts of long lists that a person wants to see on the page of an issue; Jira tells the rest with the issue. */
export interface WantedLists {
  /** Number of the newest comments. */
  readonly comments?: number;
  readonly worklogs?: true;
  readonly history?: true;
  readonly children?: true;
}

/** Comments that are shown at first. */
export const firstComments = 100;

/** Commands of the buttons below a list that is not shown in whole. */
export const ListCommand = {
  comments: 'showOlderComments',
  worklogs: 'showAllWorklogs',
  history: 'showAllHistory',
  children: 'showAllChildren',
} as const;

/** @returns the part that a button asks for; undefined for other buttons */
export function wantedBy(command: string, { comments = firstComments }: WantedLists): WantedLists | undefined {
  // Three times as many each time, so that thousands take a few clicks.
  if (command === ListCommand.comments) return { comments: 3 * comments };
  if (command === ListCommand.worklogs) return { worklogs: true };
  if (command === ListCommand.children) return { children: true };
  return command === ListCommand.history ? { history: true } : undefined;
}

export interface ListReading {
  readonly session: JiraSession;
  readonly background: Background;
  readonly signal: AbortSignal;
}

/** Reads what is wanted beyond what came with the issue. */
export async function readLists(
  reading: ListReading,
  details: IssueDetails,
  wanted: WantedLists,
): Promise<IssueDetails> {
  const { session, signal } = reading;
  const { issue, comments, worklogs, worklogCount, history, historyCount } = details;
  const { commentCount = comments.length } = issue;
  const wantedComments = Math.max(comments.length, wanted.comments ?? firstComments);
  const options = { signal };
  const [newest, allWorklogs, allHistory, children] = await Promise.all([
    // Those that came with the issue need not be the newest.
    commentCount > comments.length ? listComments(session, issue.key, wantedComments, options) : undefined,
    wanted.worklogs && worklogCount > worklogs.length ? listWorklogs(session, issue.key, options) : worklogs,
    wanted.history && historyCount > history.length ? listHistory(session, issue.key, options) : history,
    readChildren(reading, details, wanted.children === true),
  ]);
  return {
    ...details,
    comments: newest?.comments.toReversed() ?? comments,
    ...{ worklogs: allWorklogs, worklogCount: Math.max(worklogCount, allWorklogs.length) },
    ...{ history: allHistory, historyCount: Math.max(historyCount, allHistory.length) },
    children,
  };
}

/** Without them, the page shows all the rest. */
async function readChildren(
  { session, background, signal }: ListReading,
  { issue, isEpic, children }: IssueDetails,
  isWhole: boolean,
): Promise<IssueDetails['children']> {
  if (!isEpic || (children && !isWhole)) return children;
  const read = () => listChildren(session, issue.key, isWhole, { signal });
  return (await background.optional('The issues of an epic could not be read', read)) ?? children;
}
