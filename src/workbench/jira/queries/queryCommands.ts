import * as vscode from 'vscode';
import { isObject } from '../../../base/json.ts';
import { type Filter, listFavoriteFilters } from '../../../jira/jql/queries.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { pickConnection } from '../../connections/settings/pickConnection.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Commands } from '../../shell/commands/commandTable.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import type { KeptText } from '../../shell/drafts/draftBook.ts';
import { tabsOf } from '../../shell/drafts/openTexts.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { showInformation } from '../../shell/messages/notifications.ts';
import { putQuery, removeQuery, restoreQuery, setBadge } from './changeQueries.ts';
import { allQueries, findQuery, parseQuery, queriesFor, type SavedQuery } from './queries.ts';
import { type QueryPlace, queryUri } from './queryUri.ts';
import { readyQueries } from './readyQueries.ts';

const { t } = vscode.l10n;

export interface QueryCommandDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly files: TextFiles<QueryPlace>;
  readonly background: Background;
}

/** Handlers of commands for queries. */
export function queryHandlers(deps: QueryCommandDeps) {
  return {
    async addQuery() {
      await addQuery(deps);
    },
    async editQuery(target) {
      const query = queryIn(target) ?? (await pickQuery(t('Edit Query')));
      if (query) await editQuery(deps, query);
    },
    async renameQuery(target) {
      const query = queryIn(target) ?? (await pickQuery(t('Rename Query')));
      const name = query && (await askName(query.name, query.connection));
      if (query && name && name !== query.name) await rename(deps, query, name);
    },
    async removeQuery(target) {
      const query = queryIn(target) ?? (await pickQuery(t('Remove Query')));
      if (query) await removeWithUndo(deps, query);
    },
    async showQueryBadge(target) {
      const query = queryIn(target);
      if (query) await setBadge(query);
    },
    async hideQueryBadge() {
      await setBadge(undefined);
    },
  } satisfies Commands;
}

/** Documents of a query: one for each connection that could complete it. */
function urisOf({ store }: QueryCommandDeps, { name, connection }: SavedQuery): readonly vscode.Uri[] {
  const helpers = connection === undefined ? store.ofProduct(Product.jira).map(({ id }) => id) : [connection];
  return helpers.map(helper => queryUri({ name, connection, helper }));
}

/** Drafts of a query, whose editors are closed. */
async function takeDrafts({ files }: QueryCommandDeps, uris: readonly vscode.Uri[]) {
  const drafts = await Promise.all(uris.map(uri => files.draftOf(uri)));
  for (const uri of uris) await files.close(uri);
  return drafts;
}

/** Renames a query; its drafts go on under the new name. */
async function rename(deps: QueryCommandDeps, query: SavedQuery, name: string): Promise<void> {
  const renamed = { ...query, name };
  const uris = urisOf(deps, query);
  const open = uris.map(uri => tabsOf(uri).length > 0);
  const drafts = await takeDrafts(deps, uris);
  await putQuery(renamed, query);
  await putBack(deps, renamed, drafts);
  for (const [index, uri] of urisOf(deps, renamed).entries()) if (open[index]) await deps.files.show(uri);
}

async function putBack(
  deps: QueryCommandDeps,
  query: SavedQuery,
  drafts: readonly (KeptText | undefined)[],
): Promise<void> {
  for (const [index, uri] of urisOf(deps, query).entries()) {
    const draft = drafts[index];
    if (draft) await deps.files.begin(uri, draft.base, draft.text);
  }
}

/** Removes a query with its editors and its draft; all of it can be undone. */
async function removeWithUndo(deps: QueryCommandDeps, query: SavedQuery): Promise<void> {
  // Before it is gone: else its draft would be compared with nothing.
  const drafts = await takeDrafts(deps, urisOf(deps, query));
  const at = await removeQuery(query);
  const undo = t('Undo');
  if ((await showInformation(t('The query “{0}” was removed.', query.name), undo)) !== undo) return;
  await restoreQuery(query, at);
  await putBack(deps, query, drafts);
}

/** Query of a tree node. */
function queryIn(target: unknown): SavedQuery | undefined {
  return isObject(target) ? parseQuery(target['query']) : undefined;
}

async function pickQuery(title: string): Promise<SavedQuery | undefined> {
  const answer = await askPick<SavedQuery>({
    title,
    placeholder: t('Select a query'),
    items: allQueries().map(value => ({ label: value.name, description: value.jql, value })),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function addQuery({ store, sessions, background }: QueryCommandDeps): Promise<void> {
  const title = t('Add Query');
  const chosen = await pickConnection(store.ofProduct(Product.jira), {
    title,
    placeholder: t('Select a Jira connection'),
  });
  if (chosen.kind !== 'answered') return;
  const connection = chosen.value;
  const own = { name: '', jql: '' };
  const ready = readyQueries().filter(({ name }) => !queriesFor(connection.id).some(each => each.name === name));
  const filters = listFavoriteFilters(sessions.jira(connection)).catch(error => {
    background.report(new Failure(t('Could not load the favorite filters.'), error, connection));
    return [];
  });
  const answer = await askPick<Omit<Filter, 'id'>>({
    title,
    placeholder: t('Write a query, or select a ready one or a filter of the site'),
    items: filters.then(list => [
      { label: t('Write JQL…'), value: own },
      ...ready.map(value => ({ label: value.name, description: value.jql, value })),
      ...list.map(value => ({ label: value.name, description: value.jql, value })),
    ]),
  });
  if (answer.kind !== 'answered') return;
  const { name, jql } = answer.value;
  if (name !== '') return putQuery({ name, jql, connection: connection.id }, findQuery(name, connection.id));
  const given = await askName('', connection.id);
  if (given) await open({ name: given, connection: connection.id, helper: connection.id });
}

/** A query for all connections is checked on a single one of them. */
async function editQuery({ store }: QueryCommandDeps, { name, connection }: SavedQuery): Promise<void> {
  if (connection !== undefined) return open({ name, connection, helper: connection });
  const chosen = await pickConnection(store.ofProduct(Product.jira), {
    title: t('Edit Query'),
    placeholder: t('Select the Jira connection to validate the query against'),
  });
  if (chosen.kind === 'answered') await open({ name, connection, helper: chosen.value.id });
}

async function askName(before: string, connection: string | undefined): Promise<string | undefined> {
  const answer = await askText<string>({
    title: t('Name of the Query'),
    prompt: t('Name shown in the Jira view'),
    value: before,
    check(text) {
      const name = text.trim();
      if (name === '') return { problem: t('Enter a name.') };
      if (name !== before && findQuery(name, connection))
        return { problem: t('A query with this name already exists.') };
      return { value: name };
    },
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function open(place: Parameters<typeof queryUri>[0]): Promise<void> {
  const document = await vscode.workspace.openTextDocument(queryUri(place));
  await vscode.window.showTextDocument(document, { preview: false });
}
