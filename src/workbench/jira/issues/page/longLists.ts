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
  /** Number of pieces of the description. */
  readonly description?: number;
  readonly worklogs?: true;
  readonly history?: true;
  readonly children?: true;
}

/** Comments that are shown at first. */
export const firstComments = 100;

/** Commands of the buttons below a list that is not shown in whole. */
export const ListCommand = {
  comments: 'showOlderComments',
  body: 'showMoreDescription',
  worklogs: 'showAllWorklogs',
  history: 'showAllHistory',
  children: 'showAllChildren',
} as const;

/** @returns the part that a button asks for; undefined for other buttons */
export function wantedBy(
  command: string,
  { comments = firstComments, description = 1 }: WantedLists,
): WantedLists | undefined {
  // Three times as many each time, so that thousands take a few clicks.
  if (command === ListCommand.comments) return { comments: 3 * comments };
  if (command === ListCommand.body) return { description: 3 * description };
  if (command === ListCommand.worklogs) return { worklogs: true };
  if (command === ListCommand.children) return { children: true };
  return command === ListCommand.history ? { history: true } : undefined;
}

export interface ListReading {
  readonly session: JiraSession;
  readonly background: Background;
  readonly signal: AbortSignal;
}

/** Reads what is wanted beyond what came with the issue and its comments. */
export async function readLists(
  reading: ListReading,
  details: IssueDetails,
  wanted: WantedLists,
): Promise<IssueDetails> {
  return { ...details, ...(await readOthers(reading, details, wanted)) };
}

/**
 * Reads more of a list of a page; comments are read on from those that are shown.
 * @returns the list, longer; nothing where the page has it already
 */
export async function lengthenLists(
  reading: ListReading,
  details: IssueDetails,
  wanted: WantedLists,
): Promise<Partial<IssueDetails>> {
  const { issue, comments } = details;
  if (wanted.comments === undefined) return readOthers(reading, details, wanted);
  if (wanted.comments <= comments.length) return {};
  const { session, signal } = reading;
  // The oldest that is shown is read again: where others were deleted meanwhile, it has moved up, with those behind it.
  const oldest = comments[0];
  const after = Math.max(0, comments.length - 1);
  const older = await listComments(session, issue.key, wanted.comments - after, { signal, after });
  const counted = (commentCount: number) => ({ issue: { ...issue, commentCount } });
  if (oldest && !older.comments.some(({ id }) => id === oldest.id)) {
    const all = await listComments(session, issue.key, wanted.comments, { signal });
    return { ...counted(all.total), comments: all.comments.toReversed() };
  }
  // Those that were added meanwhile have moved the others.
  const known = new Set(comments.map(({ id }) => id));
  const added = older.comments.filter(({ id }) => !known.has(id));
  return { ...counted(older.total), comments: [...added.toReversed(), ...comments] };
}

async function readOthers(
  reading: ListReading,
  details: IssueDetails,
  wanted: WantedLists,
): Promise<Partial<IssueDetails>> {
  const { session, signal } = reading;
  const { issue, worklogs, worklogCount, history, historyCount } = details;
  const options = { signal };
  const [allWorklogs, allHistory, children] = await Promise.all([
    wanted.worklogs && worklogCount > worklogs.length && listWorklogs(session, issue.key, options),
    wanted.history && historyCount > history.length && listHistory(session, issue.key, options),
    readChildren(reading, details, wanted.children === true),
  ]);
  return {
    ...(allWorklogs && { worklogs: allWorklogs, worklogCount: Math.max(worklogCount, allWorklogs.length) }),
    ...(allHistory && { history: allHistory, historyCount: Math.max(historyCount, allHistory.length) }),
    ...(children !== details.children && { children }),
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
