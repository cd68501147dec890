import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import type { FoundIssue } from '../../../jira/issues/findIssues.ts';
import type { Issue } from '../../../jira/issues/issues.ts';
import { keyOfAddress } from '../../../jira/issues/keyOfAddress.ts';
import type { JiraSession } from '../../../jira/session/session.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { Failure } from '../../connections/words/failure.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import { queriesFor } from '../queries/queries.ts';
import { iconOfType } from './issueLine.ts';
import { type IssueRef, isIssueKey } from './issueRef.ts';

const { t } = vscode.l10n;

const recent = 10;
const offered = 50;

/** Line of an issue, or of a site that could not be searched: choosing that tells why, with the ways out. */
type IssueItem = PickItem<IssueRef | Failure>;

/** Answer of a site. */
interface Answered {
  readonly connection: JiraConnection;
  readonly issues: readonly (FoundIssue | Issue)[];
  /** Of the site that gave none. */
  readonly error?: unknown;
}

/**
 * Asks for an issue of any site: those that were viewed last, those of the first query, and those that a typed text
 * finds. A site that does not answer leaves the others their lines.
 * @throws Failure where no site can be read
 */
export async function pickIssue(
  connections: readonly JiraConnection[],
  sessions: Sessions,
  title: string,
): Promise<IssueRef | undefined> {
  const { findIssues } = await import('../../../jira/issues/findIssues.ts');
  const abort = new AbortController();
  const [only] = connections.length === 1 ? connections : [];
  try {
    const answer = await askPick<IssueRef | Failure>({
      title,
      placeholder: t('Select an issue, or type words of it or its key'),
      items: firstItems(connections, sessions, abort.signal),
      search: async (text, signal) => {
        if (pasted(connections, text)) return [];
        const find = (session: JiraSession) => findIssues(session, text, offered, { signal });
        return linesOf(await askAll(connections, sessions, find));
      },
      typed: text => pasted(connections, text) ?? (only && typedKey(only, text.toUpperCase())),
      idOf: value => (value instanceof Failure ? value : `${value.connection.id}/${value.key}`),
    });
    if (answer.kind !== 'answered') return undefined;
    if (answer.value instanceof Failure) throw answer.value;
    return answer.value;
  } finally {
    abort.abort();
  }
}

/** Issues of all sites that a typed text finds, as lines of a list; sites that do not answer have none. */
export async function findMore(
  connections: readonly JiraConnection[],
  sessions: Sessions,
  text: string,
  signal: AbortSignal,
): Promise<readonly (IssueRef & vscode.QuickPickItem)[]> {
  const { findIssues } = await import('../../../jira/issues/findIssues.ts');
  const answers = await askAll(connections, sessions, session => findIssues(session, text, offered, { signal }));
  return answers.flatMap(({ connection, issues }) =>
    issues.map(issue => {
      const { value: _, ...line } = lineOf(connection, issue, answers.length > 1);
      return { ...line, connection, key: issue.key };
    }),
  );
}

/** Line for the address of an issue, as the browser shows it. */
function pasted(connections: readonly JiraConnection[], text: string): IssueItem | undefined {
  if (!text.includes('://')) return undefined;
  for (const connection of connections) {
    const key = keyOfAddress(BaseUrl.parse(connection.site ?? connection.url), text);
    if (key !== undefined)
      return { label: key, description: t('at this address on {0}', connection.name), value: { connection, key } };
  }
  return undefined;
}

function typedKey(connection: JiraConnection, key: string): IssueItem | undefined {
  return isIssueKey(key) ? { label: key, description: t('open issue'), value: { connection, key } } : undefined;
}

async function firstItems(
  connections: readonly JiraConnection[],
  sessions: Sessions,
  signal: AbortSignal,
): Promise<readonly IssueItem[]> {
  const [{ searchIssues }, { recentlyViewed }] = await Promise.all([
    import('../../../jira/issues/search.ts'),
    import('../../../jira/issues/findIssues.ts'),
  ]);
  const answers = await askAll(connections, sessions, async (session, { id }) => {
    const [query] = queriesFor(id);
    const readings = [searchIssues(session, recentlyViewed, recent, undefined, { signal })];
    if (query) readings.push(searchIssues(session, query.jql, offered, undefined, { signal }));
    const pages = await Promise.allSettled(readings);
    const found = pages.flatMap(page => (page.status === 'fulfilled' ? page.value.issues : []));
    if (pages[0]?.status === 'rejected' && found.length === 0) throw pages[0].reason;
    return [...new Map(found.map(issue => [issue.key, issue])).values()];
  });
  const [first] = answers;
  if (first && answers.every(({ error }) => error !== undefined)) {
    const { connection, error } = first;
    throw new Failure(t('Could not list the issues of {0}.', connection.name), error, connection);
  }
  return linesOf(answers);
}

function askAll(
  connections: readonly JiraConnection[],
  sessions: Sessions,
  read: (session: JiraSession, connection: JiraConnection) => Promise<readonly (FoundIssue | Issue)[]>,
): Promise<readonly Answered[]> {
  return Promise.all(
    connections.map(connection =>
      read(sessions.jira(connection), connection).then(
        issues => ({ connection, issues }),
        error => ({ connection, issues: [], error }),
      ),
    ),
  );
}

/** Lines of all sites, in the order of the connections. */
function linesOf(answers: readonly Answered[]): readonly IssueItem[] {
  return answers.flatMap(({ connection, issues, error }) =>
    error === undefined
      ? issues.map(issue => lineOf(connection, issue, answers.length > 1))
      : [failedLine(connection, error)],
  );
}

function lineOf(connection: JiraConnection, issue: FoundIssue | Issue, areSeveral: boolean): IssueItem {
  const { key, summary, status } = issue;
  return {
    label: `${key} ${summary}`,
    description: [status, areSeveral && connection.name].filter(Boolean).join(' · '),
    iconPath: 'type' in issue ? iconOfType(issue) : new vscode.ThemeIcon('issues'),
    value: { connection, key },
  };
}

function failedLine(connection: JiraConnection, error: unknown): IssueItem {
  const failure = new Failure(t('Could not search {0}.', connection.name), error, connection);
  const iconPath = new vscode.ThemeIcon('warning');
  return { label: failure.message, detail: explanationText(error), iconPath, value: failure };
}
