import * as vscode from 'vscode';
import { checkJql, type Filter, listFavoriteFilters } from '../../jira/index.ts';
import type { CommandTable } from '../commands/commandTable.ts';
import { type JiraConnection, Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { Sessions } from '../connections/sessions.ts';
import { askPick } from '../dialogs/askPick.ts';
import { askText } from '../dialogs/askText.ts';
import { Failure } from '../messages/problemReporter.ts';
import { Grouping, groupingWords } from './issueGroups.ts';
import { allQueries, putQuery, removeQuery, type SavedQuery } from './queries.ts';
import { QueryNode } from './queryNodes.ts';

const { t } = vscode.l10n;

export interface QueryCommandDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly changed: () => void;
}

/** Adding, changing and removing queries, and how their issues are grouped. */
export function queryCommands(deps: QueryCommandDeps): vscode.Disposable {
  return deps.commands.register({
    async addQuery() {
      await addQuery(deps);
    },
    async editQuery(target) {
      const query = target instanceof QueryNode ? target.query : await pickQuery(t('Edit Query'));
      if (query) await editQuery(deps, query);
    },
    async removeQuery(target) {
      const query = target instanceof QueryNode ? target.query : await pickQuery(t('Remove Query'));
      if (query) await removeQuery(query);
    },
    groupIssues: chooseGrouping,
  });
}

async function pickQuery(title: string): Promise<SavedQuery | undefined> {
  const answer = await askPick<SavedQuery>({
    title,
    placeholder: t('Which query?'),
    items: allQueries().map(value => ({ label: value.name, description: value.jql, value })),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function addQuery(deps: QueryCommandDeps): Promise<void> {
  const { store, sessions } = deps;
  const title = t('Add Query');
  const chosen = await pickConnection(store.ofProduct(Product.jira), { title, placeholder: t('On which Jira?') });
  if (chosen.kind !== 'answered') return;
  const connection = chosen.value;
  const own: Filter = { id: '', name: '', jql: '' };
  const filters = listFavoriteFilters(sessions.jira(connection)).catch(() => []);
  const answer = await askPick<Filter>({
    title,
    placeholder: t('A query of your own, or one of the site’s filters'),
    items: filters.then(list => [
      { label: t('Write JQL…'), value: own },
      ...list.map(value => ({ label: value.name, description: value.jql, value })),
    ]),
  });
  if (answer.kind !== 'answered') return;
  const { name, jql } = answer.value;
  const query = { name, jql, connection: connection.id };
  await (name === '' ? askAndPut(deps, connection, query, undefined) : putQuery(query));
}

async function editQuery(deps: QueryCommandDeps, query: SavedQuery): Promise<void> {
  const { store } = deps;
  const own = query.connection === undefined ? undefined : store.findJira(query.connection);
  const title = t('Edit Query');
  const chosen = own
    ? { kind: 'answered' as const, value: own }
    : await pickConnection(store.ofProduct(Product.jira), {
        title,
        placeholder: t('On which Jira is it to be checked?'),
      });
  if (chosen.kind === 'answered') await askAndPut(deps, chosen.value, query, query);
}

async function askAndPut(
  { sessions }: QueryCommandDeps,
  connection: JiraConnection,
  query: SavedQuery,
  instead: SavedQuery | undefined,
): Promise<void> {
  const jql = await askJql(sessions, connection, query.jql);
  if (jql === undefined) return;
  const name = await askText<string>({
    title: t('Name of the Query'),
    prompt: t('What it is called in the view'),
    value: query.name,
    check: text => (text.trim() === '' ? { problem: t('Enter a name.') } : { value: text.trim() }),
  });
  if (name.kind === 'answered') await putQuery({ ...query, name: name.value, jql }, instead);
}

/** Asks for JQL in an editor of its own, with completion; the site says what is wrong with it. */
async function askJql(sessions: Sessions, connection: JiraConnection, jql: string): Promise<string | undefined> {
  const answer = await askText<string>({
    title: t('JQL on {0}', connection.name),
    prompt: t('For instance: assignee = currentUser() AND statusCategory != Done ORDER BY updated DESC'),
    value: jql,
    async check(text, signal) {
      try {
        const [problem] = await checkJql(sessions.jira(connection), text, { signal });
        return problem === undefined ? { value: text } : { problem };
      } catch (error) {
        throw new Failure(t('Could not check the query.'), error, connection);
      }
    },
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function chooseGrouping(): Promise<void> {
  const answer = await askPick<Grouping>({
    title: t('Group Issues'),
    placeholder: t('How?'),
    items: Object.values(Grouping).map(value => ({ label: groupingWords(value), value })),
  });
  if (answer.kind !== 'answered') return;
  await vscode.workspace
    .getConfiguration('jenkinsJira.jira')
    .update('groupBy', answer.value, vscode.ConfigurationTarget.Global);
}
