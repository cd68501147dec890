import { countIssues } from '../jql/queries.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { boardFieldsOf } from './boardFields.ts';
import type { Issue } from './issues.ts';
import { jqlOfChildren, type SearchCursor, searchIssues } from './search.ts';

export interface ChildIssues {
  /** Oldest first; perhaps not all. */
  readonly issues: readonly Issue[];
  /** Number of all; absent where Jira does not tell. */
  readonly total: number | undefined;
}

const pageSize = 100;

/**
 * Reads the issues below an epic.
 * @param isWhole whether all pages are read; else the first
 * @throws RequestError
 */
export async function listChildren(
  session: JiraSession,
  key: string,
  isWhole: boolean,
  options: ReadOptions = {},
): Promise<ChildIssues> {
  const isCloud = session.flavor === JiraFlavor.cloud;
  const jql = jqlOfChildren(key, isCloud ? undefined : await boardFieldsOf(session, options));
  const issues = new Map<string, Issue>();
  let cursor: SearchCursor | undefined;
  for (;;) {
    const page = await searchIssues(session, jql, pageSize, cursor, options);
    // A list that changes while it is read may have an issue on two of its pages.
    for (const issue of page.issues) issues.set(issue.key, issue);
    cursor = page.next;
    if (!cursor) return { issues: [...issues.values()], total: issues.size };
    if (isWhole) continue;
    return { issues: [...issues.values()], total: page.total ?? (await countIssues(session, jql, options)) };
  }
}
