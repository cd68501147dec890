import * as vscode from 'vscode';
import { searchIssues } from '../../../jira/issues/search.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { pickConnection } from '../../connections/settings/pickConnection.ts';
import { Failure } from '../../connections/words/failure.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import { queriesFor } from '../queries/queries.ts';
import { type IssueRef, isIssueKey } from './issueRef.ts';
import { iconOfIssue } from './issueWords.ts';

const { t } = vscode.l10n;
const offered = 50;

/** Asks for an issue: an issue of the first saved query, or any whose key is typed. */
export async function pickIssue(
  connections: readonly JiraConnection[],
  sessions: Sessions,
  title: string,
): Promise<IssueRef | undefined> {
  const chosen = await pickConnection(connections, { title, placeholder: t('Select a Jira connection') });
  if (chosen.kind !== 'answered') return undefined;
  const connection = chosen.value;
  const abort = new AbortController();
  try {
    const answer = await askPick<string>({
      title,
      placeholder: t('Select an issue, or type a key such as PAY-431'),
      items: offer(connection, sessions, abort.signal),
      typed: text => typedKey(text.toUpperCase()),
    });
    return answer.kind === 'answered' ? { connection, key: answer.value } : undefined;
  } catch (error) {
    throw new Failure(t('Could not list the issues of {0}.', connection.name), error, connection);
  } finally {
    abort.abort();
  }
}

function typedKey(key: string): PickItem<string> | undefined {
  return isIssueKey(key) ? { label: key, description: t('open issue'), value: key } : undefined;
}

async function offer(connection: JiraConnection, sessions: Sessions, signal: AbortSignal): Promise<PickItem<string>[]> {
  const [query] = queriesFor(connection.id);
  if (!query) return [];
  const { issues } = await searchIssues(sessions.jira(connection), query.jql, offered, undefined, { signal });
  return issues.map(issue => ({
    label: `${issue.key} ${issue.summary}`,
    description: issue.status,
    iconPath: iconOfIssue(issue),
    value: issue.key,
  }));
}
