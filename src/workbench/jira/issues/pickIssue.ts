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
import type { Some } from '../../shell/dialogs/pickSearch.ts';
import { queriesFor } from '../queries/queries.ts';
import { iconOfType } from './issueLine.ts';
import { type IssueRef, isIssueKey } from './issueRef.ts';

const { t } = vscode.l10n;

const recent = 10;
const offered = 50;

/** Line of an issue, or of a site that could not be searched: choosing that tells why, with the ways out. */
type IssueItem = PickItem<IssueRef | Failure>;

type Found = readonly (FoundIssue | Issue)[];

/** Answer of a site. */
interface Answered {
  readonly connection: JiraConnection;
  /** Lists of issues, the likeliest ones first. */
  readonly lists: readonly Found[];
  /** Of the site that gave none. */
  readonly error?: unknown;
}

/**
 * Asks for an issue of any site: those that were viewed last, those of the first query, and those that a typed text
 * finds. A site that does not answer leaves the others their lines; a slow one does not hold them up.
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
      items: some => firstItems(connections, sessions, some, abort.signal),
      search: async (text, signal, some) => {
        if (pasted(connections, text)) return [];
        const find = async (session: JiraSession) => [await findIssues(session, text, offered, { signal })];
        return linesOf(await askAll(connections, sessions, find, some), !only);
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
  const find = async (session: JiraSession) => [await findIssues(session, text, offered, { signal })];
  const lines = linesOf(await askAll(connections, sessions, find), connections.length > 1);
  return lines.flatMap(({ value, ...line }) => (value instanceof Failure ? [] : [{ ...line, ...value }]));
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
  some: Some<IssueItem>,
  signal: AbortSignal,
): Promise<readonly IssueItem[]> {
  const [{ searchIssues }, { recentlyViewed }] = await Promise.all([
    import('../../../jira/issues/search.ts'),
    import('../../../jira/issues/findIssues.ts'),
  ]);
  const read = async (session: JiraSession, { id }: JiraConnection) => {
    const [query] = queriesFor(id);
    const readings = [searchIssues(session, recentlyViewed, recent, undefined, { signal })];
    if (query) readings.push(searchIssues(session, query.jql, offered, undefined, { signal }));
    const pages = await Promise.allSettled(readings);
    const lists = pages.map(page => (page.status === 'fulfilled' ? page.value.issues : []));
    if (pages[0]?.status === 'rejected' && lists.flat().length === 0) throw pages[0].reason;
    return lists;
  };
  const answers = await askAll(connections, sessions, read, lines => signal.aborted || some(lines));
  const [first] = answers;
  if (first && answers.every(({ error }) => error !== undefined)) {
    const { connection, error } = first;
    throw new Failure(t('Could not list the issues of {0}.', connection.name), error, connection);
  }
  return linesOf(answers, connections.length > 1);
}

/**
 * Asks all sites at once.
 * @param some shows the lines of those that have answered, while others have not
 * @returns their answers, in the order of the connections
 */
function askAll(
  connections: readonly JiraConnection[],
  sessions: Sessions,
  read: (session: JiraSession, connection: JiraConnection) => Promise<readonly Found[]>,
  some?: Some<IssueItem>,
): Promise<readonly Answered[]> {
  const known = new Map<number, Answered>();
  return Promise.all(
    connections.map(async (connection, at) => {
      const answered: Answered = await read(sessions.jira(connection), connection).then(
        lists => ({ connection, lists }),
        error => ({ connection, lists: [], error }),
      );
      known.set(at, answered);
      const soFar = [...known].sort(([a], [b]) => a - b).map(([, each]) => each);
      const hasIssues = soFar.some(({ lists }) => lists.some(list => list.length > 0));
      if (hasIssues && soFar.length < connections.length) some?.(linesOf(soFar, true));
      return answered;
    }),
  );
}

/** Lines of all sites: the likeliest issues of each in turns, the sites that could not be searched, then the others. */
function linesOf(answers: readonly Answered[], areSeveral: boolean): readonly IssueItem[] {
  const issuesAt = (place: number) => {
    const lists = answers.map(({ connection, lists }) =>
      (lists[place] ?? []).map(issue => lineOf(connection, issue, areSeveral)),
    );
    const longest = Math.max(0, ...lists.map(({ length }) => length));
    return Array.from({ length: longest }, (_, at) => lists.flatMap(list => list.slice(at, at + 1))).flat();
  };
  const failed = answers.flatMap(({ connection, error }) =>
    error === undefined ? [] : [failedLine(connection, error)],
  );
  return [...issuesAt(0), ...failed, ...issuesAt(1)];
}

function lineOf(connection: JiraConnection, issue: FoundIssue | Issue, areSeveral: boolean): IssueItem {
  const { key, summary, status } = issue;
  const type = 'type' in issue && issue.type;
  return {
    label: `${key} ${summary}`,
    description: [type, status, areSeveral && connection.name].filter(Boolean).join(' · '),
    iconPath: 'type' in issue ? iconOfType(issue) : new vscode.ThemeIcon('issues'),
    value: { connection, key },
  };
}

function failedLine(connection: JiraConnection, error: unknown): IssueItem {
  const failure = new Failure(t('Could not search {0}.', connection.name), error, connection);
  const iconPath = new vscode.ThemeIcon('warning');
  return { label: failure.message, detail: explanationText(error), iconPath, value: failure };
}
