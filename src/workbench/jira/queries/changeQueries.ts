import * as vscode from 'vscode';
import { allQueries, queriesSetting, type SavedQuery } from './queries.ts';

/** Replaces a query, or appends it. */
export async function putQuery(query: SavedQuery, instead?: SavedQuery): Promise<void> {
  const all = allQueries();
  const at = instead ? all.findIndex(each => isSame(each, instead)) : -1;
  if (at >= 0) all[at] = query;
  else all.push(query);
  await write(all);
}

/**
 * Removes a query.
 * @returns its place, to put it back
 */
export async function removeQuery(query: SavedQuery): Promise<number> {
  const all = allQueries();
  await write(all.filter(each => !isSame(each, query)));
  return all.findIndex(each => isSame(each, query));
}

/** Puts a removed query back to its place. */
export async function restoreQuery(query: SavedQuery, at: number): Promise<void> {
  await write(allQueries().toSpliced(at, 0, query));
}

async function write(queries: readonly SavedQuery[]): Promise<void> {
  const values = queries.map(({ name, jql, connection, collapsed, badge }) => ({
    ...{ name, jql },
    ...(connection && { connection }),
    ...(collapsed && { collapsed }),
    ...(badge && { badge }),
  }));
  await vscode.workspace.getConfiguration().update(queriesSetting, values, vscode.ConfigurationTarget.Global);
}

/** Makes the number of a query's issues the badge of the view, or of none. */
export async function setBadge(query: SavedQuery | undefined): Promise<void> {
  await write(allQueries().map(each => ({ ...each, badge: query !== undefined && isSame(each, query) })));
}

function isSame(a: SavedQuery, b: SavedQuery): boolean {
  return a.name === b.name && a.jql === b.jql && a.connection === b.connection;
}
