import { asObjects, asString, asText } from '../../base/json.ts';
import { ForbiddenError, InvalidRequestError, NotFoundError } from '../../http/errors.ts';
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
 * JQL for the issues whose texts hold all words; the last of them may be the beginning of a longer word, whose other
 * forms Jira does not look for then. Signs, and the words AND, OR and NOT, would be operators.
 * @returns undefined where the text has no word
 */
export function jqlOfText(text: string): string | undefined {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}_]+/gu)
    ?.join(' ');
  return words && `text ~ "${words}" OR text ~ "${words}*" ORDER BY updated DESC`;
}

/**
 * Finds issues by their key, or by the words in their texts. Cloud also suggests issues by the beginning of their key,
 * those of the account first; where it refuses to, the others are found all the same:
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-issue-picker-get
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
  const search = async (query: string) => (await searchIssues(session, query, limit, undefined, options)).issues;
  const searching = typedKey.test(text)
    ? search(`key = "${text.toUpperCase()}"`).catch(error => {
        // No issue has that key: the text only looks like it.
        if (error instanceof InvalidRequestError) return search(jql);
        throw error;
      })
    : search(jql);
  const suggesting = session.flavor === JiraFlavor.cloud ? suggestIssues(session, text, options) : [];
  const [issues, suggested] = await Promise.all([searching, withoutRefusal(suggesting)]);
  const found = new Map(issues.map(issue => [issue.key, issue]));
  const first = suggested.map(issue => found.get(issue.key) ?? issue);
  return [...new Map([...first, ...issues].map(issue => [issue.key, issue])).values()].slice(0, limit);
}

async function withoutRefusal(suggesting: FoundIssue[] | Promise<FoundIssue[]>): Promise<FoundIssue[]> {
  try {
    return await suggesting;
  } catch (error) {
    if (error instanceof ForbiddenError || error instanceof NotFoundError) return [];
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
