import { asObjects, asString, asText } from '../../base/json.ts';
import { InvalidRequestError } from '../../http/errors.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { searchIssues } from './search.ts';

/** Issue to choose from. */
export interface FoundIssue {
  readonly key: string;
  readonly summary: string;
  /** Absent where Jira only suggests the issue. */
  readonly status?: string;
}

/** JQL for the issues that the account has viewed last. */
export const recentlyViewed = 'issuekey in issueHistory() ORDER BY lastViewed DESC';

/** Key of an issue, as people type it. */
const typedKey = /^[a-z][a-z0-9_]*-\d+$/i;

/**
 * JQL for the issue of a key, or for the issues whose texts hold all words; the last of them may be the beginning of a
 * longer word. Signs, and the words AND, OR and NOT, would be operators.
 * @returns undefined where the text has no word
 */
export function jqlOfText(text: string): string | undefined {
  if (typedKey.test(text)) return `key = "${text.toUpperCase()}"`;
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu);
  return words ? `text ~ "${words.join(' ')}*" ORDER BY updated DESC` : undefined;
}

/**
 * Finds issues by the words in their texts. Cloud also suggests issues by the beginning of their key, those of the
 * account first: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-issue-picker-get
 * @throws RequestError
 */
export async function findIssues(
  session: JiraSession,
  text: string,
  limit: number,
  options: ReadOptions = {},
): Promise<readonly FoundIssue[]> {
  const jql = jqlOfText(text);
  if (jql === undefined) return [];
  const searching = search(session, jql, limit, options);
  if (session.flavor !== JiraFlavor.cloud) return searching;
  const [suggested, issues] = await Promise.all([suggestIssues(session, text, options), searching]);
  const found = new Map(issues.map(issue => [issue.key, issue]));
  const first = suggested.map(issue => found.get(issue.key) ?? issue);
  return [...new Map([...first, ...issues].map(issue => [issue.key, issue])).values()].slice(0, limit);
}

async function search(session: JiraSession, jql: string, limit: number, options: ReadOptions) {
  try {
    return (await searchIssues(session, jql, limit, undefined, options)).issues;
  } catch (error) {
    // Of a key that is no issue's.
    if (error instanceof InvalidRequestError) return [];
    throw error;
  }
}

async function suggestIssues(session: JiraSession, text: string, options: ReadOptions): Promise<FoundIssue[]> {
  const query = new URLSearchParams({ query: text, currentJQL: 'ORDER BY updated DESC', showSubTasks: 'true' });
  const { sections } = await session.getObject(session.api(`/issue/picker?${query}`), options);
  return asObjects(sections)
    .flatMap(({ issues }) => asObjects(issues))
    .flatMap(({ key, summaryText }) => {
      const name = asString(key);
      return name ? [{ key: name, summary: asText(summaryText) }] : [];
    });
}
